/**
 * Lets a page open again without a network, where browsers allow it (https or this computer); elsewhere it works for as long as
 * it stays open. The worker is public/offline-worker.js.
 */

/** Every slice of the page's fonts: a name read from paper may hold any character, and asking for its slice then would tell. */
export async function loadFonts(): Promise<void> {
  await Promise.all([...document.fonts].map((face) => face.load()));
}

/** Pages that read paper; no other page may ever come from a store. */
const SCOPES = ['/check/', '/township/'] as const;

/** Keeps this page and what it has loaded. Never fails: without a worker nothing is lost but the reload. */
export async function keepForOffline(): Promise<void> {
  const scope = SCOPES.find((one) => one === location.pathname);
  if (scope === undefined || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('/offline-worker.js', { scope });
    await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    registration.active?.postMessage({ urls: [new URL(scope, location.origin).href, ...loaded] });
  } catch {
    // Private windows and some settings refuse workers.
  }
}
