// What the page viewer (Shared/PageViewer.razor) does in the browser alone: zoom, turning, thumbnails, keys, text that can be copied,
// boxes that are drawn. Only what the server has to know goes to it: which page is wanted, and where a box was drawn.

const pixelsPerPoint = 96 / 72;
const step = 1.25;
const [least, most] = [.2, 6];
const sharpest = 2400;

const views = new WeakMap();

export function attach(root, listener, drawable) {
  const view = { root, fit: 'width', scale: 1, turn: 0 };
  views.set(root, view);
  const box = root.querySelector('.viewer-scroll');
  const tell = (...message) => listener.invokeMethodAsync(...message).catch(() => { /* the viewer has left the screen */ });

  root.addEventListener('click', event => {
    const button = event.target.closest('[data-do]');
    if (button) {
      act(view, button.dataset.do);
    }
  });
  root.addEventListener('keydown', event => {
    const [page, action] = [pageKey(event, box), actionKey(event)];
    if (page || action) {
      event.preventDefault();
      page ? tell('Turn', page) : act(view, action);
    }
  });
  box.addEventListener('wheel', event => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(view, scaleOf(view) * (event.deltaY < 0 ? 1.1 : 1 / 1.1), event);
    }
  }, { passive: false });
  pinch(view, box);
  root.addEventListener('load', event => {
    if (event.target.matches?.('.sheet img')) {
      layout(view);
    }
  }, true); // a load does not bubble
  box.addEventListener('scroll', () => follow(view, scrollAlong));
  new ResizeObserver(() => layout(view)).observe(box);
  if (drawable) {
    acceptBoxes(view, tell);
  }
  layout(view);
}

// Another page is here, or another place on it is to be seen.
export function show(root, selector) {
  const view = views.get(root);
  layout(view);
  const place = selector && root.querySelector(selector);
  if (place) {
    center(root.querySelector('.viewer-scroll'), place);
    place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  const strip = root.querySelector('.strip');
  if (isSeen(strip)) {
    center(strip, strip.querySelector('[aria-current]'));
  }
}

function act(view, action) {
  const { root } = view;
  switch (action) {
    case 'in': return zoom(view, scaleOf(view) * step);
    case 'out': return zoom(view, scaleOf(view) / step);
    case 'actual': return zoom(view, 1);
    case 'turn': return change(view, { turn: (view.turn + 90) % 360 });
    case 'search': return root.querySelector('input[type=search]')?.focus();
    case 'strip': return toggleStrip(root);
    default: return change(view, { fit: action });
  }
}

function toggleStrip(root) {
  const strip = root.querySelector('.strip');
  root.dataset.strip = isSeen(strip) ? 'off' : 'on';
  note(root);
  center(strip, strip.querySelector('[aria-current]'));
}

// What the buttons say of themselves.
function note(root, fit) {
  root.querySelector('[data-do=strip]')?.setAttribute('aria-expanded', isSeen(root.querySelector('.strip')));
  if (fit) {
    root.querySelectorAll('[data-do=width], [data-do=page]').forEach(button => button.setAttribute('aria-pressed', button.dataset.do === fit));
  }
}

const isSeen = element => Boolean(element?.offsetParent);

// A key that turns pages, unless it moves the letters of an input or a page that is wider than its box.
function pageKey(event, box) {
  if (isTaken(event)) {
    return undefined;
  }
  const sideways = event.key.startsWith('Arrow') && box.scrollWidth > box.clientWidth + 1;
  const page = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'previous', PageUp: 'previous', Home: 'first', End: 'last' }[event.key];
  return sideways ? undefined : page;
}

const actionKey = event => isTaken(event)
  ? undefined
  : { '+': 'in', '=': 'in', '-': 'out', 0: 'actual', r: 'turn', R: 'turn', '/': 'search' }[event.key];

const isTaken = event => event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing
  || event.target.matches('input, select, textarea');

// In shares of the page's own size: at 1 an A4 page is as wide as on paper.
function scaleOf(view) {
  const sheet = view.root.querySelector('.sheet');
  return sheet.offsetWidth / (pointsOf(sheet).width * pixelsPerPoint);
}

