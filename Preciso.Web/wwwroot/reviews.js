// Keys of the review queue and of the desk, and whether somebody is at it.

const steps = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };
const writes = target => target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=combobox]');
const chord = event => event.key === '?' ? '?' : (event.ctrlKey ? 'Control+' : '') + (event.altKey ? 'Alt+' : '') + event.code;

// What a button says is its key presses it, by the place of the key: letters are others while Hangul is typed.
document.addEventListener('keydown', event => {
  const keys = chord(event);
  if (event.isComposing || event.metaKey || keys === '?' && writes(event.target) || document.querySelector('.mud-dialog')) {
    return;
  }
  const button = document.querySelector(`[data-keys="${CSS.escape(keys)}"]:not([disabled])`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// From row to row of a list, while nothing is written and no control takes the arrows for itself.
document.addEventListener('keydown', event => {
  const list = event.target.closest?.('[data-rows]') ?? (event.target === document.body ? document.querySelector('[data-rows]') : null);
  const step = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey ? undefined : steps[event.code];
  if (!list || step === undefined || writes(event.target) || event.target.closest('[role=listbox], [role=menu]')) {
    return;
  }
  const rows = [...list.querySelectorAll('[data-row]')];
  const here = rows.findIndex(row => row.closest('tr').contains(event.target));
  const next = here < 0 ? rows[0] : rows[here + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Tells of what a person does, at most every ten seconds, and of their looking away.
export function watch(listener) {
  const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'];
  let told = 0;
  const tell = name => listener.invokeMethodAsync(name).catch(() => { /* the desk has left the screen */ });
  const act = () => {
    if (Date.now() - told > 10_000) {
      told = Date.now();
      tell('Act');
    }
  };
  const look = () => {
    told = 0;
    document.hidden ? tell('Rest') : act();
  };
  signs.forEach(sign => document.addEventListener(sign, act, { passive: true }));
  document.addEventListener('visibilitychange', look);
  return {
    stop: () => {
      signs.forEach(sign => document.removeEventListener(sign, act));
      document.removeEventListener('visibilitychange', look);
    },
  };
}

// Enter, F2 or a double click begins to correct a cell.
export function editable(grid, listener) {
  const begin = event => {
    const cell = event.target.closest('[data-spot]');
    if (cell && grid.contains(cell) && !event.target.matches('input')) {
      event.preventDefault();
      const [, , row, column] = cell.dataset.spot.split('-');
      listener.invokeMethodAsync('Begin', Number(row), Number(column)).catch(() => { /* the table has left the screen */ });
    }
  };
  grid.addEventListener('dblclick', begin);
  grid.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === 'F2') {
      begin(event);
    }
  });
}

// At once: what is typed right after must not be half of it.
export function focusInput(grid) {
  const input = grid?.querySelector('input');
  input?.focus();
  input?.select();
}

export const focusCell = (grid, spot) => {
  const cell = grid?.querySelector(`[data-spot="${CSS.escape(spot)}"]`);
  if (cell) {
    grid.querySelectorAll('[tabindex="0"]').forEach(other => { other.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
  }
};
