/**
 * Who has just checked in, so that the big screen can welcome each by name for three seconds (UX 5.6). In memory only and for a few
 * seconds: the desk stores neither the time nor the order of arrivals.
 */
export type Arrival = { readonly id: number; readonly name: string };

export type Arrivals = {
  readonly arrived: (meeting: string, name: string) => void;
  /** Checked in by mistake. */
  readonly withdrawn: (meeting: string, name: string) => void;
  readonly recent: (meeting: string) => readonly Arrival[];
};

/** The wall asks once a second and shows a name for three: each is seen, whenever it asks. */
export const ARRIVAL_MS = 4000;

export function createArrivals(): Arrivals {
  const seen = new Map<string, readonly Arrival[]>();
  let last = 0;
  const recent = (meeting: string) => seen.get(meeting) ?? [];
  const keep = (meeting: string, stays: (one: Arrival) => boolean) => {
    const left = recent(meeting).filter(stays);
    if (left.length === 0) seen.delete(meeting);
    else seen.set(meeting, left);
  };
  return {
    arrived: (meeting, name) => {
      last += 1;
      const id = last;
      seen.set(meeting, [...recent(meeting), { id, name }]);
      // Gone by itself, whether a wall asks or not.
      setTimeout(() => keep(meeting, (one) => one.id !== id), ARRIVAL_MS).unref();
    },
    withdrawn: (meeting, name) => keep(meeting, (one) => one.name !== name),
    recent,
  };
}