function zoom(view, scale, at) {
  const box = view.root.querySelector('.viewer-scroll');
  const place = box.getBoundingClientRect();
  const [x, y] = at ? [at.clientX - place.left, at.clientY - place.top] : [box.clientWidth / 2, box.clientHeight / 2];
  const [left, top] = [(box.scrollLeft + x) / box.scrollWidth, (box.scrollTop + y) / box.scrollHeight];
  change(view, { fit: 'none', scale: Math.min(most, Math.max(least, scale)) });
  box.scrollTo({ left: left * box.scrollWidth - x, top: top * box.scrollHeight - y, behavior: 'instant' });
}

function change(view, to) {
  Object.assign(view, to);
  layout(view);
  follow(view, other => { Object.assign(other, to); layout(other); });
}

function layout(view) {
  const [box, turn, sheet] = ['.viewer-scroll', '.turn', '.sheet'].map(name => view.root.querySelector(name));
  const { width, height } = pointsOf(sheet);
  const lying = view.turn % 180 !== 0;
  const across = widthFor(view, box, lying, width, height);
  const [w, h] = [across, across * height / width];
  const place = { 0: '', 90: `translateX(${h}px)`, 180: `translate(${w}px, ${h}px)`, 270: `translateY(${w}px)` }[view.turn];
  turn.style.width = `${lying ? h : w}px`;
  turn.style.height = `${lying ? w : h}px`;
  turn.style.setProperty('--across', `${w}px`);
  turn.style.setProperty('--down', `${h}px`);
  turn.style.setProperty('--turned', view.turn === 0 ? 'none' : `${place} rotate(${view.turn}deg)`);
  const percent = Math.round(100 * across / (width * pixelsPerPoint));
  [view.root.dataset.zoom, view.root.dataset.turn] = [percent, view.turn];
  view.root.querySelectorAll('[data-zoomed]').forEach(word => { word.textContent = `${percent} %`; });
  note(view.root, view.fit);
  sharpen(view, sheet.querySelector('img'), across);
}

function widthFor({ fit, scale }, box, lying, width, height) {
  const [room, tall] = [box.clientWidth, (parseFloat(getComputedStyle(box).maxHeight) || innerHeight) - box.offsetHeight + box.clientHeight];
  const [wide, high] = lying ? [height, width] : [width, height];
  const widest = room * width / wide;
  return fit === 'none' ? width * pixelsPerPoint * scale : fit === 'page' ? Math.min(widest, tall * width / high) : widest;
}

// As it was read; before that is known, as the picture tells.
function pointsOf(sheet) {
  const [box, image] = [sheet.querySelector('svg')?.viewBox.baseVal, sheet.querySelector('img')];
  return box ? { width: box.width, height: box.height }
    : image.naturalWidth > 0 ? { width: image.naturalWidth, height: image.naturalHeight } : { width: 595, height: 842 };
}

// A page that is drawn larger than its picture is drawn anew by the server, once the hand rests.
function sharpen(view, image, across) {
  clearTimeout(view.sharpening);
  const wanted = Math.min(sharpest, Math.ceil(across * devicePixelRatio / 400) * 400);
  if (image.complete && image.naturalWidth > 0 && image.naturalWidth * 1.2 < wanted) {
    view.sharpening = setTimeout(async () => {
      const sharper = new Image();
      sharper.src = `${image.src.split('?')[0]}?width=${wanted}`;
      await sharper.decode().catch(() => { /* what is there stays */ });
      if (image.isConnected && sharper.naturalWidth > image.naturalWidth) {
        image.src = sharper.src;
      }
    }, 250);
  }
}

// Viewers that stand side by side show the same part of their pages.
function follow(view, along) {
  const { sync } = view.root.dataset;
  if (!sync || view.following) {
    return;
  }
  document.querySelectorAll(`.viewer[data-sync="${CSS.escape(sync)}"]`).forEach(root => {
    const other = views.get(root);
    if (other && other !== view) {
      other.following = true;
      along(other, view);
      requestAnimationFrame(() => requestAnimationFrame(() => { other.following = false; }));
    }
  });
}

