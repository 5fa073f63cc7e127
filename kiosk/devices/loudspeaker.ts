/** Clips through the loudspeaker or the headphones: one after another, and the next thing to say cuts the one before. */

export type Clip = {
  readonly address: string;
  /** Says which clip plays. */
  readonly name: string;
};

const element = new Audio();
/** Clips held in memory, so that what is said when the network is gone can still be said. */
const held = new Map<string, string>();
let queue: readonly Clip[] = [];
let isPlaying = false;

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

function playNext(): void {
  const [clip, ...others] = queue;
  queue = others;
  isPlaying = clip !== undefined;
  if (clip === undefined) return;
  element.dataset.clip = clip.name;
  element.src = held.get(clip.address) ?? clip.address;
  // A browser that allows no sound before a touch stays silent; a clip that is cut is no fault.
  element.play().catch((fault: unknown) => {
    if (!(fault instanceof DOMException) || fault.name !== 'AbortError') playNext();
  });
}
element.addEventListener('ended', playNext);

export function playClips(clips: readonly Clip[]): void {
  queue = clips;
  playNext();
}

/** After what is being said. */
export function playAfterwards(clips: readonly Clip[]): void {
  queue = [...queue, ...clips];
  if (!isPlaying) playNext();
}

/** Leaves nothing behind of what was said. */
export function hush(): void {
  queue = [];
  isPlaying = false;
  element.pause();
  element.removeAttribute('src');
  delete element.dataset.clip;
}
