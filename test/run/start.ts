import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDemo } from './demo';
import { runTour } from './tour';

/*
 * `npm start`: the product in a browser, signed in to simulators, or against the live services when `.env` has keys.
 * Without a display, or with `--tour`, the main job is driven without a window.
 */

const ROOT = new URL('../..', import.meta.url).pathname;

function hasKeys(): boolean {
  const file = join(ROOT, '.env');
  return existsSync(file) && /^WXT_BUNGIE_API_KEY=\S+/m.test(readFileSync(file, 'utf8'));
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

const tour = process.argv.includes('--tour') || !hasDisplay();
if (tour) {
  const ok = await runTour();
  console.log(
    ok ? '\nThe tour passed. Pictures: .output/tour' : '\nThe tour FAILED. See .output/tour/tour.json',
  );
  // Playwright's handlers would keep the process alive.
  process.exit(ok ? 0 : 1);
}
await openDemo({ live: hasKeys() });
process.exit(0);
