import { render } from 'solid-js/web';
import { ControlsPage } from './controls-page.tsx';

render(() => <ControlsPage />, document.getElementById('page') as HTMLElement);
