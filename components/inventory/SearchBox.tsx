import type { Ref } from 'preact';
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
  refreshing: boolean;
  nowMs: number;
}

/** Room for the long searches people pass around. */
const LONGEST_QUERY = 2000;

/** Where everything begins: typing filters, Enter pulls. Its right end tells the age of what is shown. */
export function SearchBox(props: SearchBoxProps) {
  const { typed, activeId, expanded, controls = 'hits', onType, onCaret, inputRef } = props;
  const { readAtMs, refreshing, nowMs } = props;
  return (
    <div class="search">
      <Icon name="search" size={14} />
      <input
        ref={inputRef}
        class="search-input"
        type="text"
        role="combobox"
        aria-label="Search your items"
        aria-expanded={expanded}
        aria-controls={controls}
        aria-haspopup={controls === 'hits' ? 'grid' : 'listbox'}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder="Search, or is:exotic power:>400"
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
          <kbd>Enter</kbd> pull <kbd>⇧Enter</kbd> equip
        </span>
      )}
      {readAtMs !== undefined && (
        <Age readAtMs={readAtMs} refreshing={refreshing} nowMs={nowMs} short={expanded} />
      )}
    </div>
  );
}

function caretOf(input: HTMLInputElement): number {
  return input.selectionEnd ?? input.value.length;
}

interface AgeProps {
  readAtMs: number;
  refreshing: boolean;
  nowMs: number;
  /** Only the dot: the line is needed for something else. */
  short: boolean;
}

function Age({ readAtMs, refreshing, nowMs, short }: AgeProps) {
  const fresh = nowMs - readAtMs < FRESH_MS;
  const words = `Your items as of ${timeText(readAtMs, nowMs)}${refreshing ? ', reading them anew' : ''}`;
  return (
    <span class="age" title={words}>
      <i class={`dot${fresh ? '' : ' dot-old'}${refreshing ? ' dot-busy' : ''}`} />
      {!short && ageText(readAtMs, nowMs)}
    </span>
  );
}
