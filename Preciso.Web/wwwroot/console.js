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

// What belongs together on a page's picture and beside it carries the same data-spot and lights up together.
for (const [type, pointed] of [['mouseover', true], ['focusin', true], ['mouseout', false], ['focusout', false]]) {
  document.addEventListener(type, event => {
    const spot = spotOf(event.target);
    if (spot !== undefined) {
      counterparts(spot).forEach(element => element.toggleAttribute('data-pointed', pointed));
    }
  });
}

// A place on the picture that is clicked takes the focus to its counterpart.
document.addEventListener('click', event => {
  const spot = event.target.matches?.('rect[data-spot]') ? spotOf(event.target) : undefined;
  const counterpart = spot === undefined ? undefined : counterparts(spot).find(element => !element.matches('rect'));
  const control = counterpart?.matches('[tabindex]') ? counterpart : counterpart?.querySelector('input, a');
  control?.focus({ preventScroll: true });
  scrollNear(counterpart);
});

// What takes the focus beside the picture brings its place there into view.
document.addEventListener('focusin', event => {
  const spot = event.target.matches?.('rect') ? undefined : spotOf(event.target);
  scrollNear(spot === undefined ? undefined : counterparts(spot).find(element => element.matches('rect')));
});

// A grid of cells is one stop for Tab; arrow keys go from cell to cell.
document.addEventListener('keydown', event => {
  const cell = event.target.closest('[role=grid] :is(td, th)');
  const next = cell && { ArrowLeft: beside(cell, -1), ArrowRight: beside(cell, 1), ArrowUp: above(cell, -1), ArrowDown: above(cell, 1) }[event.key];
  if (next) {
    event.preventDefault();
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
});

// Keys that a control of ours takes for itself do not also scroll the page or leave it.
document.addEventListener('keydown', event => {
  const arrow = event.key.startsWith('Arrow');
  if (arrow && (event.target.matches('[data-takes-arrows]') || event.altKey && event.target.closest('[data-takes-alt-arrows]'))) {
    event.preventDefault();
  }
  if (event.key === 'F2' && event.target.matches('[data-takes-alt-arrows] input')) {
    event.target.select();
  }
});

const spotOf = element => element.closest?.('[data-spot]')?.dataset.spot;

const counterparts = spot => [...document.querySelectorAll(`[data-spot="${CSS.escape(spot)}"]`)];

const beside = (cell, step) => step < 0 ? cell.previousElementSibling : cell.nextElementSibling;

function above(cell, step) {
  const rows = [...cell.closest('table').rows];
  const row = rows[rows.indexOf(cell.parentElement) + step];
  return row?.cells[Math.min(cell.cellIndex, row.cells.length - 1)];
}

// Scrolls the nearest box that scrolls, never the whole page.
function scrollNear(element) {
  const box = element?.closest('.scrolls');
  if (!box) {
    return;
  }
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom || inner.left < outer.left || inner.right > outer.right) {
    box.scrollBy({ top: (inner.top + inner.bottom - outer.top - outer.bottom) / 2, left: (inner.left + inner.right - outer.left - outer.right) / 2 });
  }
}

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function remember(cookie, value) {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}

// Pages without a circuit, as the sign-in, are drawn in what the browser said when it was here last.
remember('preciso.prefers-dark', matchMedia('(prefers-color-scheme: dark)').matches ? 'yes' : 'no');

export const submit = form => document.getElementById(form).requestSubmit();

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

export const revealSpot = (sheet, spot) => scrollNear(sheet?.querySelector(`[data-spot="${CSS.escape(spot)}"]`));

// A box is drawn from corner to corner; less than a few pixels is a click. With a finger only where the sheet says so, since fingers scroll.
export function acceptBoxes(sheet, listener) {
  const svg = sheet.querySelector('svg');
  let from, band;

  const point = event => {
    const [place, size] = [svg.getBoundingClientRect(), svg.viewBox.baseVal];
    const within = (at, start, length) => Math.min(1, Math.max(0, (at - start) / length));
    return { x: within(event.clientX, place.left, place.width) * size.width, y: within(event.clientY, place.top, place.height) * size.height };
  };
  const corners = event => {
    const to = point(event);
    return { x0: Math.min(from.x, to.x), y0: Math.min(from.y, to.y), x1: Math.max(from.x, to.x), y1: Math.max(from.y, to.y) };
  };
  const end = () => { band?.remove(); from = band = undefined; };

  sheet.addEventListener('pointerdown', event => {
    if (event.button === 0 && (event.pointerType === 'mouse' || sheet.classList.contains('drawing'))) {
      from = { ...point(event), left: event.clientX, top: event.clientY };
    }
  });
  sheet.addEventListener('pointermove', event => {
    if (!from || !band && Math.hypot(event.clientX - from.left, event.clientY - from.top) < 5) {
      return;
    }
    if (!band) {
      band = svg.appendChild(document.createElementNS(svg.namespaceURI, 'rect'));
      band.setAttribute('class', 'band');
      sheet.setPointerCapture(event.pointerId);
    }
    const { x0, y0, x1, y1 } = corners(event);
    Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }).forEach(([name, value]) => band.setAttribute(name, value));
  });
  sheet.addEventListener('pointerup', event => {
    const drawn = band && corners(event);
    end();
    if (drawn && drawn.x1 > drawn.x0 && drawn.y1 > drawn.y0) {
      listener.invokeMethodAsync('Draw', drawn.x0, drawn.y0, drawn.x1, drawn.y1).catch(() => { /* the page has left the screen */ });
    }
  });
  sheet.addEventListener('pointercancel', end);
}

export function acceptFiles(zone, panel) {
  const picker = zone.querySelector('input[type=file]');
  const queue = [];
  let running = 0;
  let next = 0;

  const tell = (...message) => panel.invokeMethodAsync(...message).catch(() => { /* the panel has left the screen */ });

  const accept = files => {
    const { space, expectedFields } = zone.dataset;
    const accepted = Array.from(files, file => ({ key: next++, file, fields: { space, expected_fields: expectedFields } }));
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

function send({ key, file, fields }, tell) {
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
    Object.entries(fields).filter(([, value]) => value).forEach(([name, value]) => form.append(name, value));
    request.send(form);
  });
}
