/** Which devices have asked something lately. In memory only: when somebody was at a device is nobody's business. */
export type Presence = {
  readonly seen: (key: string) => void;
  readonly isOnline: (key: string) => boolean;
  readonly forget: (key: string) => void;
};

export const machineKey = (id: string): string => `machine ${id}`;
export const scrutineerKey = (meeting: string, index: number): string => `scrutineer ${meeting} ${index}`;

const ONLINE_MS = 10_000;

export function createPresence(now: () => Date): Presence {
  const last = new Map<string, number>();
  return {
    forget: (key) => void last.delete(key),
    seen: (key) => void last.set(key, now().getTime()),
    isOnline: (key) => now().getTime() - (last.get(key) ?? Number.NEGATIVE_INFINITY) < ONLINE_MS,
  };
}
