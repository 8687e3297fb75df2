import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareText } from '@/lib/chat/share-text';
import { makeSpotter } from '@/lib/chat/spot-names';
import { foldName } from '@/lib/items/fold-name';
import { nameIndexOf } from '../builders/name-index-of';

const NAMES = [
  'Sunshot',
  'Duke Mk. 44',
  'IKELOS_SG_v1.0.3',
  'Candescent Mark (Unkindled)',
  'First In, Last Out',
  'Izanagi’s Burden',
  'Xûr',
  'Lumina: Echo',
  'D.A.R.C.I.',
];
const spot = makeSpotter(nameIndexOf(NAMES));
const perk = fc.oneof(
  fc.constantFrom('Rampage', 'Kill Clip', 'Moving Target', 'Headseeker', "Dragon's Breath"),
  fc.string({ maxLength: 30 }),
);

describe('a shared item', () => {
  it.each([
    ['Sunshot', [], '[[Sunshot]]'],
    ['Duke Mk. 44', ['Rampage', 'Kill Clip'], '[[Duke Mk. 44: Rampage, Kill Clip]]'],
    ['Izanagi’s Burden', [], "[[Izanagi's Burden]]"],
    ['Lumina: Echo', ['Rampage'], '[[Lumina: Echo]]'],
    ['odd ]] name', ['Rampage'], 'odd ]] name'],
  ])('%s with %j is %s', (name, perks, text) => {
    expect(shareText(name, perks)).toBe(text);
  });

  it('is read back as the same item with the same perks, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(perk, { maxLength: 12 }), (name, perks) => {
        const text = shareText(name, perks);
        expect(text.length).toBeLessThanOrEqual(180);
        expect(text).not.toContain('\n');
        const [mention, ...more] = spot(`try ${text} please`);
        expect(more).toEqual([]);
        expect(mention).toMatchObject({ name, known: true, bracketed: true });
        // Every perk that is read was given, in its order; and those that can be written are all there.
        const given = perks.map((one) =>
          one
            .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
            .replace(/\s+/g, ' ')
            .trim(),
        );
        let at = -1;
        for (const read of mention?.perks ?? []) {
          at = given.indexOf(read, at + 1);
          expect(at).toBeGreaterThanOrEqual(0);
        }
        const plain = given.filter((one) => /^[\w' ]{1,15}$/.test(one)).slice(0, 4);
        if (!name.includes(':') && given.length === plain.length) expect(mention?.perks).toEqual(plain);
      }),
    );
  });

  it('means the same after somebody else’s typing: case and accents do not matter', () => {
    for (const name of NAMES) {
      const [mention] = spot(shareText(name).toUpperCase());
      expect(foldName(mention?.name ?? '')).toBe(foldName(name));
    }
  });
});
