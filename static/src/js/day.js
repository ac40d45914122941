// The page of the day: kept on the phone, forgotten when one signs out; and how long it is to what comes next.
import { KEPT } from './kept_days.js';

const page = document.querySelector('[data-worker]');
const SOON = 90;
const MINUTE = 60_000;

/** Keeps this page now: the worker keeps it from the next visit on. */
const keep = async () => {
  await navigator.serviceWorker.register(page.dataset.worker);
  await navigator.serviceWorker.ready;
  const kept = await caches.open(KEPT);
  const address = location.href.split('#')[0];
  if (!(await kept.match(address))) await kept.add(address);
  document.querySelector('[data-kept]').hidden = false;
};

/** What was said of the hour is true for a minute, of the day for a day: a page read later says it anew, or nothing. */
const tell = (line) => {
  const minutes = Math.ceil((new Date(line.dataset.starts) - Date.now()) / MINUTE);
  const stale = new Date(page.dataset.written).toDateString() !== new Date().toDateString();
  line.hidden = minutes < -SOON || (stale && minutes > SOON);
  if (minutes > SOON) return;
  if (minutes > 0) line.textContent = minutes === 1 ? line.dataset.one : line.dataset.many.replace('#', minutes);
  else line.textContent = line.dataset.now;
};

if (page) {
  if ('serviceWorker' in navigator && 'caches' in window) keep().catch(() => {});
  for (const line of document.querySelectorAll('[data-starts]')) {
    tell(line);
    setInterval(tell, MINUTE, line);
  }
} else if ('caches' in window && !document.querySelector('.pm-me')) {
  // Nobody is signed in: what somebody read before is nobody else's.
  caches.delete(KEPT).catch(() => {});
}
