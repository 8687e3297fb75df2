import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// vitest 5 prints failures with Map.groupBy, which Node 20 lacks; without this a red test shows as a crash.
Map.groupBy ??= <K, V>(values: Iterable<V>, keyOf: (value: V, index: number) => K): Map<K, V[]> => {
  const groups = new Map<K, V[]>();
  let index = 0;
  for (const value of values) {
    const key = keyOf(value, index++);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
};

const here = new URL('.', import.meta.url).pathname;

/** Journeys that go through many cases of one kind: minutes by nature, so they run with the long ones. */
const SWEEPS = [
  'test/e2e/kill-*.test.ts',
  'test/e2e/popup-faces.test.ts',
  'test/e2e/bad-answers.test.ts',
  'test/e2e/settings-effects.test.ts',
  'test/e2e/sign-in-*.test.ts',
  'test/e2e/pseudo-words.test.ts',
];

/** Three rings: pure and adapter tests, tests of the house, journeys in real browsers. */
export default defineConfig({
  resolve: { alias: { '@': here } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    setupFiles: ['./test/run/speak-english.ts'],
    // vitest leaves one processor free, which on two of them is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // The linter and web-ext run in some of them, on machines that do other things too.
        test: { name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: SWEEPS,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          retry: 0,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts', ...SWEEPS],
          testTimeout: 900_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
