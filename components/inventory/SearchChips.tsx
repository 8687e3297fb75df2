import { type PlainWord, say } from '../../lib/base/words';
import { hasTerm, toggleTerm } from '../../lib/inventory/search/toggle-term';

export interface SearchChipsProps {
  typed: string;
  /** The typed text with the term put in or taken out. */
  onType(typed: string): void;
}

/**
 * Words of the search table, with what a chip calls them. The table itself is not read: chips are painted before
 * the search is loaded.
 */
export const CHIPS: Readonly<Record<string, PlainWord>> = {
  weapon: 'search_chip_weapon',
  armor: 'search_chip_armor',
  exotic: 'search_chip_exotic',
  legendary: 'search_chip_legendary',
  dupe: 'search_chip_dupe',
  locked: 'search_chip_locked',
  tagged: 'search_chip_tagged',
  postmaster: 'search_chip_postmaster',
  invault: 'search_chip_invault',
};

/** The commonest search words to press instead of type. */
export function SearchChips({ typed, onType }: SearchChipsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no better name
    <div class="chips search-chips" role="group" aria-label={say('search_filters')}>
      {Object.entries(CHIPS).map(([word, label]) => {
        const term = `is:${word}`;
        const on = hasTerm(typed, term);
        return (
          <button
            type="button"
            key={term}
            class={`chip${on ? ' chip-on' : ''}`}
            aria-pressed={on}
            title={term}
            onClick={() => onType(toggleTerm(typed, term))}
          >
            {say(label)}
          </button>
        );
      })}
    </div>
  );
}
