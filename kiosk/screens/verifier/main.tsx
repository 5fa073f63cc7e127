import { render } from 'solid-js/web';
import { CheckPage } from './check-page.tsx';
import './check-page.css';

render(() => <CheckPage />, document.getElementById('page') as HTMLElement);
