/**
 * Where the reader was, kept in the extension's own localStorage: it is there before the first paint without
 * waiting, and it outlives the popup page, whose sessionStorage dies with it. Nothing private: a typed text, a
 * character id, a tab and a scroll place.
 */
export interface UiMemory {
  typed: string;
  chosen: string;
  tab: 'items' | 'loadouts' | 'whispers' | 'more';
  scroll: number;
}

const NAME = 'popup';
const NOTHING: UiMemory = { typed: '', chosen: '', tab: 'items', scroll: 0 };

/** What was remembered; anything odd counts as nothing. */
export function loadUiMemory(local: Storage): UiMemory {
  try {
    const stored: unknown = JSON.parse(local.getItem(NAME) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return NOTHING;
    // An object that is not null has fields; each one is checked.
    const { typed, chosen, tab, scroll } = stored as Record<string, unknown>;
    return {
      typed: typeof typed === 'string' ? typed.slice(0, 2_000) : '',
      chosen: typeof chosen === 'string' ? chosen : '',
      tab: tab === 'more' || tab === 'loadouts' || tab === 'whispers' ? tab : 'items',
      scroll: typeof scroll === 'number' && scroll > 0 ? scroll : 0,
    };
  } catch {
    // Blocked or broken: the popup works without a memory.
    return NOTHING;
  }
}

/** Remembers for the next opening. */
export function saveUiMemory(local: Storage, memory: UiMemory): void {
  try {
    local.setItem(NAME, JSON.stringify(memory));
  } catch {
    // Blocked or full: the next opening starts at the top.
  }
}
