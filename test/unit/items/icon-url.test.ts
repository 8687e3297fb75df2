import { expect, it } from 'vitest';
import { iconUrl } from '../../../lib/items/icon-url';

it.each([
  ['/common/destiny2_content/icons/a.jpg', 'https://www.bungie.net/common/destiny2_content/icons/a.jpg'],
  ['/img/misc/missing_icon_d2.png', 'https://www.bungie.net/img/misc/missing_icon_d2.png'],
])('gives the address of %s', (path, address) => {
  expect(iconUrl(path)).toBe(address);
});

it.each([
  undefined,
  '',
  '//evil.example/x.png',
  '/\\evil.example/x.png',
  '/common/destiny2_content/../../evil.png',
  '/img/../secret',
  '/en/Legal',
  'https://evil.example/common/destiny2_content/x.png',
  'javascript:alert(1)',
  'data:image/png;base64,x',
  'common/destiny2_content/x.png',
])('has no address for %s', (path) => {
  expect(iconUrl(path)).toBeUndefined();
});
