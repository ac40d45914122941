// The menu on the phone closes with Escape.
const menu = document.querySelector('.pm-menu');
menu?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && menu.open) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
