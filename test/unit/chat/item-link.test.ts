import { expect, it } from 'vitest';
import { itemOfLink } from '@/lib/chat/item-link';

it.each([
  ['https://www.light.gg/db/items/1363886209/gjallarhorn/', 1363886209],
  ['https://light.gg/db/items/1363886209', 1363886209],
  ['http://www.light.gg/db/de/items/1363886209/x?a=b#c', 1363886209],
  ['https://www.light.gg/db/items/4294967296/too-large', undefined],
  ['https://www.light.gg/db/items/0/', undefined],
  ['https://www.light.gg/db/items/12x/', undefined],
  ['https://www.light.gg/db/perks/1363886209/', undefined],
  ['https://light.gg.evil.example/db/items/1363886209/', undefined],
  ['https://evil.example/?u=https://www.light.gg/db/items/1363886209/', undefined],
  ['https://user@evil.example/light.gg/db/items/1363886209/', undefined],
  ['javascript:alert("light.gg/db/items/1")', undefined],
  ['not an address light.gg/db/items/1', undefined],
  ['', undefined],
])('%s is about %s', (href, hash) => {
  expect(itemOfLink(href)).toBe(hash);
});
