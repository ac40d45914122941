// Tells the portal that a contact was followed, and by which way; nothing about who followed it. See /numeri/.

const way = (link) => {
  if (link.protocol === 'tel:') return 'telephone';
  if (link.protocol === 'mailto:') return 'mail';
  return link.protocol.startsWith('http') && link.host !== location.host ? 'website' : '';
};
const address = document.getElementById('main')?.dataset.contacts;
const tell = (event) => {
  const link = event.target.closest?.('main a[href]');
  // The tiles of the map are links of another make, and lead to our own pages.
  if (link instanceof HTMLAnchorElement && way(link)) navigator.sendBeacon(address, new URLSearchParams({ way: way(link), page: location.pathname }));
};
if (address) {
  document.addEventListener('click', tell);
  document.addEventListener('auxclick', (event) => event.button === 1 && tell(event));
}
