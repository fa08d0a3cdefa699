// A circuit that is lost comes back by itself, and what was typed with it.

const drafts = 'preciso.drafts';
const here = () => location.pathname;
const draftOf = element => element.closest?.('[data-draft]')?.dataset.draft;

const kept = () => JSON.parse(sessionStorage.getItem(drafts) ?? '{}');

// What people type where we say so is kept until they send it, also over what stood there; never a password.
document.addEventListener('input', event => {
  const draft = draftOf(event.target);
  if (draft && event.target.type !== 'password') {
    sessionStorage.setItem(drafts, JSON.stringify({ ...kept(), [`${here()} ${draft}`]: event.target.value }));
  }
});

document.addEventListener('submit', () => sessionStorage.removeItem(drafts));

// Blazor tries to come back to its circuit. Where the server has forgotten that (it was started anew), the page is fetched again.
const modal = document.getElementById('components-reconnect-modal');
modal?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'rejected' || event.detail.state === 'failed') {
    sessionStorage.setItem('preciso.came-back', 'yes');
    comeBack();
  }
});

async function comeBack() {
  while (!await lives()) {
    await new Promise(done => setTimeout(done, 1000));
  }
  location.reload();
}

const lives = () => fetch('health/ready', { cache: 'no-store' }).then(answer => answer.ok, () => false);

// Who signs out, or is asked to sign in, in one tab is so in all of this browser: the others are fetched again and ask too.
const tabs = new BroadcastChannel('preciso');
if (location.pathname === '/sign-in') {
  tabs.postMessage('signed-out');
} else {
  tabs.addEventListener('message', () => location.reload());
}

// Only a page that was lost gets its words back; one that is opened begins empty.
if (sessionStorage.getItem('preciso.came-back')) {
  sessionStorage.removeItem('preciso.came-back');
  new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
} else {
  sessionStorage.removeItem(drafts);
}

function restore() {
  for (const [key, value] of Object.entries(kept())) {
    const field = [...document.querySelectorAll('[data-draft]')].find(element => key === `${here()} ${draftOf(element)}`);
    const control = field?.matches('input, textarea') ? field : field?.querySelector('input, textarea');
    if (control && control.value !== value && !control.dataset.restored) {
      control.dataset.restored = '';
      control.value = value;
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
}
