/**
 * The one meeting this kiosk serves, by the hash of its entry: the first one it opened a round of after it was paired. An id is only a
 * name, and whoever runs the server can sign another meeting under the same one, with scrutineers of its own (specification §7.10).
 */
const MEETING = 'changpiao.paired-meeting';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function isPairedMeeting(meeting: string, store: Store = localStorage): boolean {
  const paired = store.getItem(MEETING);
  if (paired === null) store.setItem(MEETING, meeting);
  return paired === null || paired === meeting;
}

/** Only where an official has just paired this kiosk anew; nothing the server says comes here. */
export const forgetPairedMeeting = (store: Store = localStorage): void => store.removeItem(MEETING);
