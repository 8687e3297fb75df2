import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { HitList } from '@/components/inventory/HitList';
import { InventoryBoard } from '@/components/inventory/InventoryBoard';
import { ItemDetails } from '@/components/inventory/ItemDetails';
import { PostmasterChip } from '@/components/inventory/PostmasterChip';
import { SearchChips } from '@/components/inventory/SearchChips';
import { SearchProblem } from '@/components/inventory/SearchProblem';
import { Button } from '@/components/ui/Button';
import type { ItemKey } from '@/lib/base/ids';
import { say, sayCount } from '@/lib/base/words';
import { chooseDeeds } from '@/lib/inventory/choose-deeds';
import { otherCopies } from '@/lib/inventory/copies';
import { clearCharacter } from '@/lib/inventory/expand-goals';
import { markOf } from '@/lib/inventory/marks';
import type { HeldItem, Picture } from '@/lib/inventory/picture';
import { characterName, placeInWords } from '@/lib/inventory/rules';
import { takeInstead } from '@/lib/inventory/search/problem';
import { viewAccount, viewCharacter, viewVault } from '@/lib/inventory/view';
import type { Wires } from './App';
import type { PopupDeeds } from './deeds';
import { writeSearch } from './Header';
import { useLoaded } from './lazy';
import type { PopupState } from './popup-state';
import { shareItem } from './share-item';

/** More hits than this nobody means to pull; the game has no room for them either. */
const MOST_AT_ONCE = 30;

/** Hits while something is typed, else everything. One scrolling element for both. */
export function Items(wires: Wires) {
  const { state, scroll, rememberScroll } = wires;
  const body = useRef<HTMLElement>(null);
  const boardTop = useRef(scroll);
  const searching = state.typed.value.trim() !== '';
  const picture = state.shown.value;

  const placed = useRef(false);
  useLayoutEffect(() => {
    if (body.current === null) return;
    const top = searching ? 0 : boardTop.current;
    // A new list is at its top already, and saying so would have it laid out one time more before the first paint.
    if (placed.current || top > 0) body.current.scrollTop = top;
    placed.current = true;
  }, [searching]);
  const selected = searching ? state.selectedHit.value?.item.key : undefined;
  useEffect(() => {
    body.current?.querySelector('.hit-on')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const helpModule = useLoaded(() => import('@/components/inventory/SearchHelp'), state.searchHelp.value);
  const Help = state.searchHelp.value ? helpModule : undefined;
  if (picture === undefined) return null;
  return (
    <>
      <Chips {...wires} picture={picture} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: tiles are buttons; the keys of rows are read in main */}
      <main
        class="body"
        ref={body}
        // Without a tile there is nothing else in it that a keyboard could scroll from.
        tabIndex={picture.items.length === 0 ? 0 : undefined}
        onClick={(event) => press(wires, event)}
        onScroll={() => {
          if (searching || body.current === null) return;
          boardTop.current = body.current.scrollTop;
          rememberScroll(boardTop.current);
        }}
      >
        {Help !== undefined ? (
          <Help.SearchHelp
            onTry={(query) => {
              state.searchHelp.value = false;
              writeSearch(state, { text: query, caret: query.length });
            }}
            onClose={() => {
              state.searchHelp.value = false;
            }}
          />
        ) : searching ? (
          <Found {...wires} picture={picture} />
        ) : (
          <Board {...wires} picture={picture} />
        )}
      </main>
    </>
  );
}

/** A click on a tile opens or closes its details; a click on a row selects it, a second one opens its details. */
function press({ state }: Wires, event: Event): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const tile = target?.closest<HTMLElement>('[data-key]');
  const row = target?.closest('button, a, .details') ? undefined : target?.closest<HTMLElement>('[data-hit]');
  // The attributes hold the keys that the components wrote there.
  const key = (tile?.dataset.key ?? row?.dataset.hit) as ItemKey | undefined;
  if (key === undefined) return;
  if (tile !== null && tile !== undefined) {
    if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || state.marked.value.size > 0)) {
      state.marked.value = toggled(state.marked.value, key);
      return;
    }
    state.selected.value = state.selected.value === key ? undefined : key;
    return;
  }
  state.expanded.value = state.selectedHit.value?.item.key === key && !state.expanded.value;
  state.selected.value = key;
}

/** The set with the key in it, or out of it when it was in. */
export function toggled(set: ReadonlySet<ItemKey>, key: ItemKey): ReadonlySet<ItemKey> {
  const changed = new Set(set);
  if (!changed.delete(key)) changed.add(key);
  return changed;
}

function Chips({ state, picture }: Wires & { picture: Picture }) {
  const character = state.character.value;
  if (character === undefined) return <div class="chips" />;
  return (
    <nav class="chip-row" aria-label={say('popup_filters')}>
      {state.typed.value.trim() === '' && (
        <PostmasterChip
          view={viewCharacter(picture, character)}
          onJump={(section) => {
            document.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ block: 'start' });
          }}
        />
      )}
      <SearchChips
        typed={state.typed.value}
        onType={(text) => {
          // A pressed chip is a finished word.
          state.typed.value = text;
          state.caret.value = undefined;
          state.selected.value = undefined;
        }}
      />
      <button
        type="button"
        class="chip"
        aria-expanded={state.searchHelp.value}
        onClick={() => {
          state.searchHelp.value = !state.searchHelp.value;
        }}
      >
        {say('popup_all_words')}
      </button>
    </nav>
  );
}

