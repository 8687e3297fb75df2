import { HITS_SHOWN } from '@/components/inventory/HitList';
import { readSuggestionKey } from '@/components/inventory/SearchSuggestions';
import { chooseDeeds, goalFor } from '@/lib/inventory/choose-deeds';
import { markOf, nextTag } from '@/lib/inventory/marks';
import { takeSuggestion } from '@/lib/inventory/search/suggest';
import type { PopupDeeds } from './deeds';
import { writeSearch } from './Header';
import { toggled } from './Items';
import { type KeyDeed, type KeyPlace, readKey } from './keyboard';
import type { PopupState } from './popup-state';
import { nextTile } from './tile-walk';

/** Listens to every key of the page. Returns how to stop. */
export function watchKeys(state: PopupState, deeds: PopupDeeds): () => void {
  const onKey = (event: KeyboardEvent): void => {
    // An open sheet has its own keys.
    if (event.defaultPrevented || state.keySheet.value) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (target.matches('.search-input') && onSuggestions(event, state)) return;
    const deed = readKey(event, {
      on: placeOf(target),
      typed: state.typed.value,
      hits: state.tab.value === 'items' ? state.hits.value.length : 0,
    });
    if (deed === undefined) return;
    // A letter goes on to the search by itself, if the search is drawn.
    if (deed.kind !== 'type-in-search' || searchInput() === null) event.preventDefault();
    carryOut(deed, event, state, deeds);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Keys that belong to the suggestions under the box while there are some. True when it was one. */
function onSuggestions(event: KeyboardEvent, state: PopupState): boolean {
  const list = state.suggestions.value;
  const deed = readSuggestionKey(event, {
    count: list.length,
    active: state.suggestionAt.value,
    hits: state.hits.value.length,
  });
  if (deed === undefined || event.isComposing) return false;
  event.preventDefault();
  if (deed.kind === 'mark') state.suggestionAt.value = deed.active;
  else if (deed.kind === 'close') {
    state.suggestionsOff.value = true;
    state.suggestionAt.value = undefined;
  } else {
    const taken = list[deed.index];
    if (taken !== undefined) writeSearch(state, takeSuggestion(state.typed.value, taken));
  }
  return true;
}

function carryOut(deed: KeyDeed, event: KeyboardEvent, state: PopupState, deeds: PopupDeeds): void {
  switch (deed.kind) {
    case 'choose-character': {
      const character = state.shown.value?.characters[deed.index];
      if (searchInput() !== null && character !== undefined) state.chosen.value = character.characterId;
      return;
    }
    case 'focus-search':
    case 'type-in-search':
      // Letters are for the search of items; among whispers they would only take the reader away.
      if (state.tab.value === 'whispers' && deed.kind === 'type-in-search') return;
      // On a face without a search there is nothing to type into.
      if (searchInput() === null && state.tab.value === 'items') return;
      if (searchInput() === null && event.key.length === 1 && deed.kind === 'type-in-search') {
        state.typed.value = event.key;
        state.selected.value = undefined;
      }
      // Drawn anew, the search takes the focus by itself.
      state.tab.value = 'items';
      focusSearch();
      return;
    case 'select': {
      const hits = state.hits.value.slice(0, HITS_SHOWN);
      const current = state.selectedHit.value;
      const at = current === undefined ? -1 : hits.indexOf(current);
      const next = hits[Math.min(hits.length - 1, Math.max(0, at + deed.step))];
      if (next !== undefined) state.selected.value = next.item.key;
      focusSearch();
      return;
    }
    case 'enter-tiles':
      tiles()[0]?.focus();
      return;
    case 'walk-tiles':
      if (event.target instanceof HTMLElement) nextTile(tiles(), event.target, deed.key)?.focus();
      return;
    case 'send': {
      const hit = state.selectedHit.value;
      const character = state.character.value;
      // A held key must not send a second wish.
      if (hit === undefined || character === undefined || event.repeat) return;
      void deeds.move(goalFor(hit.item, character.characterId, deed.equip));
      return;
    }
    case 'tile-deed':
      // A held key must not ask twice.
      if (!event.repeat && event.target instanceof HTMLElement)
        tileDeed(deed.deed, event.target, state, deeds);
      return;
    case 'undo':
      void deeds.undoLast();
      return;
    case 'key-sheet':
      state.keySheet.value = true;
      return;
    case 'step-back':
      stepBack(state);
  }
}

/** What a letter does with the item under the focus. The focus goes on to its neighbour when the item leaves. */
function tileDeed(
  deed: Extract<KeyDeed, { kind: 'tile-deed' }>['deed'],
  tile: HTMLElement,
  state: PopupState,
  deeds: PopupDeeds,
): void {
  const picture = state.shown.value;
  const item = picture?.items.find((one) => one.key === tile.dataset.key);
  if (picture === undefined || item === undefined) return;
  if (deed === 'mark') {
    state.marked.value = toggled(state.marked.value, item.key);
    return;
  }
  if (deed === 'tag') {
    void deeds.mark(item, { tag: nextTag(markOf(state.marks.value, item)?.tag) });
    return;
  }
  const can = chooseDeeds(picture, item, state.character.value?.characterId);
  if (deed === 'lock') {
    if (can.lock !== undefined) void deeds.lock(item, can.lock);
    return;
  }
  const goal = can[deed]?.goal;
  if (goal === undefined) return;
  const all = tiles();
  const at = all.indexOf(tile);
  const neighbour = all[at + 1] ?? all[at - 1];
  void deeds.move(goal);
  // After the next drawing the tile may be gone, and with it the focus.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) neighbour?.focus();
  });
}

/** Escape: first what is open closes, then the search is cleared, then the popup closes. */
function stepBack(state: PopupState): void {
  if (state.searchHelp.value) {
    state.searchHelp.value = false;
    return;
  }
  if (state.marked.value.size > 0) {
    state.marked.value = new Set();
    return;
  }
  const searching = state.typed.value !== '';
  if (searching ? state.expanded.value : state.selected.value !== undefined) {
    state.expanded.value = false;
    if (!searching) state.selected.value = undefined;
  } else if (searching) {
    state.typed.value = '';
    state.selected.value = undefined;
    focusSearch();
  } else {
    window.close();
  }
}

function placeOf(target: HTMLElement): KeyPlace['on'] {
  if (target.matches('.search-input')) return 'search';
  if (target.matches('[data-key]')) return 'tile';
  if (target.matches('input[type=text], input[type=number], textarea')) return 'field';
  return target.matches('button, a, input') ? 'control' : 'page';
}

function searchInput(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('.search-input');
}

function focusSearch(): void {
  searchInput()?.focus();
}

function tiles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-key]')];
}
