import { ensureBuilt } from './build.mjs';
import { tool } from './children.mjs';
import { commands, runStages, task, vitest } from './stages.mjs';

const asked = process.argv.slice(2);

const builds = task('builds for the simulators', ensureBuilt);

/** `npm test` runs everything; `npm test -- <arguments of vitest>` runs those tests only. */
const stages =
  asked.length > 0
    ? [builds, vitest('chosen tests', asked.includes('--project') ? [] : ['unit', 'house', 'e2e'], asked)]
    : [
        commands('format and lint', [...tool('biome'), 'check', '.']),
        commands('types', [...tool('wxt'), 'prepare'], [...tool('tsc'), '--noEmit']),
        builds,
        vitest('unit and house', ['unit', 'house']),
        vitest('e2e', ['e2e']),
      ];

await runStages(stages);
