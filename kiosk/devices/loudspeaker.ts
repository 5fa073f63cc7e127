/** Clips through the loudspeaker: one at a time, the next cuts the one before. */

const element = new Audio();
/** Clips held in memory, so that what is said when the network is gone can still be said. */
const held = new Map<string, string>();

let holding = Promise.resolve();

/** Fetches them once, one after the other; one that fails is tried again the next time. */
export function holdClips(addresses: readonly string[]): Promise<void> {
  holding = holding.then(() => fetchClips(addresses));
  return holding;
}

async function fetchClips(addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    if (held.has(address)) continue;
    try {
      const response = await fetch(address);
      if (response.ok) held.set(address, URL.createObjectURL(await response.blob()));
    } catch {
      return;
    }
  }
}

/** Whether it can be said without the network. */
export const isHeld = (address: string): boolean => held.has(address);

/** `name` says in the page which clip plays. A browser that allows no sound before a touch stays silent. */
export function playClip(address: string, name: string): void {
  element.dataset.clip = name;
  element.src = held.get(address) ?? address;
  element.play().catch(() => undefined);
}

export function hush(): void {
  element.pause();
}
