// Results that follow the filters and the order at once: the next page is fetched and its parts take the place of the
// present ones. The address goes along, focus stays, and a screen reader hears how many results there are.
// htmx would do it in fewer lines of ours and twelve of the fifteen kilobytes that the scripts of a page may weigh.
const PARTS = ['q-resto', 'letto', 'scelte', 'azzera', 'elenco'];
const SHEET = '#filtri';

const filters = document.querySelector(`${SHEET} form`);
const here = () => location.pathname + location.search;
let shown = here();
let running;
let arriving;

/** Where a form leads, without what it leaves empty. */
function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  return `${form.action.split('?')[0]}?${query}`;
}

/** Shows another page of results, as following a link to it would; `remember` is how history takes its address. */
async function show(url, remember) {
  running?.abort();
  const mine = (running = new AbortController());
  document.getElementById('elenco').setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = PARTS.map((id) => page.getElementById(id));
    if (!answer.ok || fresh.includes(null)) throw new Error('not a page of results');
    if (remember) {
      const { pathname, search } = new URL(page.querySelector('link[rel=canonical]').href);
      history[remember](null, '', pathname + search + (location.hash === SHEET ? SHEET : ''));
    }
    shown = here();
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
  other?.setAttribute('href', page.querySelector('.pm-lang').getAttribute('href'));
  ready();
  refocus(places);
  document.getElementById('annuncio').textContent = document.getElementById('quanti').textContent;
}

/** Where to look for what has the focus once its part is new, or for what is next to it; nothing when it stays. */
function focused() {
  const element = document.activeElement;
  if (!PARTS.some((id) => document.getElementById(id).contains(element))) return [];
  if (element.id) return [`#${element.id}`];
  const facet = element.closest('details');
  const summary = facet && `details[class="${facet.className}"]:has([name="${facetName(facet)}"]) > summary`;
  return [element.name && `.pm-check[name="${element.name}"][value="${element.value}"]`, summary, '#quanti'].filter(Boolean);
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
  document.getElementById('risultati').addEventListener('change', (event) => {
    const { form } = event.target;
    if (!form.reportValidity()) return;
    // In the sheet on the phone going back leads to before it, so its steps are not remembered one by one.
    arriving = show(address(form), location.hash === SHEET ? 'replaceState' : 'pushState');
  });
  // The results are there already, or about to be: the button leads to them. In the sheet it closes it.
  filters.addEventListener('submit', async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    await arriving;
    document.getElementById('quanti').focus();
  });
  window.addEventListener('popstate', () => {
    if (here() !== shown) show(here());
  });
  ready();
}
