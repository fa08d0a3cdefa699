// Files on their way up. The queue lives as long as the page is loaded, whatever the console shows meanwhile; the tray only shows it.
// The methods are called from Documents/Library/UploadTray.razor.cs.

const atOnce = 3;
const reportEvery = 400;

// A message over the circuit has at most 32 KB.
const filesPerMessage = 20;
const answerLength = 4000;

// Names of files that a reload cut off, told once the page is back.
const unfinishedKey = 'preciso.uploads';

const files = new Map();
let fields = {};
let tray;
let next = 0;
let running = 0;
let timer;

const tell = (...message) => tray?.invokeMethodAsync(...message).catch(() => { /* the tray has left the screen */ });

// Connects the tray, and tells it what it has missed.
export function attach(reference, own) {
  tray = reference;
  fields = own;
  announce([...files.values()]);
  for (const file of files.values()) {
    if (file.state === 'answered') {
      tell('Answered', file.key, file.status, file.answer);
    }
  }
  return takeUnfinished();
}

export const detach = () => { tray = undefined; };

// What goes along with files from now on: the space, the values that are expected.
export const carry = own => { fields = own; };

export function cancel(key) {
  const file = files.get(key);
  files.delete(key);
  file?.request?.abort();
}

export function retry(key) {
  const file = files.get(key);
  if (file) {
    Object.assign(file, { state: 'waiting', loaded: 0, speed: 0 });
    advance();
  }
}

export const forget = keys => keys.forEach(key => files.delete(key));

function accept(picked) {
  const accepted = picked.map(({ blob, name, path }) => {
    const file = { key: next++, blob, name, path: path ?? name, size: blob.size, fields, state: 'waiting', loaded: 0, speed: 0 };
    files.set(file.key, file);
    return file;
  });
  announce(accepted);
  advance();
}

function announce(accepted) {
  for (let i = 0; i < accepted.length; i += filesPerMessage) {
    tell('Accepted', accepted.slice(i, i + filesPerMessage).map(({ key, path, size }) => ({ key, name: path.slice(-400), size })));
  }
}

function advance() {
  for (const file of files.values()) {
    if (running >= atOnce) {
      return;
    }
    if (file.state === 'waiting') {
      send(file);
    }
  }
}

function send(file) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  Object.assign(file, { state: 'sending', request, since: performance.now(), before: 0 });
  running++;
  timer ??= setInterval(report, reportEvery);
  request.upload.addEventListener('progress', event => { file.loaded = Math.min(file.size, event.loaded); });
  request.addEventListener('loadend', () => {
    running--;
    if (files.has(file.key)) {
      Object.assign(file, { state: 'answered', status: request.status, answer: request.responseText.slice(0, answerLength) });
      tell('Answered', file.key, file.status, file.answer);
    }
    if (running === 0 && ![...files.values()].some(other => other.state === 'waiting')) {
      timer = clearInterval(timer);
    }
    advance();
  });
  request.open('POST', 'api/v1/documents');
  request.setRequestHeader('Accept', 'application/json, application/problem+json');
  request.setRequestHeader('RequestVerificationToken', document.querySelector('meta[name=request-token]').content);
  form.append('file', file.blob, file.name);
  Object.entries(file.fields).filter(([, value]) => value).forEach(([name, value]) => form.append(name, value));
  request.send(form);
}

function report() {
  const now = performance.now();
  const moved = [...files.values()].filter(file => file.state === 'sending').map(file => {
    file.speed = Math.max(0, 1000 * (file.loaded - file.before) / (now - file.since));
    Object.assign(file, { since: now, before: file.loaded });
    return { key: file.key, loaded: file.loaded, speed: Math.round(file.speed) };
  });
  if (moved.length > 0) {
    tell('Progressed', moved);
  }
}

// Dropped, picked, pasted -------------------------------------------------------------------------------------------------

const overlay = () => tray && document.getElementById('upload-overlay');
const picker = kind => document.getElementById(`upload-${kind}`);
const carriesFiles = event => tray && event.dataTransfer?.types.includes('Files');
const plain = list => Array.from(list, blob => ({ blob, name: blob.name, path: blob.webkitRelativePath || blob.name }));

let depth = 0; // dragenter and dragleave come for each element on the way

function cover(shown) {
  depth = shown ? depth : 0;
  overlay()?.toggleAttribute('hidden', !shown);
}

document.addEventListener('dragenter', event => {
  if (carriesFiles(event)) {
    event.preventDefault();
    depth++;
    cover(true);
  }
});
document.addEventListener('dragover', event => {
  if (carriesFiles(event)) {
    event.preventDefault();
  }
});
document.addEventListener('dragleave', event => {
  if (carriesFiles(event) && --depth <= 0) {
    cover(false);
  }
});
document.addEventListener('drop', async event => {
  if (carriesFiles(event)) {
    event.preventDefault();
    cover(false);
    // The list is gone once this turn has ended, so the entries are taken before anything is awaited.
    const entries = Array.from(event.dataTransfer.items, item => item.webkitGetAsEntry?.()).filter(Boolean);
    accept(entries.length > 0 ? (await Promise.all(entries.map(walk))).flat() : plain(event.dataTransfer.files));
  }
});

async function walk(entry) {
  if (entry.isFile) {
    const blob = await new Promise((done, failed) => entry.file(done, failed)).catch(() => undefined);
    return blob ? [{ blob, name: blob.name, path: entry.fullPath.replace(/^\//, '') }] : [];
  }
  const reader = entry.createReader();
  const within = [];
  for (let batch; (batch = await new Promise((done, failed) => reader.readEntries(done, failed)).catch(() => [])).length > 0;) {
    within.push(...batch); // at most a hundred at a time
  }
  return (await Promise.all(within.map(walk))).flat();
}

document.addEventListener('paste', event => {
  const images = Array.from(event.clipboardData?.files ?? []).filter(file => file.type.startsWith('image/'));
  if (tray && images.length > 0 && !event.target.closest?.('input, textarea, [contenteditable]')) {
    event.preventDefault();
    const at = new Date(Date.now() - 60000 * new Date().getTimezoneOffset()).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
    accept(images.map((blob, i) => {
      const name = `${overlay()?.dataset.pasted ?? 'image'} ${at}${i ? ` ${i + 1}` : ''}.${blob.type.split('/')[1].replace('jpeg', 'jpg')}`;
      return { blob, name };
    }));
  }
});

// Buttons anywhere open the pickers without asking the server first.
document.addEventListener('click', event => {
  const kind = event.target.closest?.('[data-upload-pick]')?.dataset.uploadPick;
  if (kind) {
    picker(kind)?.click();
  }
});
document.addEventListener('change', event => {
  if (event.target.matches?.('#upload-files, #upload-folder')) {
    accept(plain(event.target.files));
    event.target.value = '';
  }
});

// A reload ends what is under way: the browser asks first, and afterwards it is said what has not arrived.
const underWay = () => [...files.values()].filter(file => file.state === 'waiting' || file.state === 'sending');

addEventListener('beforeunload', event => {
  if (underWay().length > 0) {
    event.preventDefault();
  }
});
addEventListener('pagehide', () => {
  const names = underWay().map(file => file.path.slice(-200));
  if (names.length > 0) {
    sessionStorage.setItem(unfinishedKey, JSON.stringify(names.slice(0, 50)));
  }
});

function takeUnfinished() {
  const names = JSON.parse(sessionStorage.getItem(unfinishedKey) ?? '[]');
  sessionStorage.removeItem(unfinishedKey);
  return names;
}
