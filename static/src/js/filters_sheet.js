// The filters' sheet on the phone. Its address opens and closes it, so that going back closes it too; while it is open
// the rest of the page is out of reach, Escape closes it, and focus goes in and comes back.
import { wide } from './screen.js';

const sheet = document.getElementById('filtri');
if (sheet) {
  // Whatever stands on the page beside the sheet, or beside what the sheet stands in.
  const others = [];
  for (let inside = sheet; inside !== document.body; inside = inside.parentElement) {
    others.push(...[...inside.parentElement.children].filter((element) => element !== inside));
  }
  let shown = false;

  const follow = () => {
    if (location.hash === '#risultati') history.replaceState(null, '', location.pathname + location.search);
    const show = location.hash === '#filtri' && !wide.matches;
    if (show === shown) return;
    shown = show;
    for (const element of others) element.inert = show;
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
