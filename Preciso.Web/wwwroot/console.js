// What only the browser can do. The functions are called from Layout/BrowserScript.cs.

const uploadsAtOnce = 3;

// A message over the circuit has at most 32 KB.
const filesPerMessage = 20;
const answerLength = 4000;

// Enter sends the form of a text box that says so, Shift+Enter starts a new line.
document.addEventListener('keydown', event => {
  // While Hangul is being composed, Enter belongs to the input method.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches('textarea[data-send-on-enter]')) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or not a secure address: the person selects it by hand
  }
}

export function reveal(element) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}

export function acceptFiles(zone, panel) {
  const picker = zone.querySelector('input[type=file]');
  const queue = [];
  let running = 0;
  let next = 0;

  const tell = (...message) => panel.invokeMethodAsync(...message).catch(() => { /* the panel has left the screen */ });

  const accept = files => {
    const accepted = Array.from(files, file => ({ key: next++, file }));
    for (let i = 0; i < accepted.length; i += filesPerMessage) {
      tell('Accepted', accepted.slice(i, i + filesPerMessage).map(({ key, file }) => ({ key, name: file.name, size: file.size })));
    }
    queue.push(...accepted);
    advance();
  };

  const advance = () => {
    while (running < uploadsAtOnce && queue.length > 0) {
      running++;
      send(queue.shift(), tell).finally(() => { running--; advance(); });
    }
  };

  picker.addEventListener('change', () => { accept(picker.files); picker.value = ''; });
  picker.dataset.listening = '';
  zone.addEventListener('dragover', event => { event.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', event => { if (!zone.contains(event.relatedTarget)) zone.classList.remove('over'); });
  zone.addEventListener('drop', event => {
    event.preventDefault();
    zone.classList.remove('over');
    accept(event.dataTransfer.files);
  });
}

function send({ key, file }, tell) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    let told = 0;
    request.upload.addEventListener('progress', event => {
      const percent = Math.floor(100 * event.loaded / event.total);
      if (percent >= told + 5) {
        told = percent;
        tell('Progressed', key, percent);
      }
    });
    request.addEventListener('loadend', () => {
      tell('Answered', key, request.status, request.responseText.slice(0, answerLength));
      done();
    });
    request.open('POST', 'api/v1/documents');
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('RequestVerificationToken', document.querySelector('meta[name=request-token]').content);
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
