// Suggestions while one types: a combobox with a list, as the ARIA Authoring Practices describe it. Focus stays in the
// box; without this module the box is a plain form.
const PAUSE = 150;
const SHORTEST = 2;

for (const form of document.querySelectorAll('form[data-suggestions]')) enhance(form);

function enhance(form) {
  const input = form.querySelector('input[type=search], input[type=text]');
  const list = form.querySelector('[role=listbox]');
  const status = form.querySelector('[role=status]');
  const known = new Map();
  let options = [];
  let active = -1;
  let timer;
  let running;

  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.autocomplete = 'off'; // the browser's own list would cover ours

  function mark(place) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = place;
    const option = list.children[active];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    } else input.removeAttribute('aria-activedescendant');
  }

  function open(show) {
    list.hidden = !show;
    input.setAttribute('aria-expanded', String(show));
    if (!show) mark(-1);
  }

  function close() {
    clearTimeout(timer);
    running?.abort();
    open(false);
    status.textContent = '';
  }

  function fill(found) {
    options = found;
    mark(-1);
    list.replaceChildren(...found.map((option, place) => element(option, `${list.id}-${place}`)));
    open(found.length > 0);
    status.textContent = found.length ? status.dataset[found.length === 1 ? 'one' : 'many'].replace('0', found.length) : '';
  }

  async function ask() {
    const text = input.value.trimStart();
    running?.abort();
    if (text.trim().length < SHORTEST) return close();
    if (known.has(text)) return fill(known.get(text));
    const mine = (running = new AbortController());
    const url = new URL(form.dataset.suggestions, location);
    url.searchParams.set('q', text);
    try {
      const answer = await fetch(url, { signal: mine.signal });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      known.set(text, suggestions);
      if (mine === running && document.activeElement === input) fill(suggestions);
    } catch {
      // Typing went on, or the network is gone: the box works all the same.
    }
  }

  function choose(option) {
    close();
    if (option.url) return location.assign(option.url);
    input.value = option.q;
    form.requestSubmit();
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        if (key === 'ArrowDown') ask();
      } else if (event.altKey) {
        if (key === 'ArrowUp') close();
      } else {
        // From the box to the first or the last one, and from an end back into the box.
        const places = options.length + 1;
        mark(((active + 1 + (key === 'ArrowDown' ? 1 : -1) + places) % places) - 1);
      }
    } else if (key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    } else if (key === 'Enter' && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (active >= 0 && !['Shift', 'Control', 'Alt', 'Meta'].includes(key)) mark(-1);
  });
  form.addEventListener('submit', close);
  // Pressing an option must not take the focus from the box.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const place = [...list.children].indexOf(event.target.closest('[role=option]'));
    if (place >= 0) choose(options[place]);
  });
}

function element(option, id) {
  const item = document.createElement('li');
  item.id = id;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  const label = document.createElement('span');
  if (option.lang) label.lang = option.lang;
  const name = document.createElement('b');
  name.textContent = option.label;
  label.append(option.before ?? '', name);
  const what = document.createElement('span');
  what.className = 'what';
  what.textContent = option.what;
  item.append(label, ' ', what);
  return item;
}
