import { render } from 'solid-js/web';
import '../../theme/theme.ts';
import '../../theme/voter.css';
import './voter-screens.css';
import { pressByTouch } from '../../controls/press.ts';
import { keepAwake } from '../../devices/wake-lock.ts';
import { KioskPage } from './kiosk-page.tsx';

keepAwake();
// A kiosk has no menus; a long press is a tap (UX 2).
pressByTouch();
document.addEventListener('contextmenu', (event) => event.preventDefault());
render(() => <KioskPage />, document.getElementById('page') as HTMLElement);
