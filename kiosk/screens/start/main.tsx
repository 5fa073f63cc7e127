import { render } from 'solid-js/web';
import { StartPage } from './start-page.tsx';

render(() => <StartPage />, document.getElementById('page') as HTMLElement);
