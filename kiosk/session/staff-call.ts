/**
 * 叫工作人员: stands on every voter screen until staff end it at the kiosk, or the next voter goes on. A word in the memory of the page and
 * nothing else: no time, no count, no screen is kept with it.
 */
import { createSignal } from 'solid-js';

const [isStaffCalled, setStaffCalled] = createSignal(false);

export { isStaffCalled };

export const callStaff = (): void => void setStaffCalled(true);
export const endStaffCall = (): void => void setStaffCalled(false);

/** The chime is heard again as long as somebody waits: calmer than at a ballot nobody has cast, which has 45 seconds. */
export const REMIND_MS = 20_000;
