// Small comforts over pages that work without any of this.

const wide = window.matchMedia('(min-width: 992px)');

// The page index is open in the HTML; on a phone it starts folded.
for (const folded of document.querySelectorAll('details[data-wide-open]')) {
  if (!wide.matches) folded.open = false;
}

// The page index shows which section one is in.
const sections = new Map();
for (const link of document.querySelectorAll('.pm-index a')) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) sections.set(section, link);
}
if (sections.size) {
  const seen = new IntersectionObserver(
    (entries) => {
      const entered = entries.find((entry) => entry.isIntersecting);
      if (!entered) return;
      for (const [section, link] of sections) {
        if (section === entered.target) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-10% 0px -70%' },
  );
  for (const section of sections.keys()) seen.observe(section);
}

// Choosing an order applies it; the button beside the list is for readers without scripts.
for (const select of document.querySelectorAll('select[data-submit]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
  const button = select.form.querySelector('[data-plain-only]');
  if (button) button.hidden = true;
}

// The filters' sheet on the phone. Its address opens and closes it, so that going back closes it too; while it is open the rest
// of the page is out of reach, Escape closes it, and focus goes in and comes back.
const sheet = document.getElementById('filtri');
const opener = document.querySelector('a[href="#filtri"]');
if (sheet && opener) {
  const others = [...document.querySelectorAll('.skiplinks, body > header, body > footer, .pm-band')];
  const beside = [...sheet.parentElement.children].filter((element) => element !== sheet);
  let shown = false;
  const follow = () => {
    const show = location.hash === '#filtri' && !wide.matches;
    if (show === shown) return;
    shown = show;
    for (const element of [...others, ...beside]) element.inert = show;
    if (show) sheet.querySelector('a, input, summary, button').focus();
    else opener.focus();
  };
  window.addEventListener('hashchange', follow);
  wide.addEventListener('change', follow);
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown) location.hash = '#risultati';
  });
  follow();
}

// The filters' button says how many results the boxes as ticked would leave.
const filters = document.querySelector('.pm-filters form[data-count]');
if (filters) {
  const button = filters.querySelector('button[type=submit]');
  let latest;
  filters.addEventListener('change', async () => {
    const query = new URLSearchParams(new FormData(filters));
    if (filters.dataset.kind) query.set('kind', filters.dataset.kind);
    query.set('page_size', '1');
    const mine = (latest = {});
    try {
      const answer = await fetch(`${filters.dataset.count}?${query}`);
      const { count } = await answer.json();
      if (mine === latest && answer.ok)
        button.textContent = button.dataset[count === 1 ? 'one' : 'many'].replace('0', count);
    } catch {
      // Without an answer the button keeps what it said: it works all the same.
    }
  });
}

// The menu on the phone closes with Escape.
const menu = document.querySelector('.pm-menu');
menu?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && menu.open) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
