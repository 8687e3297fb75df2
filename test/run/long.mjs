import { ensureBuilt } from './build.mjs';
import { runStages, task, vitest } from './stages.mjs';

/** What takes minutes by nature. `npm run test:long -- <arguments of vitest>` narrows it. */
await runStages([
  task('builds for the simulators', ensureBuilt),
  vitest('long', ['long'], process.argv.slice(2)),
]);
