import { render } from 'solid-js/web';
import { DeskPage } from './desk-page.tsx';

render(() => <DeskPage />, document.getElementById('page') as HTMLElement);
