import 'htmx.org';
import 'htmx.org/dist/ext/hx-sse.js';
import './styles/index.css';
import { askBefore, goOnAtOnce, show } from './confirm';
import { copy } from './copy';
import { showEstimates } from './estimate';
import { type Command, isTyping, Keys } from './keys';
import { showsNewsAtOnce } from './news';
import { changed, glow, moveChoice, versions } from './rows';
import { showTimes } from './times';
import { Timeline } from './timeline/timeline';
import { closeMenus } from './menus';
import { lockUntyped } from './typed';
import { stopWaiting, waitAfter } from './wait';

const language = document.documentElement.lang || 'en';

/** Text is only hinted at by script: what the server wrote is complete without it. */
function refreshTimes(): void {
  showTimes(document, new Date(), language);
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

function obey(command: Command): void {
  switch (command.kind) {
    case 'search':
      document.querySelector<HTMLElement>('input[type=search]')?.focus();
      break;
    case 'next':
      moveChoice(1);
      break;
    case 'previous':
      moveChoice(-1);
      break;
    case 'open':
      click('tr[aria-selected] a');
      break;
    case 'inject':
      click('tr[aria-selected] .act a, body:not(:has(tr[aria-selected])) [data-inject]');
      break;
    case 'help':
      document.querySelector<HTMLDialogElement>('#keys')?.showModal();
      break;
    case 'halt':
      goOnAtOnce(document.querySelector<HTMLFormElement>('#halt'));
      break;
    case 'go':
      click(`nav a[data-page="${command.page}"]`);
      break;
  }
}

const keys = new Keys();
document.addEventListener('keydown', (event) => {
  const command = keys.read(
    {
      key: event.key,
      shift: event.shiftKey,
      modified: event.ctrlKey || event.metaKey || event.altKey,
      typing: isTyping(event.target),
      asked: document.querySelector('dialog[open]') !== null,
    },
    event.timeStamp,
  );
  if (event.key === 'Escape') {
    closeMenus(null);
  }
  if (command) {
    event.preventDefault();
    obey(command);
  }
});

document.addEventListener('submit', askBefore);
document.addEventListener('submit', waitAfter);
globalThis.addEventListener('pageshow', () => {
  stopWaiting();
  lockUntyped(document);
  showEstimates(document);
});
document.addEventListener('input', () => {
  lockUntyped(document);
  showEstimates(document);
});
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copies = target?.closest<HTMLElement>('[data-copy]');
  if (copies) {
    void copy(copies, (text) => navigator.clipboard.writeText(text));
  }
  const dialog = document.getElementById(
    target?.closest<HTMLElement>('[data-shows]')?.dataset.shows ?? '',
  );
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    show(dialog);
  }
  closeMenus(target);
  if (target?.closest('[data-closes]')) {
    target.closest('dialog')?.close();
  }
});

const section = document.querySelector<HTMLElement>('#timeline');
const timeline = section && new Timeline(section, refreshTimes);
let heard = document.getElementById('beat')?.dataset.beat;

/** The page has the number that it was drawn with; another means that something happened since. */
function hearBeat(): void {
  const now = document.getElementById('beat')?.dataset.beat;
  if (now !== heard) {
    timeline?.beat();
  }
  heard = now;
}

let before = new Map<string, string>();
document.addEventListener('htmx:sse:before:message', () => {
  before = versions(document);
});
document.addEventListener('htmx:sse:after:message', () => {
  refreshTimes();
  lockUntyped(document);
  showEstimates(document);
  glow(changed(before, versions(document)));
  hearBeat();
  if (showsNewsAtOnce(document)) {
    location.reload();
  }
});

refreshTimes();
lockUntyped(document);
setInterval(refreshTimes, 1000);
document.documentElement.dataset.script = 'on';
