import { useEffect, useRef } from 'preact/hooks';
import { CharacterStrip } from '@/components/inventory/CharacterStrip';
import { SearchBox } from '@/components/inventory/SearchBox';
import type { Wires } from './App';

/** Characters and search. Both are there from the first frame, so that typing can begin at once. */
export function Header({ state, search }: Wires & { search: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    // What is typed now replaces what was searched last time.
    if (state.justOpened) input.current?.select();
    state.justOpened = false;
  }, []);
  const { hits, selectedHit, typed, shown } = state;
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
          activeId={active < 0 ? undefined : `hit-${active}`}
          onType={(text) => {
            typed.value = text;
            state.selected.value = undefined;
            state.expanded.value = false;
          }}
          readAtMs={state.base.value?.readAtMs}
          refreshing={state.views.value?.profile.refreshing ?? false}
          nowMs={state.nowMs.value}
        />
      )}
    </>
  );
}