function Board(wires: Wires & { picture: Picture }) {
  const { state, deeds, picture } = wires;
  const character = state.character.value;
  const vault = useMemo(() => viewVault(picture), [picture]);
  const account = useMemo(() => viewAccount(picture), [picture]);
  const view = useMemo(
    () => (character === undefined ? undefined : viewCharacter(picture, character)),
    [picture, character],
  );
  const open = state.selected.value;
  const item = open === undefined ? undefined : picture.items.find((one) => one.key === open);
  if (view === undefined) return null;
  return (
    <InventoryBoard
      view={view}
      vault={vault}
      account={account}
      marks={{
        open: item?.key,
        pending: state.pendingKeys.value,
        marked: state.marked.value,
        book: state.marks.value,
        details: item === undefined ? null : <Details key={item.key} {...wires} item={item} />,
      }}
      batches={{
        characterName: characterName(picture, view.character.characterId),
        clearCount: clearCharacter(picture, view.character.characterId).length,
        onClear: () => deeds.clear(view.character.characterId),
        onPullAll: () => deeds.pullAll(view.character.characterId),
      }}
      scrolled={wires.scroll > 0}
    />
  );
}

/** What a search brings: hits, the sentence that says what is wrong with it, or nothing while a word is unfinished. */
function Found(wires: Wires & { picture: Picture }) {
  const { state, deeds } = wires;
  const problem = state.problem.value;
  if (problem !== undefined) {
    return (
      <SearchProblem
        problem={problem}
        onTake={(_, instead) => writeSearch(state, takeInstead(state.typed.value, problem, instead))}
      />
    );
  }
  if (state.waiting.value) return <p class="quiet">{say('popup_go_on_typing')}</p>;
  const count = state.hits.value.length;
  return (
    <>
      {count > 1 && count <= MOST_AT_ONCE && (
        <p class="found-batch">
          <Button onPress={() => deeds.pullHits()}>{sayCount('popup_pull_hits', count)}</Button>
        </p>
      )}
      <Hits {...wires} />
    </>
  );
}

function Hits(wires: Wires & { picture: Picture }) {
  const { state, deeds, picture } = wires;
  const selected = state.selectedHit.value;
  const chosen = state.character.value?.characterId;
  return (
    <HitList
      picture={picture}
      typed={state.typed.value}
      hits={state.hits.value}
      selected={selected}
      deeds={selected === undefined ? { others: [] } : chooseDeeds(picture, selected.item, chosen)}
      expanded={state.expanded.value}
      details={selected === undefined ? null : <Details {...wires} item={selected.item} underHit />}
      pending={state.pendingKeys.value}
      book={state.marks.value}
      onMove={(wish) => void deeds.move(wish)}
      onLock={(item, locked) => void deeds.lock(item, locked)}
      onExpand={() => {
        if (selected !== undefined) state.selected.value = selected.item.key;
        state.expanded.value = !state.expanded.value;
      }}
    />
  );
}

interface DetailsProps extends Wires {
  picture: Picture;
  item: HeldItem;
  underHit?: boolean;
}

function Details({ state, deeds, picture, item, underHit = false }: DetailsProps) {
  const Parts = useLoaded(() => import('./card-parts'));
  const wanted = item.known ? item.hash : undefined;
  useEffect(() => {
    if (wanted !== undefined) void deeds.wantCard(wanted);
  }, [wanted]);
  const asked = item.instanceId === undefined || !item.known ? undefined : item.key;
  useEffect(() => {
    if (asked !== undefined) void deeds.wantRoll(asked);
  }, [asked]);
  const model = wanted === undefined ? undefined : state.cards.value.get(wanted);
  const roll = asked === undefined ? undefined : state.rolls.value.get(asked);
  return (
    <ItemDetails
      item={item}
      where={placeInWords(picture, item.place, item.equipped)}
      deeds={chooseDeeds(picture, item, state.character.value?.characterId)}
      onMove={(wish) => void deeds.move(wish)}
      onLock={(locked) => void deeds.lock(item, locked)}
      copies={otherCopies(picture, item)}
      onShare={item.known ? () => void shareItem(state, item.name, roll) : undefined}
      card={
        model === undefined || Parts === undefined ? null : (
          <Parts.ItemCard model={model} stats={roll?.live === true ? roll.stats : undefined}>
            {roll !== undefined && <Parts.RollPanel roll={roll} />}
          </Parts.ItemCard>
        )
      }
      marking={Parts !== undefined && <Marking state={state} deeds={deeds} item={item} parts={Parts} />}
      underHit={underHit}
    />
  );
}

interface MarkingProps {
  state: PopupState;
  deeds: PopupDeeds;
  item: HeldItem;
  parts: typeof import('./card-parts');
}

/** The item's tag and note, for what has an instance of its own. */
function Marking({ state, deeds, item, parts: { TagRow, NoteField } }: MarkingProps) {
  const { instanceId, key, name } = item;
  if (instanceId === undefined) return null;
  const { tag, note } = markOf(state.marks.value, item) ?? {};
  return (
    <div class="marking">
      <TagRow name={name} tag={tag} onTag={(wanted) => void deeds.mark(item, { tag: wanted })} />
      <NoteField
        // Another item has another note; what was typed must not wander to it.
        key={instanceId}
        name={name}
        note={note ?? ''}
        draft={state.noteDrafts.get(instanceId)}
        onDraft={(text) => {
          if (text === undefined) state.noteDrafts.delete(instanceId);
          else state.noteDrafts.set(instanceId, text);
        }}
        onKeep={(text) => deeds.mark(item, { note: text })}
        onLeave={() => leaveTo(key)}
      />
    </div>
  );
}

/** The keyboard goes back to where the details belong. */
function leaveTo(key: ItemKey): void {
  const tile = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (tile ?? document.querySelector<HTMLElement>('.search-input'))?.focus();
}