function scrollAlong(other, view) {
  const [from, to] = [view, other].map(({ root }) => root.querySelector('.viewer-scroll'));
  const share = (at, whole, seen) => at / Math.max(1, whole - seen);
  to.scrollTo({
    left: share(from.scrollLeft, from.scrollWidth, from.clientWidth) * (to.scrollWidth - to.clientWidth),
    top: share(from.scrollTop, from.scrollHeight, from.clientHeight) * (to.scrollHeight - to.clientHeight),
    behavior: 'instant',
  });
}

function center(box, element) {
  if (!element) {
    return;
  }
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom || inner.left < outer.left || inner.right > outer.right) {
    box.scrollBy({
      left: (inner.left + inner.right - outer.left - outer.right) / 2,
      top: (inner.top + inner.bottom - outer.top - outer.bottom) / 2,
      behavior: 'instant',
    });
  }
}

// Two fingers zoom the page, and not the console around it.
function pinch(view, box) {
  let began;
  const apart = ({ touches: [a, b] }) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  const between = ({ touches: [a, b] }) => ({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
  box.addEventListener('touchstart', event => {
    began = event.touches.length === 2 ? { apart: apart(event), scale: scaleOf(view) } : undefined;
  }, { passive: true });
  box.addEventListener('touchmove', event => {
    if (began && event.touches.length === 2) {
      event.preventDefault();
      zoom(view, began.scale * apart(event) / began.apart, between(event));
    }
  }, { passive: false });
}

// The words over the picture are one element for each line: copied, a line is a line again.
document.addEventListener('copy', event => {
  const selection = getSelection();
  const layer = selection.rangeCount > 0 && selection.anchorNode?.parentElement?.closest('.words');
  if (!layer) {
    return;
  }
  const range = selection.getRangeAt(0);
  const lines = [...layer.querySelectorAll('text')].filter(line => range.intersectsNode(line)).map(line => {
    const part = document.createRange();
    part.selectNodeContents(line);
    if (line.contains(range.startContainer)) {
      part.setStart(range.startContainer, range.startOffset);
    }
    if (line.contains(range.endContainer)) {
      part.setEnd(range.endContainer, range.endOffset);
    }
    return part.toString();
  });
  event.clipboardData.setData('text/plain', lines.filter(Boolean).join('\n'));
  event.preventDefault();
});

// A box is drawn from corner to corner; less than a few pixels is a click. With a finger only where the sheet says so, since fingers scroll.
function acceptBoxes(view, tell) {
  const sheet = view.root.querySelector('.sheet');
  let from, band;

  const svg = () => sheet.querySelector('svg.boxes');
  const point = event => {
    const [place, size] = [svg().getBoundingClientRect(), svg().viewBox.baseVal];
    const within = (at, start, length) => Math.min(1, Math.max(0, (at - start) / length));
    const [across, down] = [within(event.clientX, place.left, place.width), within(event.clientY, place.top, place.height)];
    const [x, y] = { 0: [across, down], 90: [down, 1 - across], 180: [1 - across, 1 - down], 270: [1 - down, across] }[view.turn];
    return { x: x * size.width, y: y * size.height };
  };
  const corners = event => {
    const to = point(event);
    return { x0: Math.min(from.x, to.x), y0: Math.min(from.y, to.y), x1: Math.max(from.x, to.x), y1: Math.max(from.y, to.y) };
  };
  const end = () => { band?.remove(); from = band = undefined; };

  sheet.addEventListener('pointerdown', event => {
    if (svg() && event.button === 0 && (event.pointerType === 'mouse' || sheet.classList.contains('drawing'))) {
      from = { ...point(event), left: event.clientX, top: event.clientY };
    }
  });
  sheet.addEventListener('pointermove', event => {
    if (!from || !band && Math.hypot(event.clientX - from.left, event.clientY - from.top) < 5) {
      return;
    }
    if (!band) {
      band = svg().appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'rect'));
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
      tell('Draw', drawn.x0, drawn.y0, drawn.x1, drawn.y1);
    }
  });
  sheet.addEventListener('pointercancel', end);
}
