// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NameSource, type NameSourceDeps } from '../../../entrypoints/dgg.content/name-source';
import { fail, ok } from '../../../lib/base/outcome';
import type { Spotter } from '../../../lib/chat/spot-names';
import { type CardSettings, cardSettings, concernsCards } from '../../../lib/messages/card-settings';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';
import { nameIndexOf } from '../builders/name-index-of';

const USUAL = cardSettings(INITIAL_SETTINGS);
let source: NameSource | undefined;

afterEach(() => {
  source?.stop();
  vi.useRealTimers();
});

function open(change: Partial<NameSourceDeps> = {}) {
  const used: (Spotter | undefined)[] = [];
  const opens: string[] = [];
  source = new NameSource({
    names: async () => ok({ unchanged: false, index: nameIndexOf(['Sunshot', 'Telesto', 'Ace of Spades']) }),
    settings: async () => ok(USUAL),
    use: (spotter) => used.push(spotter),
    opens: (how) => opens.push(how),
    ...change,
  });
  source.watch();
  const found = (text: string) =>
    used
      .at(-1)?.(text)
      .map(({ name }) => name);
  return { source, used, opens, found };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('names of a page', () => {
  it('are used once names and settings are known', async () => {
    const { found, opens } = open();
    await settled();
    expect(found('my sunshot')).toEqual(['Sunshot']);
    expect(opens).toEqual(['hover']);
  });

  it('are not used before it is known what the reader wants marked, and asked for again', async () => {
    vi.useFakeTimers();
    let tries = 0;
    const { used, found } = open({
      settings: async () => {
        tries += 1;
        return tries < 3 ? fail('no-reply') : ok(USUAL);
      },
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(used).toEqual([]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(found('sunshot')).toEqual(['Sunshot']);
    expect(tries).toBe(3);
  });

  it('follow the settings: own nicknames, words that are no items, nothing at all', async () => {
    const { source: names, found, used } = open();
    await settled();
    const change = (settings: Partial<CardSettings>) => names.changed({ ...USUAL, ...settings });
    change({ nicknames: [['Shooty', 'Telesto']] });
    expect(found('get shooty')).toEqual(['Telesto']);
    change({ notItems: ['Sunshot'] });
    expect(found('my Sunshot and [[Sunshot]]')).toEqual(['Sunshot']);
    change({ mode: 'off' });
    expect(used.at(-1)).toBeUndefined();
    const before = used.length;
    change({ mode: 'off' });
    expect(used).toHaveLength(before);
  });
});

describe('what chat pages are told of settings', () => {
  it('is about cards and nothing else', () => {
    expect(Object.keys(USUAL).sort()).toEqual(['mode', 'nicknames', 'notItems', 'opens', 'others']);
    expect(concernsCards({ mutedNicks: ['Normie'] })).toBe(false);
    expect(concernsCards({ notItems: [] })).toBe(true);
  });

  it('is that nothing is marked where no card opens', () => {
    expect(cardSettings({ ...INITIAL_SETTINGS, cardOpens: 'off' }).mode).toBe('off');
  });
});
