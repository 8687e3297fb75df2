import { effect } from '@preact/signals';
import { render } from 'preact';
import { ItemCard } from '@/components/item/ItemCard';
import { redirectUrl } from '@/lib/platform/identity';
import { send } from '@/lib/platform/send';
import { loadJobs, watchJobs } from '@/lib/storage/journal-reader';
import { loadPicture, watchPicture } from '@/lib/storage/picture-reader';
import { watchViews } from '@/lib/storage/view-reader';
import { App } from './App';
import { deeds } from './deeds';
import { watchKeys } from './keys';
import { popupState } from './popup-state';
import { loadUiMemory, saveUiMemory, type UiMemory } from './ui-memory';

const TICK_MS = 5_000;

const memory = loadUiMemory(localStorage);
const state = popupState(memory, Date.now());
const acts = deeds(state, {
  send,
  loadPicture,
  loadJobs,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
let { scroll } = memory;

/** What we knew stays on screen; a storage that cannot be read at all is said once. */
function onBroken(error: unknown): void {
  console.error('Vault Courier: the popup cannot read its storage', error);
  state.broken.value = true;
}

watchPicture((picture) => {
  state.base.value = picture;
  state.pictureRead.value = true;
}, onBroken);
watchViews((views) => {
  state.views.value = views;
}, onBroken);
let told = false;
watchJobs((jobs) => {
  state.jobs.value = jobs;
  // Once, at the opening: later ones are told by whoever asked for them.
  if (!told && state.base.value !== undefined) acts.tellStopped(jobs, state.base.value);
  told = true;
}, onBroken);
watchKeys(state, acts);
setInterval(() => {
  state.nowMs.value = Date.now();
}, TICK_MS);

function remember(): void {
  const kept: UiMemory = {
    typed: state.typed.value,
    chosen: state.chosen.value,
    tab: state.tab.value,
    scroll,
  };
  saveUiMemory(localStorage, kept);
}
effect(remember);

const root = document.getElementById('app');
if (root === null) throw new Error('popup: no #app in index.html');
render(
  <App
    state={state}
    deeds={acts}
    redirectUrl={redirectUrl()}
    showCard={(model) => <ItemCard model={model} />}
    scroll={scroll}
    rememberScroll={(top) => {
      scroll = top;
      remember();
    }}
  />,
  root,
);
void acts.refresh();
