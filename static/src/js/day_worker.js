// Keeps the last version of a firm's page of the day, and shows it where there is no network. Nothing else is kept.
import { KEPT } from './kept_days.js';

/** How long a poor connection may take before what is kept is shown, in milliseconds. */
const PATIENCE = 4000;

const isDay = (request) =>
  request.method === 'GET' && /\/(oggi|today)\/$/.test(new URL(request.url).pathname);
/** Only a page of the day itself: not the way to sign in, nor a refusal. */
const mayBeKept = (response) => response.ok && !response.redirected && response.headers.has('X-Kept-On-The-Phone');

const fresh = async (request) => {
  const response = await fetch(request);
  const kept = await caches.open(KEPT);
  // Whoever may not read it any more does not find it here either; a fault of ours changes nothing.
  if (mayBeKept(response)) await kept.put(request.url, response.clone());
  else if (response.status < 500) await kept.delete(request.url);
  return response;
};

const answer = async (event) => {
  const network = fresh(event.request);
  event.waitUntil(network.catch(() => {}));
  const kept = await (await caches.open(KEPT)).match(event.request.url);
  if (!kept) return network;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([network.catch(() => kept), late]);
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (isDay(event.request)) event.respondWith(answer(event));
});
