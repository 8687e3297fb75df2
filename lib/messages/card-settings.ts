import type { SpotWishes } from '../chat/spot-names';
import type { SpotMode } from '../chat/spotting/spot-policy';
import { NameKind } from '../items/name-kind';
import { straighten } from '../items/name-words';
import type { Settings } from './settings';

/** What a chat page has to know of the reader's settings, and no more. */
export interface CardSettings {
  mode: SpotMode;
  others: boolean;
  opens: Settings['cardOpens'];
  notItems: readonly string[];
  nicknames: readonly (readonly [said: string, name: string])[];
}

/** The part of the settings that chat pages are told. */
export function cardSettings(settings: Settings): CardSettings {
  const { spotMode, spotOtherKinds, cardOpens, notItems, nicknames } = settings;
  // What opens nothing is not underlined either.
  const mode = cardOpens === 'off' ? 'off' : spotMode;
  return { mode, others: spotOtherKinds, opens: cardOpens, notItems, nicknames };
}

/** Those settings as spotting wants them. The reader's own nicknames count in any case: he chose them. */
export function spotWishes({ mode, others, notItems, nicknames }: CardSettings): SpotWishes {
  return {
    mode,
    others,
    ignored: new Set(notItems.map(straighten)),
    nicknames: nicknames.map(([said, name]) => ({ said, name, kind: NameKind.coined })),
  };
}

/** True when a change of settings is one that chat pages have to hear of. */
export function concernsCards(change: Partial<Settings>): boolean {
  const names = ['spotMode', 'spotOtherKinds', 'cardOpens', 'notItems', 'nicknames'] as const;
  return names.some((name) => change[name] !== undefined);
}
