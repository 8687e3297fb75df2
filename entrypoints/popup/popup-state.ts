import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { chooseFace, type Face } from '@/components/session/choose-face';
import type { ToastNote } from '@/components/ui/Toast';
import type { CharacterId, Hash, ItemKey } from '@/lib/base/ids';
import type { Goal } from '@/lib/inventory/goals';
import { applyOptimistic } from '@/lib/inventory/optimistic';
import type { Picture } from '@/lib/inventory/picture';
import { FREE_RULES } from '@/lib/inventory/plan-goal';
import { type Hit, indexItems, keepOrder, searchItems } from '@/lib/inventory/search/search-items';
import { chooseCharacter } from '@/lib/inventory/view';
import type { CardModel } from '@/lib/items/card-model';
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
  const views = signal<Views | undefined>(undefined);
  const pending = signal<readonly Pending[]>([]);
  const jobs = signal<readonly Job[]>([]);
  const typed = signal(memory.typed);
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
  const hits = rankedHits(
    shown,
    typed,
    computed(() => character.value?.characterId),
  );

  return {
    base,
    views,
    /** The journal of moves, newest first. */
    jobs,
    /** True once the stored picture has been looked for, found or not. */
    pictureRead,
    pending,
    pendingKeys: computed<ReadonlySet<ItemKey>>(
      () => new Set(pending.value.flatMap((one) => one.goals.flatMap(keysOf))),
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
    hits,
    selectedHit: computed(() => hits.value.find((hit) => hit.item.key === selected.value) ?? hits.value[0]),
    /** Cards by item hash, as they came. */
    cards: signal<ReadonlyMap<Hash, CardModel>>(new Map()),
    /** The selected hit's details are open. */
    expanded: signal(false),
    tab: signal(memory.tab),
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

function keysOf(goal: Goal): ItemKey[] {
  if (goal.kind === 'wear') return goal.items;
  return goal.kind === 'in-game-loadout' ? [] : [goal.item];
}

/** Hits that keep their places while only the picture changes under them. */
function rankedHits(
  picture: ReadonlySignal<Picture | undefined>,
  typed: ReadonlySignal<string>,
  chosen: ReadonlySignal<CharacterId | undefined>,
): ReadonlySignal<Hit[]> {
  const index = computed(() => indexItems(picture.value?.items ?? []));
  let seen: { typed: string; chosen: CharacterId | undefined; keys: ItemKey[] } | undefined;
  return computed(() => {
    if (typed.value.trim() === '') return [];
    const found = searchItems(index.value, typed.value, chosen.value);
    const same = seen !== undefined && seen.typed === typed.value && seen.chosen === chosen.value;
    const hits = same && seen !== undefined ? keepOrder(seen.keys, found) : found;
    seen = { typed: typed.value, chosen: chosen.value, keys: hits.map((hit) => hit.item.key) };
    return hits;
  });
}
