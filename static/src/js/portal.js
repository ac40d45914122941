// Small comforts over pages that work without any of this.

const wide = window.matchMedia('(min-width: 992px)');

// The page index and the filters are open in the HTML; on a phone they start folded.
for (const folded of document.querySelectorAll('details[data-wide-open]')) {
  if (!wide.matches) folded.open = false;
}

// Choosing an order applies it; the button beside the list is for readers without scripts.
for (const select of document.querySelectorAll('select[data-submit]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
  const button = select.form.querySelector('[data-plain-only]');
  if (button) button.hidden = true;
}

// The filters' sheet on the phone: focus goes in, Escape and closing bring it back.
const sheet = document.getElementById('filtri');
const opener = document.querySelector('a[href="#filtri"]');
if (sheet && opener) {
  const close = () => {
    if (location.hash !== '#filtri') return;
    location.hash = '#risultati';
    opener.focus();
  };
  opener.addEventListener('click', () => setTimeout(() => sheet.querySelector('a, input, summary, button')?.focus(), 50));
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
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
