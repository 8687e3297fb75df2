import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeCard } from '@/lib/chat/place-card';

const FRAME = { width: 300, height: 600 };
const CARD = { width: 288, height: 300 };
const name = (top: number, left = 100) => ({ left, top, width: 60, height: 20 });

it('goes above its name where there is room, else below', () => {
  expect(placeCard(name(400), CARD, FRAME)).toEqual({ x: 6, y: 94 });
  expect(placeCard(name(50), CARD, FRAME)).toEqual({ x: 6, y: 76 });
});

it('is centred over its name, and never leaves a frame it fits into', () => {
  expect(placeCard(name(400, 400), { width: 100, height: 50 }, { width: 800, height: 600 })).toEqual({
    x: 380,
    y: 344,
  });
  const size = fc.integer({ min: 1, max: 1_200 });
  fc.assert(
    fc.property(size, size, size, size, size, size, (left, top, width, height, frameWidth, frameHeight) => {
      const frame = { width: frameWidth, height: frameHeight };
      const { x, y } = placeCard({ left, top, width: 40, height: 20 }, { width, height }, frame);
      expect(x).toBeGreaterThanOrEqual(6);
      expect(y).toBeGreaterThanOrEqual(6);
      if (width + 12 <= frameWidth) expect(x + width).toBeLessThanOrEqual(frameWidth - 6);
      if (height + 12 <= frameHeight) expect(y + height).toBeLessThanOrEqual(frameHeight - 6);
    }),
  );
});

it('does not cover its name while there is room on one side', () => {
  const size = fc.integer({ min: 0, max: 580 });
  fc.assert(
    fc.property(size, (top) => {
      const at = name(top);
      const { y } = placeCard(at, { width: 288, height: 250 }, FRAME);
      expect(y + 250 <= at.top || y >= at.top + at.height).toBe(true);
    }),
  );
});
