import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, ROOT, text } from '../../house/tree';
import { FAULTS as BUNGIE } from '../../sim/bungie/platform-faults';
import { FAULTS as DGG } from '../../sim/dgg/dgg-sim';

// Tables that tests run through arm faults too.
const tests = files(/^test\/(?:unit|e2e|long)\/.*\.tsx?$/);

describe.each([
  ['bungie', BUNGIE],
  ['dgg', DGG],
] as const)('each fault of the %s simulator', (name, faults) => {
  const readme = readFileSync(join(ROOT, `test/sim/${name}/README.md`), 'utf8');

  it.each([...faults])('%s stands in README and is armed by a test', (fault) => {
    expect(readme).toContain(`\`${fault}\``);
    expect(tests.some((file) => text(file).includes(`'${fault}'`))).toBe(true);
  });
});
