// The filters' sheet on the phone. Its address opens and closes it, so that going back closes it too; while it is open
// the rest of the page is out of reach, Escape closes it, and focus goes in and comes back.
import { wide } from './screen.js';

const sheet = document.getElementById('filtri');
if (sheet) {
  const others = [...document.querySelectorAll('.skiplinks, body > header, body > footer, .pm-band')];
  const beside = [...sheet.parentElement.children].filter((element) => element !== sheet);
  let shown = false;

  const follow = () => {
    if (location.hash === '#risultati') history.replaceState(null, '', location.pathname + location.search);
    const show = location.hash === '#filtri' && !wide.matches;
    if (show === shown) return;
    shown = show;
    for (const element of [...others, ...beside]) element.inert = show;
    if (show) sheet.querySelector('a, input, summary, button').focus();
    else document.querySelector('a[href="#filtri"]')?.focus();
  };

  // In the place of the sheet's own address: going back from the results leads to before the filters, not into them.
  const close = (event) => {
    event.preventDefault();
    location.replace('#risultati');
  };

  window.addEventListener('hashchange', follow);
  wide.addEventListener('change', follow);
  sheet.querySelector('a[href="#risultati"]').addEventListener('click', close);
  sheet.querySelector('form').addEventListener('submit', (event) => shown && close(event), { capture: true });
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown) close(event);
  });
  follow();
}
