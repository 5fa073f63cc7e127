/**
 * Keeps the pages that read paper, so that they open again without a network (specification §9). It is registered for /check/ and
 * /township/ alone: no page of a hall is ever served from a store, and what the server answers at /api is never kept.
 */
const STORE = 'paper-pages-1';

/** Hashed files never change; a page is asked for first and taken from the store only when nobody answers. */
const isHashed = (url) => url.pathname.startsWith('/assets/');
const isKept = (url) => url.origin === self.location.origin && !url.pathname.startsWith('/api/');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The page names what it has loaded before this worker was there. */
self.addEventListener('message', (event) => {
  event.waitUntil(keep(event.data.urls));
});

async function keep(urls) {
  const store = await caches.open(STORE);
  const wanted = new Set(urls.filter((url) => isKept(new URL(url))));
  await store.addAll([...wanted]);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !isKept(url)) return;
  event.respondWith(isHashed(url) ? fromStoreFirst(event.request) : fromServerFirst(event.request, url));
});

async function fromStoreFirst(request) {
  const store = await caches.open(STORE);
  const kept = await store.match(request.url);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request.url, answer.clone());
  return answer;
}

/** Questions and receipts stand after ? and #: the page is the same file for all of them, and none of them is stored. */
async function fromServerFirst(request, url) {
  const store = await caches.open(STORE);
  const name = url.origin + url.pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok) await store.put(name, answer.clone());
    return answer;
  } catch (error) {
    const kept = await store.match(name);
    if (kept === undefined) throw error;
    return kept;
  }
}
