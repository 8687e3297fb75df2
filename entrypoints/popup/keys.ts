import { HITS_SHOWN } from '@/components/inventory/HitList';
import { goalFor } from '@/lib/inventory/choose-deeds';
import type { PopupDeeds } from './deeds';
import { type KeyDeed, type KeyPlace, readKey } from './keyboard';
import type { PopupState } from './popup-state';
import { nextTile } from './tile-walk';

/** Listens to every key of the page. Returns how to stop. */
export function watchKeys(state: PopupState, deeds: PopupDeeds): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
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

function carryOut(deed: KeyDeed, event: KeyboardEvent, state: PopupState, deeds: PopupDeeds): void {
  switch (deed.kind) {
    case 'choose-character': {
      const character = state.shown.value?.characters[deed.index];
      if (searchInput() !== null && character !== undefined) state.chosen.value = character.characterId;
      return;
    }
    case 'focus-search':
    case 'type-in-search':
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
    case 'step-back':
      stepBack(state);
  }
}

/** Escape: first what is open closes, then the search is cleared, then the popup closes. */
function stepBack(state: PopupState): void {
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
