import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT, run, tool } from './children.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** A stage that is one or more commands; it counts only when it fails. */
export function commands(name, ...lines) {
  return {
    name,
    async work() {
      for (const line of lines) {
        if ((await run(line)) !== 0) return { ...NOTHING, failed: 1 };
      }
      return NOTHING;
    },
  };
}

/** A stage that is a function; throwing is its way to fail. */
export function task(name, work) {
  return {
    name,
    async work() {
      await work();
      return NOTHING;
    },
  };
}

/** A stage of vitest projects. `extra` arguments narrow it; then finding no test is a failure. */
export function vitest(name, projects, extra = []) {
  return {
    name,
    async work() {
      const report = join(ROOT, '.output/test', `${name.replaceAll(/\W+/g, '-')}.json`);
      mkdirSync(join(ROOT, '.output/test'), { recursive: true });
      rmSync(report, { force: true });
      const code = await run([
        ...tool('vitest'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...(extra.length > 0 ? extra : ['--passWithNoTests']),
      ]);
      return count(report, code);
    },
  };
}

/** Runs stages until one fails, tells the time of each, and ends the process with the line `N passed, N failed`. */
export async function runStages(stages) {
  const total = { ...NOTHING };
  const told = [];
  const broken = [];
  for (const { name, work } of stages) {
    console.log(`\n=== ${name}`);
    const since = Date.now();
    const done = await work().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return { ...NOTHING, failed: 1 };
    });
    for (const key of Object.keys(total)) total[key] += done[key];
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    told.push(`${done.failed > 0 ? 'FAILED' : 'ok    '}  ${seconds.padStart(7)} s  ${name}`);
    broken.push(...(done.broken ?? []));
    if (done.failed > 0) break;
  }
  console.log(`\n${told.join('\n')}`);
  for (const line of broken) console.log(line);
  const left = stages.length - told.length;
  if (left > 0) console.log(`not run: ${left} of ${stages.length} stages`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function count(report, code) {
  const read = readReport(report);
  // A file that does not load, or a promise nobody awaited, fails the run without failing a test.
  const silent = read.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = read.numFailedTests + silent;
  return {
    passed: read.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
    broken: read.testResults.flatMap(brokenIn),
  };
}

/** One short line for each failed test: where only the end of a log is kept, it says what to look for. */
function brokenIn(file) {
  const where = relative(ROOT, file.name);
  const tests = file.assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0) return file.status === 'failed' ? [`broken: ${where}: ${short(file.message)}`] : [];
  return tests.map((test) => `broken: ${where}: ${test.fullName}\n        ${short(test.failureMessages[0])}`);
}

function short(message = '') {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').slice(0, 300);
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // vitest died before it wrote one; its exit code still counts.
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
