import { render } from 'solid-js/web';
import { ScrutineerPage } from './scrutineer-page.tsx';

render(() => <ScrutineerPage />, document.getElementById('page') as HTMLElement);
