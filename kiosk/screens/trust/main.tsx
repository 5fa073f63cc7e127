import { render } from 'solid-js/web';
import { TrustPage } from './trust-page.tsx';

render(() => <TrustPage />, document.getElementById('page') as HTMLElement);
