import { useLayoutEffect, useRef } from 'preact/hooks';
import { CharacterStrip } from '@/components/inventory/CharacterStrip';
import { SearchBox } from '@/components/inventory/SearchBox';
import { SearchSuggestions, SUGGESTIONS_ID, suggestionId } from '@/components/inventory/SearchSuggestions';
import { takeSuggestion } from '@/lib/inventory/search/suggest';
import type { Wires } from './App';

/** Characters and search. Both are there from the first frame, so that typing can begin at once. */
export function Header({ state, deeds, search }: Wires & { search: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  // With the drawing, not after its paint: what comes in between has to have somewhere to go.
  useLayoutEffect(() => {
    input.current?.focus();
    // What is typed now replaces what was searched last time.
    if (state.justOpened) input.current?.select();
    state.justOpened = false;
  }, []);
  const { hits, selectedHit, typed, shown, suggestions, suggestionAt } = state;
  const suggested = suggestionAt.value;
  const active = selectedHit.value === undefined ? -1 : hits.value.indexOf(selectedHit.value);
  return (
    <>
      <CharacterStrip
        picture={shown.value}
        chosen={state.character.value?.characterId}
        onChoose={(characterId) => {
          state.chosen.value = characterId;
        }}
      />
      {search && (
        <SearchBox
          inputRef={input}
          typed={typed.value}
          expanded={hits.value.length > 0}
          controls={suggested === undefined ? 'hits' : SUGGESTIONS_ID}
          activeId={
            suggested !== undefined ? suggestionId(suggested) : active < 0 ? undefined : `hit-${active}`
          }
          onType={(text, caret) => {
            typed.value = text;
            state.caret.value = caret;
            state.suggestionsOff.value = false;
            suggestionAt.value = undefined;
            state.selected.value = undefined;
            state.expanded.value = false;
          }}
          readAtMs={state.base.value?.readAtMs}
          mintedAtMs={state.base.value?.mintedAtMs}
          onAge={(words) => void deeds.refreshAloud(words)}
          refreshing={state.views.value?.profile.refreshing ?? false}
          nowMs={state.nowMs.value}
        />
      )}
      {search && (
        <SearchSuggestions
          suggestions={suggestions.value}
          active={suggested}
          onTake={(suggestion) => writeSearch(state, takeSuggestion(typed.value, suggestion))}
        />
      )}
    </>
  );
}

/** Puts a text into the search with the caret where typing goes on. */
export function writeSearch(state: Wires['state'], { text, caret }: { text: string; caret: number }): void {
  state.typed.value = text;
  state.caret.value = caret;
  state.suggestionAt.value = undefined;
  state.selected.value = undefined;
  const input = document.querySelector<HTMLInputElement>('.search-input');
  input?.focus();
  // After the next drawing: the box holds the old text until then.
  requestAnimationFrame(() => input?.setSelectionRange(caret, caret));
}
