// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PressGuard } from '../../../entrypoints/dgg.content/press-guard';

let tell: (visible: boolean | undefined) => void = () => undefined;
let watched = 0;

beforeEach(() => {
  vi.useFakeTimers();
  watched = 0;
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: object[]) => void, options: object) {
        expect(options).toMatchObject({ trackVisibility: true, delay: 100 });
        tell = (isVisible) => callback([isVisible === undefined ? {} : { isVisible }]);
      }
      observe(): void {
        watched += 1;
      }
      disconnect(): void {
        watched -= 1;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('lets no press through on a card that was not there for 300 ms, nor on buttons that have just come', () => {
  const guard = new PressGuard(document.createElement('div'));
  expect(guard.refusal()).toContain('too quick');
  vi.advanceTimersByTime(299);
  expect(guard.refusal()).toContain('too quick');
  vi.advanceTimersByTime(1);
  expect(guard.refusal()).toBeUndefined();
  guard.restart();
  expect(guard.refusal()).toContain('too quick');
});

it('lets none through on a card that the browser says is covered, and all where it does not say', () => {
  const guard = new PressGuard(document.createElement('div'));
  vi.advanceTimersByTime(1_000);
  tell(undefined);
  expect(guard.refusal()).toBeUndefined();
  tell(false);
  expect(guard.refusal()).toContain('lies over this card');
  tell(true);
  expect(guard.refusal()).toBeUndefined();
});

it('stops looking when the card goes', () => {
  const guard = new PressGuard(document.createElement('div'));
  expect(watched).toBe(1);
  guard.stop();
  expect(watched).toBe(0);
});
