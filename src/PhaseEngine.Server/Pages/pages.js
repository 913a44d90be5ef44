// Sends a form as JSON and shows what the server says in its own words. The token of a link stands behind '#', where no
// server, log or Referer sees it.
const post = (path, body) => fetch(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-PhaseEngine': 'page', 'Accept-Language': document.documentElement.lang },
  body: JSON.stringify(body),
});

const say = (form, problem) => {
  const fields = Object.values(problem.errors ?? {}).flat();
  form.querySelector('[role=alert]').textContent = [problem.title, problem.detail, ...fields].filter(Boolean).join(' ');
};

const only = (form, kinds) => form.querySelectorAll('[data-for]').forEach(part => {
  part.hidden = !kinds.includes(part.dataset.for);
  part.querySelectorAll('input').forEach(input => { input.disabled = part.hidden; });
});

for (const form of document.forms) {
  const token = location.hash.slice(1);

  if (form.dataset.preview) {
    post(form.dataset.preview, { token }).then(async answer => {
      const link = await answer.json();
      if (!answer.ok) return say(form, link);
      only(form, link.userName ? [] : link.name ? ['new'] : ['new', 'set-up']);
      document.getElementById('name').textContent = link.name;
      document.getElementById('greeting').hidden = !link.name;
    });
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    const answer = await post(form.dataset.post, form.dataset.preview ? { token, ...fields } : fields);
    if (answer.ok) location.assign(form.dataset.then);
    else say(form, await answer.json());
  });
}
