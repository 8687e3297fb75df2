import type { Ref } from 'preact';
import { say } from '../../lib/base/words';
import { ageText, FRESH_MS, timeText } from '../ui/age-text';
import { Icon } from '../ui/Icon';

export interface SearchBoxProps {
  typed: string;
  /** Id of the selected hit's element, for screen readers. */
  activeId: string | undefined;
  expanded: boolean;
  /** Id of the list under the box while it is open: the hits, or the suggestions. */
  controls?: string;
  onType(typed: string, caret: number): void;
  /** The caret moved without typing. */
  onCaret?(caret: number): void;
  inputRef: Ref<HTMLInputElement>;
  /** Undefined before the first picture. */
  readAtMs: number | undefined;
  /** When Bungie made the copy that is shown. */
  mintedAtMs: number | undefined;
  refreshing: boolean;
  nowMs: number;
  /** The age was pressed: it is told in full, and the items are read anew. */
  onAge(words: string): void;
}

/** Room for the long searches people pass around. */
const LONGEST_QUERY = 2000;

/** Where everything begins: typing filters, Enter pulls. Its right end tells the age of what is shown. */
export function SearchBox(props: SearchBoxProps) {
  const { typed, activeId, expanded, controls = 'hits', onType, onCaret, inputRef } = props;
  const { readAtMs, mintedAtMs, refreshing, nowMs, onAge } = props;
  return (
    <div class="search">
      <Icon name="search" size={14} />
      <input
        ref={inputRef}
        class="search-input"
        type="text"
        role="combobox"
        aria-label={say('search_label')}
        aria-expanded={expanded}
        aria-controls={controls}
        aria-haspopup={controls === 'hits' ? 'grid' : 'listbox'}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder={say('search_placeholder')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={LONGEST_QUERY}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value, caretOf(event.currentTarget))}
        onSelect={(event) => onCaret?.(caretOf(event.currentTarget))}
      />
      {expanded && (
        <span class="search-keys" aria-hidden="true">
          <kbd>Enter</kbd> {say('search_key_pull')} <kbd>⇧Enter</kbd> {say('search_key_equip')}
        </span>
      )}
      {readAtMs !== undefined && (
        <Age
          readAtMs={readAtMs}
          mintedAtMs={mintedAtMs ?? readAtMs}
          refreshing={refreshing}
          nowMs={nowMs}
          short={expanded}
          onAge={onAge}
        />
      )}
    </div>
  );
}

function caretOf(input: HTMLInputElement): number {
  return input.selectionEnd ?? input.value.length;
}

interface AgeProps {
  readAtMs: number;
  mintedAtMs: number;
  refreshing: boolean;
  nowMs: number;
  /** Only the dot: the line is needed for something else. */
  short: boolean;
  onAge(words: string): void;
}

function Age({ readAtMs, mintedAtMs, refreshing, nowMs, short, onAge }: AgeProps) {
  const fresh = nowMs - readAtMs < FRESH_MS;
  const time = timeText(mintedAtMs, nowMs);
  const data = say('search_data_from', { time });
  const words = refreshing ? say('search_data_reading', { time }) : data;
  const age = short ? '' : ageText(readAtMs, nowMs);
  return (
    <button
      type="button"
      class="age"
      title={words}
      aria-label={
        age === ''
          ? say('search_age_label_short', { data: words })
          : say('search_age_label', { age, data: words })
      }
      onClick={() => onAge(data)}
    >
      <i class={`dot${fresh ? '' : ' dot-old'}${refreshing ? ' dot-busy' : ''}`} />
      {age}
    </button>
  );
}
