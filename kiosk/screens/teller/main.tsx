import { render } from 'solid-js/web';
import { TellerPage } from './teller-page.tsx';

render(() => <TellerPage />, document.getElementById('page') as HTMLElement);
