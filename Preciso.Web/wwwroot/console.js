// What only the browser can do. The functions are called from Layout/BrowserScript.cs.

// Enter sends the form of a text box that says so, Shift+Enter starts a new line.
document.addEventListener('keydown', event => {
  // While Hangul is being composed, Enter belongs to the input method.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches('textarea[data-send-on-enter]')) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// What is being typed outlives a lost connection and a reload, in this tab. Its id says that it is still the same draft.
document.addEventListener('input', event => {
  const box = event.target.closest?.('[data-kept-draft]');
  if (box) {
    keepDraft(box.dataset.keptDraft, { ...draft(box.dataset.keptDraft), text: box.value });
  }
});

const keepDraft = (name, kept) => {
  sessionStorage.setItem(`draft:${name}`, JSON.stringify(kept));
  return kept;
};

export const draft = name => JSON.parse(sessionStorage.getItem(`draft:${name}`)) ?? renewDraft(name, '');

// crypto.randomUUID is there at secure addresses only.
export const renewDraft = (name, text) => keepDraft(name, { id: `${Date.now()}-${Math.random()}`, text });

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
  const cell = event.target.matches('input') ? null : event.target.closest('[role=grid] :is(td, th)'); // a cell that is corrected keeps them
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

// A page that is a form begins at its first field; the attribute for that does not come through the library.
document.querySelector('form[data-focus-first] input:not([type=hidden])')?.focus();

export const uncover = id => document.getElementById(id)?.scrollIntoView({ block: 'nearest' });

// Keys that work from anywhere on a page, by their place on the keyboard: a Korean layout has other letters on them.
document.addEventListener('keydown', event => {
  const target = (event.ctrlKey || event.metaKey) && !event.altKey && document.querySelector(`[data-shortcut="${event.code}"]`);
  if (target) {
    event.preventDefault();
    target.click();
  } else if (['ArrowUp', 'ArrowDown'].includes(event.key) && event.target.closest?.('[data-keeps-arrows]')) {
    event.preventDefault(); // the caret stays where it is
  }
});

// Pages without a circuit, as the sign-in, are drawn in what the browser said when it was here last.
remember('preciso.prefers-dark', matchMedia('(prefers-color-scheme: dark)').matches ? 'yes' : 'no');

// A dialog gives the focus back to where it was before. The library's own remembering of that comes too late where the dialog takes it first.
const dialogs = '.mud-dialog-container';
let outside = null;
document.addEventListener('focusin', event => {
  outside = event.target.closest(`${dialogs}, .mud-popover`) ? outside : event.target;
});

// The dialog is still there when it says that it is done. Where there is another one under it, that keeps the focus.
export function returnFocus(looks = 100) {
  if (document.querySelector(dialogs)) {
    looks && setTimeout(() => returnFocus(looks - 1), 20);
  } else if (document.activeElement === document.body) {
    outside?.isConnected && outside.focus();
  }
}

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

