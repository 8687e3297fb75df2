import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Emote, nickColour, splitEmotes } from '../../../lib/chat/looks';
import { readEmotes, readFlairs } from '../../../lib/chat/read-looks';
import { dataDir } from '../../world/data-dir';

const image = {
  url: 'https://cdn.destiny.gg/emotes/BigPog.png',
  name: 'x',
  mime: 'image/png',
  width: 30,
  height: 28,
};

describe('emotes', () => {
  it('are read with their picture', () => {
    expect(
      readEmotes([{ prefix: 'BigPog', creator: null, twitch: false, theme: 1, image: [image] }]),
    ).toEqual([{ prefix: 'BigPog', url: image.url, width: 30, height: 28 }]);
  });

  it.each([
    ['no list', 7],
    ['no picture', [{ prefix: 'BigPog', image: [] }]],
    ['a name with markup', [{ prefix: '<b>', image: [image] }]],
    ['a sprite strip', [{ prefix: 'BigPog', image: [{ ...image, width: 1_200 }] }]],
    ['another host', [{ prefix: 'BigPog', image: [{ ...image, url: 'https://evil.example/x.png' }] }]],
    [
      'a host that looks like it',
      [{ prefix: 'BigPog', image: [{ ...image, url: 'https://cdn.destiny.gg@evil.example/x.png' }] }],
    ],
    ['no TLS', [{ prefix: 'BigPog', image: [{ ...image, url: 'http://cdn.destiny.gg/x.png' }] }]],
    ['a script', [{ prefix: 'BigPog', image: [{ ...image, url: 'javascript:alert(1)' }] }]],
  ])('with %s are left out', (_name, list) => {
    expect(readEmotes(list)).toEqual([]);
  });

  it('are whole words between white space, in their own case, and nothing of the text is lost', () => {
    const pog: Emote = { prefix: 'BigPog', url: image.url, width: 30, height: 28 };
    const emotes = new Map([[pog.prefix, pog]]);
    expect(splitEmotes('so BigPog  BigPog\nnow', emotes)).toEqual(['so ', pog, '  ', pog, '\nnow']);
    for (const text of ['', 'bigpog', 'BigPogs', '"BigPog"', 'constructor __proto__'])
      expect(splitEmotes(text, emotes)).toEqual(text === '' ? [] : [text]);
  });
});

describe('a nick', () => {
  const flairs = readFlairs([
    { label: 'Sub', name: 'subscriber', hidden: true, priority: 10, color: '#4FB1F4', image: [] },
    { label: 'Mod', name: 'moderator', hidden: true, priority: 1, color: '#e79a4a', image: [null] },
    { label: 'First', name: 'protected', hidden: true, priority: 0, color: '', image: [] },
    { label: 'Bad', name: 'bad', hidden: true, priority: 0, color: 'url(x)', image: [] },
  ]);
  it('has the colour of its first flair that has one', () => {
    expect(nickColour(['subscriber', 'moderator', 'protected'], flairs)).toBe('#e79a4a');
    expect(nickColour(['subscriber'], flairs)).toBe('#4fb1f4');
    expect(nickColour(['protected', 'bad', 'flair99'], flairs)).toBeUndefined();
  });
});

const dir = dataDir();
it.skipIf(dir === undefined)('the lists of the real CDN are read but for strips', () => {
  const list = (file: string): unknown => JSON.parse(readFileSync(join(dir ?? '', 'dgg', file), 'utf8'));
  expect(readEmotes(list('emotes-2023.json')).length).toBeGreaterThan(150);
  expect(readFlairs(list('flairs-2023.json')).filter(({ colour }) => colour).length).toBeGreaterThan(10);
});
