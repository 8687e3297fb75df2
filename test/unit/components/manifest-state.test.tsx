// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ManifestState, manifestInWords, newsInWords } from '../../../components/session/ManifestState';
import type { ManifestView } from '../../../lib/messages/views';
import { mount } from './mount';

const NOW = Date.parse('2026-11-28T15:00:00');
const READ: ManifestView = {
  generation: 'p',
  items: 57_439,
  importedAtMs: NOW - 3_600_000,
  checkedAtMs: NOW,
};

function show(manifest: ManifestView) {
  const asked: boolean[] = [];
  const root = mount(
    <ManifestState manifest={manifest} nowMs={NOW} onCheck={(rebuild) => asked.push(rebuild)} />,
  );
  return { root, asked };
}

describe('the state of the item list', () => {
  it('says what is in use, in which language, and when Bungie was last asked', () => {
    expect(manifestInWords(READ, NOW)).toMatch(/^57,439 items, read at .+\. Checked at .+\.$/);
    expect(manifestInWords({ ...READ, language: 'de' }, NOW)).toContain('items in German');
    expect(manifestInWords({ ...READ, language: 'zh-cht' }, NOW)).toContain('in Traditional Chinese');
    expect(manifestInWords({}, NOW)).toBe('Not read yet.');
  });

  it.each([
    [{ added: 312, changed: 0, gone: 0 }, 'The last update brought 312 new items.'],
    [
      { added: 1, changed: 4_000, gone: 2 },
      'The last update brought 1 new item, changed 4,000, and took 2 away.',
    ],
    [{ added: 0, changed: 1, gone: 0 }, 'The last update changed 1 item.'],
    [{ added: 0, changed: 0, gone: 3 }, 'The last update took 3 items away.'],
    [{ added: 0, changed: 0, gone: 0 }, 'The last update changed no item.'],
  ])('tells news in words', (news, words) => {
    expect(newsInWords({ news })).toBe(words);
  });

  it('shows how far a reading is, and lets nobody begin another one meanwhile', () => {
    const work = { phase: 'downloading', done: 42_000_000, total: 107_000_000 } as const;
    const { root } = show({ ...READ, work });
    expect(root.querySelector('[role=status]')?.textContent).toContain('42 of 107 MB');
    expect([...root.querySelectorAll('button')].every((one) => one.disabled)).toBe(true);
  });

  it('says what went wrong, and which language is missing', () => {
    const { root } = show({
      ...READ,
      missingLanguage: 'ko',
      problem: { code: 'definitions-foreign', facts: {} },
    });
    expect(root.textContent).toContain('no list in Korean');
    expect(root.querySelector('.problem')?.textContent).toContain('no Destiny 2 item list');
  });

  it('checks, or reads anew, on a press', () => {
    const { root, asked } = show(READ);
    for (const one of root.querySelectorAll('button')) one.click();
    expect(asked).toEqual([false, true]);
  });
});
