// Sends a form as JSON and shows what the server says in its own words. The token of a link stands behind '#', where no
// server, log or Referer sees it.
const post = (path, body) => fetch(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-PhaseEngine': 'page', 'Accept-Language': document.documentElement.lang },
  body: JSON.stringify(body),
});

const alert = document.querySelector('[role=alert]');
const say = problem => {
  const fields = Object.values(problem.errors ?? {}).flat();
  alert.textContent = [problem.title, problem.detail, ...fields].filter(Boolean).join('\n');
};

const only = (form, kinds) => form.querySelectorAll('[data-for]').forEach(part => {
  part.hidden = !kinds.includes(part.dataset.for);
  part.querySelectorAll('input').forEach(input => { input.disabled = part.hidden; });
});

// What a link is for: who, which posts; and so what is to be asked.
const preview = async (form, token) => {
  const answer = await post(form.dataset.preview, token);
  const link = await answer.json();
  document.querySelector('[data-until-known]').hidden = true;
  if (!answer.ok) return say(link);

  only(form, link.userName ? [] : link.name ? ['new'] : ['new', 'set-up']);
  const posts = document.getElementById('posts');
  for (const { unit, role } of link.posts) posts.append(Object.assign(document.createElement('li'), { textContent: [unit, role].filter(Boolean).join(' · ') }));
  posts.hidden = link.posts.length === 0;
  document.getElementById('name').textContent = link.name;
  document.getElementById('greeting').hidden = !link.name;
  form.hidden = false;
};

// Another language, the same link; another link in the same tab, another page.
for (const language of document.querySelectorAll('.languages a')) language.hash = location.hash;
addEventListener('hashchange', () => location.reload());

for (const form of document.querySelectorAll('form[data-post]')) {
  const token = 'token' in form.dataset ? { token: location.hash.slice(1) } : {};
  if (form.dataset.preview) preview(form, token);

  // Another way than the form's: the server says where to go.
  form.querySelector('[data-go]')?.addEventListener('click', async event => {
    const button = event.currentTarget;
    button.disabled = true;
    const answer = await post(button.dataset.go, token);
    const body = await answer.json();
    if (answer.ok) return location.assign(body.address);
    say(body);
    button.disabled = false;
  });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    alert.textContent = '';
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const answer = await post(form.dataset.post, { ...token, ...fields });
    if (!answer.ok) {
      say(await answer.json());
      button.disabled = false;
    } else if (form.dataset.then) {
      location.assign(form.dataset.then);
    } else {
      form.hidden = true;
      document.querySelector('[data-done]').hidden = false;
    }
  });
}
