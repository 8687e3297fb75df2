// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { SearchBox } from '@/components/inventory/SearchBox';
import { CHIPS, SearchChips } from '@/components/inventory/SearchChips';
import { SearchHelp } from '@/components/inventory/SearchHelp';
import { problemText, SearchProblem } from '@/components/inventory/SearchProblem';
import {
  readSuggestionKey,
  SearchSuggestions,
  SUGGESTIONS_ID,
  suggestionId,
} from '@/components/inventory/SearchSuggestions';
import { KEYWORDS } from '@/lib/inventory/search/keywords';
import { parseQuery } from '@/lib/inventory/search/parse-query';
import type { Suggestion } from '@/lib/inventory/search/suggest';
import { button, mount, words } from './mount';

const sentence = (query: string) => {
  const { problem } = parseQuery(query);
  return problem && problemText(problem);
};

describe('the sentence about what cannot be searched for', () => {
  it.each([
    ['is:exotci', 'is:exotci is not a search word. Did you mean is:exotic?'],
    ['pwoer:>4', 'pwoer:>4 is not a search word. Did you mean power:>4?'],
    ['breaker:stagger', 'breaker:stagger is not a search word.'],
    ['tag:favorit', 'tag:favorit is not a search word. Did you mean tag:favorite?'],
    ['power:much', 'power:much needs a number, such as >400 or <=10.'],
    ['is: sunshot', 'is: needs a word after the colon.'],
    ['is:arc or ', 'Something is missing after “or”.'],
    ['"ace', '"ace has an opening quote without a closing one. Did you mean "ace"?'],
    ['/* x', 'The comment has no end. A comment is written /* so */. Did you mean /* x */?'],
    ['is:arc)', 'There is a closing bracket without an opening one.'],
    ['('.repeat(60), 'These are more brackets inside each other than can be searched.'],
    [`foo:${'x'.repeat(60)}`, `foo:${'x'.repeat(36)}… is not a search word.`],
  ])('for %s', (query, expected) => {
    expect(sentence(query)).toBe(expected);
  });

  it('is read aloud politely, and its proposal is one press away', async () => {
    const onTake = vi.fn();
    const { problem } = parseQuery('is:exotci');
    const root = mount(<SearchProblem problem={problem!} onTake={onTake} />);
    expect(root.querySelector('[role="status"]')).not.toBeNull();
    await act(() => button(root, 'Use is:exotic').click());
    expect(onTake).toHaveBeenCalledWith(problem, 'is:exotic');
  });

  it('offers to take a lonely bracket out, and nothing where nothing is near', () => {
    const stray = mount(<SearchProblem problem={parseQuery('is:arc)').problem!} onTake={() => undefined} />);
    expect(button(stray, 'Take it out')).toBeDefined();
    const far = mount(
      <SearchProblem problem={parseQuery('breaker:stagger').problem!} onTake={() => undefined} />,
    );
    expect(far.querySelector('button')).toBeNull();
  });
});

const suggestions: Suggestion[] = ['is:exotic', 'is:equipped', 'is:energy'].map((insert) => ({
  kind: 'value',
  insert,
  help: `About ${insert}`,
  from: 0,
  to: 4,
}));

describe('suggestions', () => {
  it('are a list of options of which one may be marked', () => {
    const root = mount(<SearchSuggestions suggestions={suggestions} active={1} onTake={() => undefined} />);
    const list = root.querySelector('[role="listbox"]');
    expect(list?.id).toBe(SUGGESTIONS_ID);
    expect(list?.getAttribute('aria-label')).toBe('Suggestions');
    const options = [...root.querySelectorAll('[role="option"]')];
    expect(options.map((one) => one.getAttribute('aria-selected'))).toEqual(['false', 'true', 'false']);
    expect(options[1]?.id).toBe(suggestionId(1));
  });

  it('are taken by a press that leaves the focus in the box', async () => {
    const onTake = vi.fn();
    const root = mount(<SearchSuggestions suggestions={suggestions} active={undefined} onTake={onTake} />);
    const option = root.querySelector<HTMLElement>('[role="option"]');
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    option?.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
    await act(() => option?.click());
    expect(onTake).toHaveBeenCalledWith(suggestions[0]);
  });

  it('are no list when there are none', () => {
    const root = mount(<SearchSuggestions suggestions={[]} active={undefined} onTake={() => undefined} />);
    expect(root.children).toHaveLength(0);
  });

  it.each([
    ['Tab', undefined, 4, { kind: 'take', index: 0 }],
    ['Tab', 2, 4, { kind: 'take', index: 2 }],
    ['Enter', undefined, 4, undefined],
    ['Enter', 1, 4, { kind: 'take', index: 1 }],
    // Hits stand below: the arrows walk through them.
    ['ArrowDown', undefined, 4, undefined],
    ['ArrowDown', undefined, 0, { kind: 'mark', active: 0 }],
    ['ArrowDown', 1, 0, { kind: 'mark', active: 2 }],
    ['ArrowDown', 2, 0, { kind: 'mark', active: undefined }],
    ['ArrowUp', undefined, 0, { kind: 'mark', active: 2 }],
    ['ArrowUp', 0, 4, { kind: 'mark', active: undefined }],
    ['Escape', undefined, 0, { kind: 'close' }],
    ['a', 0, 0, undefined],
  ])('read %s on %s with %s hits', (key, active, hits, deed) => {
    expect(readSuggestionKey({ key, shiftKey: false }, { count: 3, active, hits })).toEqual(deed);
  });

  it('leave Shift+Tab to the focus, and every key to the box when there are none', () => {
    expect(
      readSuggestionKey({ key: 'Tab', shiftKey: true }, { count: 3, active: 0, hits: 0 }),
    ).toBeUndefined();
    expect(
      readSuggestionKey({ key: 'Tab', shiftKey: false }, { count: 0, active: undefined, hits: 0 }),
    ).toBeUndefined();
  });
});

