import { render } from 'solid-js/web';
import '../../theme/theme.ts';
import { keepAwake } from '../../devices/wake-lock.ts';
import { WallPage } from './wall-page.tsx';

keepAwake();
render(() => <WallPage />, document.getElementById('page') as HTMLElement);
