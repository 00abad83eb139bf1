/**
 * Keeps the files of the client, so that it opens without a connection. It keeps nothing that
 * anybody wrote: that is in the page's own store, and goes with the session.
 */

/** All files of this build; put in by the build, so that another build is another worker. */
const FILES: readonly string[] = JSON.parse('__FILES__');
const KEPT = 'klatch-files';

interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface NotificationPressed extends Extendable {
  readonly notification: Notification & { readonly data?: { readonly tag?: string } };
}

interface Page {
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

/** What a worker has; the types of pages and of workers cannot be had in one program. */
interface Worker {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window' }): Promise<readonly Page[]>;
    openWindow(address: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', heard: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', heard: (event: Fetching) => void): void;
  addEventListener(kind: 'notificationclick', heard: (event: NotificationPressed) => void): void;
}

const worker = globalThis as unknown as Worker;
const addresses = FILES.map((file) => (file === 'index.html' ? '/' : `/${file}`));

async function keep(): Promise<void> {
  const kept = await caches.open(KEPT);
  for (const address of addresses) {
    const known = address.startsWith('/assets/') && (await kept.match(address)) !== undefined;
    if (!known) await kept.put(address, await fetch(address, { cache: 'no-cache' }));
  }
}

async function forgetOthers(): Promise<void> {
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    if (!addresses.includes(new URL(request.url).pathname)) await kept.delete(request);
  }
}

/** The page itself is asked for anew, so that a newer client is used; its parts never change. */
async function answer(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(KEPT);
  const known = await kept.match(path);
  if (known !== undefined && path.startsWith('/assets/')) return known;
  try {
    return await fetch(request);
  } catch (lost) {
    if (known === undefined) throw lost;
    return known;
  }
}

async function open(tag: string): Promise<void> {
  const [page] = await worker.clients.matchAll({ type: 'window' });
  if (page === undefined) {
    await worker.clients.openWindow(`/#/c/${tag}`);
    return;
  }
  await page.focus();
  page.postMessage({ open: tag });
}

worker.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (addresses.includes(pathname)) event.respondWith(answer(event.request, pathname));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const tag = event.notification.data?.tag ?? '';
  if (/^c[0-9a-z]+$/.test(tag)) event.waitUntil(open(tag));
});
