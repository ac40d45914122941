// Results that follow the filters and the order at once: the next page is fetched and its parts take the place of the
// present ones. The address goes along, focus stays, and a screen reader hears how many results there are.
// htmx would do it in fewer lines of ours and twelve of the fifteen kilobytes that the scripts of a page may weigh.
const PARTS = ['letto', 'scelte', 'elenco'];

const filters = document.querySelector('#filtri form');
const status = document.getElementById('annuncio');
let shown = location.pathname + location.search;
let running;

/** The address a form would send its reader to, without what it leaves empty. */
function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  return form.action.split('?')[0] + (query.size ? `?${query}` : '');
}

/** Shows another page of results, as following a link to it would. */
async function show(url, remember) {
  running?.abort();
  const mine = (running = new AbortController());
  const list = document.getElementById('elenco');
  list.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = PARTS.map((id) => page.getElementById(id));
    if (!answer.ok || fresh.includes(null)) throw new Error('not a page of results');
    remember?.();
    shown = location.pathname + location.search;
    replace(fresh, page);
  } catch {
    if (mine === running) location.assign(url);
  }
}

function replace(fresh, page) {
  const places = focused();
  const open = new Map(facets().map((facet) => [key(facet), facet.open]));
  for (const part of fresh) document.getElementById(part.id).replaceWith(part);
  for (const facet of facets()) if (open.has(key(facet))) facet.open = open.get(key(facet));
  document.title = page.title;
  const other = document.querySelector('.pm-lang');
  if (other) other.href = page.querySelector('.pm-lang').href;
  ready();
  refocus(places);
  status.textContent = document.querySelector('#elenco .pm-listhead h2').textContent;
}

/** Where to look for what has the focus once its part is new, or for what is next to it; nothing when it stays. */
function focused() {
  const element = document.activeElement;
  if (!PARTS.some((id) => document.getElementById(id).contains(element))) return [];
  if (element.id) return [`#${element.id}`];
  const facet = element.closest('details');
  const summary = facet && `details[class="${facet.className}"]:has([name="${facetName(facet)}"]) > summary`;
  return [element.name && `[name="${element.name}"][value="${element.value}"]`, summary, '#filtri .bar a'].filter(Boolean);
}

function refocus(places) {
  const element = places.map((place) => document.querySelector(place)).find(Boolean);
  const folded = element?.closest('.pm-rest');
  if (folded) folded.open = true;
  element?.focus({ preventScroll: true });
}

const facets = () => [...document.querySelectorAll('#scelte details')];
const facetName = (facet) => facet.querySelector('input').name;
const key = (facet) => facet.className + facetName(facet);

/** What the page needs whenever its parts are new. */
function ready() {
  const plain = document.querySelector('[data-plain-only]');
  if (plain) plain.hidden = true;
  const count = document.getElementById('elenco').dataset.count;
  const button = filters.querySelector('button[type=submit]');
  button.textContent = button.dataset[count === '1' ? 'one' : 'many'].replace('0', count);
}

if (filters) {
  filters.classList.add('is-live');
  document.getElementById('risultati').addEventListener('change', (event) => {
    const form = event.target.form;
    if (!form?.reportValidity()) return;
    // In the sheet on the phone going back leads to before it, so its steps are not remembered one by one.
    const [step, hash] = location.hash === '#filtri' ? ['replaceState', '#filtri'] : ['pushState', ''];
    const url = address(form);
    show(url, () => history[step](null, '', url + hash));
  });
  window.addEventListener('popstate', () => {
    const url = location.pathname + location.search;
    if (url !== shown) show(url);
  });
  ready();
}
