import { effect } from '@preact/signals';
import { render } from 'preact';
import { holdPictures, releasePictures } from '@/components/item/draw-tile';
import { dressPage } from '@/components/ui/dress-page';
import { whenIdle } from '@/components/ui/use-gradually';
import { keepItems } from '@/lib/inventory/keep-items';
import { send } from '@/lib/platform/send';
import { plugInWords } from '@/lib/platform/words';
import { readFirst } from '@/lib/storage/first-read';
import { App } from './App';
import { deeds } from './deeds';
import { wantsRefresh } from './keep-fresh';
import { watchKeys } from './keys';
import { popupState } from './popup-state';
import { loadUiMemory, saveUiMemory, type UiMemory } from './ui-memory';

plugInWords();

const TICK_MS = 5_000;

const live = () => import('./live');

const memory = loadUiMemory(localStorage);
const state = popupState(memory, Date.now());
// A system notification leads to its conversation.
const asked = /^#whispers\/(\w{3,20})$/.exec(location.hash)?.[1];
if (asked !== undefined) {
  state.tab.value = 'whispers';
  state.thread.value = asked;
}
const acts = deeds(state, {
  send,
  loadPicture: async () => (await live()).loadPicture(),
  loadJobs: async () => (await live()).loadJobs(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
let { scroll } = memory;

/** What we knew stays on screen; a storage that cannot be read at all is said once. */
function onBroken(error: unknown): void {
  console.error('Vault Courier: the popup cannot read its storage', error);
  state.broken.value = true;
}

/** Storage answers sooner nearly always; a page that was drawn before would be laid out and painted for nothing. */
const LONGEST_BLANK_MS = 150;

/** Paints from what is stored, then follows it. A first look that fails is not the last word: the live one tells. */
async function show(): Promise<void> {
  const reading = (globalThis.firstRead ?? readFirst()).catch(() => undefined);
  const taken = reading.then((first) => {
    if (first === undefined) return false;
    state.views.value = first.views;
    state.base.value = first.picture;
    state.pictureRead.value = true;
    return first.picture !== undefined;
  });
  await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK_MS))]);
  draw();
  const withItems = await taken;
  // What is in sight comes first; waking the background and loading the rest come after the paint.
  await painted();
  // What the budget of the opening is measured by.
  if (withItems) performance.mark('items-painted');
  releasePictures();
  void acts.refresh();
  const { watchPicture, watchPerks, watchViews, watchJobs, watchMarks } = await live();
  watchPicture((picture) => {
    state.base.value = picture && keepItems(state.base.value, picture);
    state.pictureRead.value = true;
  }, onBroken);
  effect(() => {
    // Followed here, done when the browser has nothing else to do.
    void [state.shown.value, state.perks.value];
    whenIdle(() => state.prepareSearch());
  });
  watchViews((views) => {
    state.views.value = views;
  }, onBroken);
  watchPerks((perks) => {
    state.perks.value = perks;
  }, onBroken);
  watchMarks((marks) => {
    // Most players have none: then nothing is drawn anew.
    if (marks.size > 0 || state.marks.value.size > 0) state.marks.value = marks;
  }, onBroken);
  watchJobs((jobs) => {
    state.jobs.value = jobs;
    // Not only at the opening: a background that died is often still looking after its job by then.
    if (state.base.value !== undefined) acts.tellStopped(jobs, state.base.value);
  }, onBroken);
}

holdPictures();
watchKeys(state, acts);
setInterval(() => {
  state.nowMs.value = Date.now();
  const views = state.views.value;
  if (views === undefined) return;
  const wanted = wantsRefresh({
    nowMs: state.nowMs.value,
    triedAtMs: views.profile.triedAtMs ?? 0,
    signedIn: views.session.state === 'signed-in',
    refreshing: views.profile.refreshing,
    visible: document.visibilityState === 'visible',
    jobs: state.jobs.value,
  });
  if (wanted) void acts.refresh();
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

// The toolbar's popup takes its size from the page; a tab or panel has one of its own.
if (location.search !== '') document.body.classList.add('fluid');
dressPage('extension_name');
show().catch(onBroken);

/** Waits for the next frame. A message comes right behind it, a timer behind whatever else waited for the frame. */
function painted(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  });
}

function draw(): void {
  const root = document.getElementById('app');
  if (root === null) throw new Error('popup: no #app in index.html');
  render(
    <App
      state={state}
      deeds={acts}
      scroll={scroll}
      rememberScroll={(top) => {
        scroll = top;
        remember();
      }}
    />,
    root,
  );
}
