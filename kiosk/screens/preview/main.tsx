import { render } from 'solid-js/web';
import '../../theme/theme.ts';
import '../../theme/voter.css';
import '../voter/voter-screens.css';
import { PreviewPage } from './preview-page.tsx';

render(() => <PreviewPage />, document.getElementById('page') as HTMLElement);
