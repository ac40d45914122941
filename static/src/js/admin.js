// Advice while one types, beside the field it is about. It helps; nothing depends on it.
const rules = document.getElementById('advice-rules');
if (rules) {
  const { longest, plainer, read, said } = JSON.parse(rules.textContent);
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const plain = (text) => text.toLowerCase().replaceAll('\'', '’');

  const advise = (field, name) => {
    const lines = [];
    const length = field.value.trim().length;
    if (name in longest && length > longest[name]) lines.push(fill(said.long, { length, longest: longest[name] }));
    if (read.includes(name)) {
      const text = ` ${plain(field.value)}`;
      for (const [word, better] of Object.entries(plainer))
        if (new RegExp(`[^\\p{L}]${word}`, 'u').test(text)) lines.push(fill(said.word, { word, better }));
    }
    if (name.endsWith('_en') && !length && document.getElementById(`id_${name.slice(0, -3)}_it`)?.value.trim())
      lines.push(said.english);
    return lines;
  };

  for (const field of document.querySelectorAll('#content-main input[type=text], #content-main textarea')) {
    const name = field.name;
    if (!(name in longest || read.includes(name) || name.endsWith('_en'))) continue;
    const place = document.createElement('p');
    place.className = 'advice-now';
    place.id = `${field.id}_advice`;
    place.setAttribute('role', 'status');
    field.insertAdjacentElement('afterend', place);
    field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${place.id}`.trim());
    const tell = () => {
      const now = advise(field, name).join(' ');
      if (place.textContent !== now) place.textContent = now;
    };
    field.addEventListener('input', tell);
    field.addEventListener('change', tell);
    tell();
    if (name.endsWith('_en')) document.getElementById(`id_${name.slice(0, -3)}_it`)?.addEventListener('input', tell);
  }
}

// The box in which Django's suggestions are searched has no name of its own: it takes that of its field. Boxes come and
// go with what is chosen and with new rows.
const nameBoxes = () => {
  for (const select of document.querySelectorAll('select.admin-autocomplete')) {
    const name = document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:\s*$/, '');
    const box = select.nextElementSibling?.querySelector('.select2-search__field');
    if (name && box) box.setAttribute('aria-label', name);
  }
};
if (document.querySelector('select.admin-autocomplete')) {
  nameBoxes();
  new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
}
