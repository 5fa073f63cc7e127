import { render } from 'solid-js/web';
import { TownshipPage } from './township-page.tsx';

render(() => <TownshipPage />, document.getElementById('page') as HTMLElement);
