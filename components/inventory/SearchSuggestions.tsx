import { say } from '../../lib/base/words';
import type { Suggestion } from '../../lib/inventory/search/suggest';

export interface SearchSuggestionsProps {
  suggestions: readonly Suggestion[];
  /** Which one the keys are on; undefined when none is. */
  active: number | undefined;
  onTake(suggestion: Suggestion): void;
}

/** Id of the list, for the box's `aria-controls`. */
export const SUGGESTIONS_ID = 'suggestions';

/** Id of one row, for the box's `aria-activedescendant`. */
export function suggestionId(index: number): string {
  return `suggestion-${index}`;
}

/** Ways to finish the word under the caret. The box keeps the focus; its keys are read by `readSuggestionKey`. */
export function SearchSuggestions({ suggestions, active, onTake }: SearchSuggestionsProps) {
  if (suggestions.length === 0) return null;
  return (
    <div class="suggestions" id={SUGGESTIONS_ID} role="listbox" aria-label={say('search_suggestions')}>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box reads the keys
        <div
          key={suggestion.insert}
          id={suggestionId(index)}
          class={`suggestion${index === active ? ' suggestion-on' : ''}`}
          role="option"
          aria-selected={index === active}
          // The box must keep the focus and its caret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <b>{suggestion.insert}</b>
          <span>{suggestion.help}</span>
        </div>
      ))}
    </div>
  );
}

/** What a key means while suggestions are shown; `active` undefined takes the mark off. */
export type SuggestionDeed =
  | { kind: 'mark'; active: number | undefined }
  | { kind: 'take'; index: number }
  | { kind: 'close' };

export interface SuggestionKeys {
  count: number;
  active: number | undefined;
  /** Hits stand below: then the arrows stay theirs until a suggestion is marked. */
  hits: number;
}

/**
 * The meaning of a key in the box while suggestions are shown; undefined leaves it to the box. Tab takes the marked
 * one or else the first, Enter only a marked one: Enter pulls, and must not change what is typed by surprise.
 */
export function readSuggestionKey(
  press: { key: string; shiftKey: boolean },
  { count, active, hits }: SuggestionKeys,
): SuggestionDeed | undefined {
  if (count === 0) return undefined;
  switch (press.key) {
    case 'Tab':
      return press.shiftKey ? undefined : { kind: 'take', index: active ?? 0 };
    case 'Enter':
      return active === undefined ? undefined : { kind: 'take', index: active };
    case 'ArrowDown':
      if (active === undefined) return hits > 0 ? undefined : { kind: 'mark', active: 0 };
      return { kind: 'mark', active: active + 1 < count ? active + 1 : undefined };
    case 'ArrowUp':
      if (active === undefined) return hits > 0 ? undefined : { kind: 'mark', active: count - 1 };
      return { kind: 'mark', active: active > 0 ? active - 1 : undefined };
    case 'Escape':
      return { kind: 'close' };
    default:
      return undefined;
  }
}
