// The index of a page: folded in the HTML, as a phone wants it, open beside a wide page, and showing which section one is in.
// Where it is folded by the script instead, everything below it jumps while one reads.
import { wide } from './screen.js';

for (const folded of document.querySelectorAll('details[data-wide-open]')) {
  if (wide.matches) folded.open = true;
}

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
