/** Whether this kiosk serves a test run; it stands on every voter screen, whichever it is. */
import { createSignal } from 'solid-js';

export const [isTestRun, setTestRun] = createSignal(false);