describe('chips', () => {
  it('show which terms are asked for, and put them in and out', async () => {
    const onType = vi.fn();
    const root = mount(<SearchChips typed="sunshot is:exotic" onType={onType} />);
    expect(button(root, 'Exotic').getAttribute('aria-pressed')).toBe('true');
    expect(button(root, 'Weapons').getAttribute('aria-pressed')).toBe('false');
    expect(button(root, 'Dupes').title).toBe('is:dupe');
    await act(() => button(root, 'Exotic').click());
    expect(onType).toHaveBeenLastCalledWith('sunshot');
    await act(() => button(root, 'Vault').click());
    expect(onType).toHaveBeenLastCalledWith('is:invault sunshot is:exotic');
  });

  it('are words of the search table, every one', () => {
    for (const word of Object.keys(CHIPS)) expect(parseQuery(`is:${word}`).problem).toBeUndefined();
  });
});

describe('the help page', () => {
  it('lists every word of the table, and every query on it can be searched for', () => {
    const root = mount(<SearchHelp onTry={() => undefined} onClose={() => undefined} />);
    const queries = [...root.querySelectorAll('.search-try')].map((one) => words(one));
    for (const one of KEYWORDS) {
      for (const word of one.words) {
        if (one.kind === 'is') expect(queries).toContain(`is:${word}`);
        else expect(words(root)).toContain(`${word}:`);
      }
    }
    for (const query of queries) expect(parseQuery(query).problem, query).toBeUndefined();
    expect(new Set(queries).size).toBe(queries.length);
  });

  it('tries a pressed example and can be closed', async () => {
    const onTry = vi.fn();
    const onClose = vi.fn();
    const root = mount(<SearchHelp onTry={onTry} onClose={onClose} />);
    await act(() => button(root, 'is:handcannon').click());
    expect(onTry).toHaveBeenCalledWith('is:handcannon');
    await act(() => root.querySelector<HTMLElement>('[aria-label="Close the search words"]')?.click());
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('the box', () => {
  const box = (change: Partial<Parameters<typeof SearchBox>[0]> = {}) =>
    mount(
      <SearchBox
        typed=""
        activeId={undefined}
        expanded={false}
        onType={() => undefined}
        inputRef={null}
        readAtMs={undefined}
        mintedAtMs={undefined}
        onAge={() => undefined}
        refreshing={false}
        nowMs={0}
        {...change}
      />,
    ).querySelector('input')!;

  it('tells the caret with what is typed, and when it only moves', async () => {
    const onType = vi.fn();
    const onCaret = vi.fn();
    const input = box({ onType, onCaret });
    await act(() => {
      input.value = 'is:exo';
      input.setSelectionRange(3, 3);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(onType).toHaveBeenCalledWith('is:exo', 3);
    await act(() => {
      input.setSelectionRange(1, 1);
      input.dispatchEvent(new Event('select', { bubbles: true }));
    });
    expect(onCaret).toHaveBeenLastCalledWith(1);
  });

  it('names the list that is open under it', () => {
    expect(box().getAttribute('aria-haspopup')).toBe('grid');
    const open = box({ controls: SUGGESTIONS_ID, activeId: suggestionId(0) });
    expect(open.getAttribute('aria-controls')).toBe(SUGGESTIONS_ID);
    expect(open.getAttribute('aria-haspopup')).toBe('listbox');
    expect(open.getAttribute('aria-activedescendant')).toBe('suggestion-0');
  });
});
