import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { chooseFace, type Face } from '@/components/session/choose-face';
import type { ToastNote } from '@/components/ui/Toast';
import type { CharacterId, Hash, ItemInstanceId, ItemKey } from '@/lib/base/ids';
import { type Goal, itemsOf } from '@/lib/inventory/goals';
import { type MarkBook, NO_MARKS } from '@/lib/inventory/marks';
import { applyOptimistic } from '@/lib/inventory/optimistic';
import type { PerkBook } from '@/lib/inventory/perks';
import type { Picture } from '@/lib/inventory/picture';
import { FREE_RULES } from '@/lib/inventory/plan-goal';
import { runSearch, type SearchAnswer } from '@/lib/inventory/search/run-search';
import { type Hit, type ItemIndex, indexItems, keepOrder } from '@/lib/inventory/search/search-items';
import { suggest } from '@/lib/inventory/search/suggest';
import { chooseCharacter } from '@/lib/inventory/view';
import type { CardModel, ItemRoll } from '@/lib/items/card-model';
import type { Job } from '@/lib/messages/jobs';
import type { Views } from '@/lib/messages/views';
import type { UiMemory } from './ui-memory';

export interface Pending {
  id: number;
  goals: readonly Goal[];
}

/** More goals than this are not laid over the picture: planning each costs more than it shows. */
const OVERLAID = 30;

/** Everything the popup knows. The background's records come in as `base` and `views`; the rest is the reader's. */
export function popupState(memory: UiMemory, nowMs: number) {
  const base = signal<Picture | undefined>(undefined);
  const perks = signal<PerkBook | undefined>(undefined);
  const marks = signal<MarkBook>(NO_MARKS);
  const views = signal<Views | undefined>(undefined);
  const pending = signal<readonly Pending[]>([]);
  const jobs = signal<readonly Job[]>([]);
  const typed = signal(memory.typed);
  /** Where the caret stands in the search; undefined takes every word as finished. */
  const caret = signal<number | undefined>(undefined);
  const suggestionsOff = signal(false);
  const chosen = signal(memory.chosen);
  const selected = signal<ItemKey | undefined>(undefined);
  const marked = signal<ReadonlySet<ItemKey>>(new Set());
  const pictureRead = signal(false);
  const broken = signal(false);

  /** The stored picture with everything laid over it that was asked for and is not answered yet. */
  const shown = computed(() => {
    const picture = base.value;
    const rules = { ...FREE_RULES, moveOthers: views.value?.settings.moveOthers ?? true };
    const goals = pending.value.flatMap((one) => one.goals).slice(0, OVERLAID);
    return picture && goals.reduce((placed, goal) => applyOptimistic(placed, goal, rules), picture);
  });
  const character = computed(() => {
    // The memory holds plain text; whether it is a character of this picture is checked right here.
    return shown.value && chooseCharacter(shown.value, chosen.value as CharacterId);
  });
  const index = computed(() => indexItems(shown.value?.items ?? [], perks.value));
  const chosenId = computed(() => character.value?.characterId);
  const answer = rankedAnswer({ picture: shown, index, typed, caret, chosen: chosenId, marks });
  const hits = computed(() => answer.value.hits);
  const suggestions = computed(() => {
    const at = caret.value;
    if (at === undefined || suggestionsOff.value || typed.value.trim() === '') return [];
    // A plain word is answered by the hits below; only search words need finishing.
    return suggest(typed.value, at, index.value).filter(({ from }) =>
      typed.value.slice(from, at).includes(':'),
    );
  });

  return {
    base,
    /** What sits in sockets: read after the first paint. */
    perks,
    /** Tags and notes: read after the first paint. */
    marks,
    /** Notes that were typed and not kept yet, by instance id: the field may be drawn anew under them. */
    noteDrafts: new Map<ItemInstanceId, string>(),
    views,
    /** The journal of moves, newest first. */
    jobs,
    /** True once the stored picture has been looked for, found or not. */
    pictureRead,
    pending,
    pendingKeys: computed<ReadonlySet<ItemKey>>(
      () => new Set(pending.value.flatMap((one) => one.goals.flatMap(itemsOf))),
    ),
    shown,
    character,
    typed,
    chosen,
    selected,
    /** Items selected together, for one deed with all of them. */
    marked,
    /** The sheet of keys is open. */
    keySheet: signal(false),
    caret,
    hits,
    /** Does beforehand what the first letter would have to wait for. Reads the picture and the perks: an effect may follow them. */
    prepareSearch(): void {
      const picture = shown.value;
      if (picture !== undefined && typed.peek() === '')
        runSearch(index.value, 'a', undefined, {
          picture,
          chosen: chosenId.peek(),
          marks: marks.peek(),
        });
    },
    /** Why the typed text cannot be searched for, if it cannot. */
    problem: computed(() => answer.value.problem),
    /** Nothing complete is typed yet. */
    waiting: computed(() => answer.value.waiting),
    suggestions,
    /** Closed by Escape until the next letter. */
    suggestionsOff,
    /** Which suggestion the keys are on. */
    suggestionAt: signal<number | undefined>(undefined),
    /** The page of search words is open. */
    searchHelp: signal(false),
    selectedHit: computed(() => hits.value.find((hit) => hit.item.key === selected.value) ?? hits.value[0]),
    /** Cards by item hash, as they came. */
    cards: signal<ReadonlyMap<Hash, CardModel>>(new Map()),
    /** What items have in their sockets, as it was last told. */
    rolls: signal<ReadonlyMap<ItemKey, ItemRoll>>(new Map()),
    /** The selected hit's details are open. */
    expanded: signal(false),
    tab: signal(memory.tab),
    /** Whose whispers are open; the list of all when nobody's are. */
    thread: signal<string | undefined>(undefined),
    /** Until the search was drawn for the first time. */
    justOpened: true,
    toast: signal<ToastNote | undefined>(undefined),
    nowMs: signal(nowMs),
    /** Storage could not be read at all. */
    broken,
    face: computed<Face>(() =>
      broken.value && base.value === undefined
        ? 'failed'
        : chooseFace(pictureRead.value ? views.value : undefined, base.value),
    ),
  };
}

export type PopupState = ReturnType<typeof popupState>;

interface SearchInput {
  picture: ReadonlySignal<Picture | undefined>;
  index: ReadonlySignal<ItemIndex>;
  typed: ReadonlySignal<string>;
  caret: ReadonlySignal<number | undefined>;
  chosen: ReadonlySignal<CharacterId | undefined>;
  marks: ReadonlySignal<MarkBook>;
}

/** The answer to the search, with hits that keep their places while only the picture changes under them. */
function rankedAnswer({
  picture,
  index,
  typed,
  caret,
  chosen,
  marks,
}: SearchInput): ReadonlySignal<SearchAnswer> {
  let seen: { typed: string; chosen: CharacterId | undefined; keys: ItemKey[] } | undefined;
  return computed(() => {
    const held = picture.value;
    if (typed.value.trim() === '' || held === undefined) return { hits: [], waiting: false };
    const found = runSearch(index.value, typed.value, caret.value, {
      picture: held,
      chosen: chosen.value,
      marks: marks.value,
    });
    const same = seen !== undefined && seen.typed === typed.value && seen.chosen === chosen.value;
    const hits: Hit[] = same && seen !== undefined ? keepOrder(seen.keys, found.hits) : found.hits;
    seen = { typed: typed.value, chosen: chosen.value, keys: hits.map((hit) => hit.item.key) };
    return { ...found, hits };
  });
}
