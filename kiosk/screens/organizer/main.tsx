import { render } from 'solid-js/web';
import { OrganizerPage } from './organizer-page.tsx';

render(() => <OrganizerPage />, document.getElementById('page') as HTMLElement);
