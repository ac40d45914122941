// A rating is sent without leaving the page: what comes back takes the form's place and is read out.

for (const box of document.querySelectorAll('.pm-rate')) {
  box.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.pm-rate');
      box.replaceChildren(...next.childNodes);
      box.querySelector('.pm-rate-said').focus();
    } catch {
      form.submit(); // as without scripts
    }
  });
}
