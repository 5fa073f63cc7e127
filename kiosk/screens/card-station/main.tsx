import { render } from 'solid-js/web';
import { CardStationPage } from './card-station-page.tsx';

render(() => <CardStationPage />, document.getElementById('page') as HTMLElement);
