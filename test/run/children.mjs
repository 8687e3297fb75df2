import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const running = new Set();
let guarded = false;
let interrupting = 0;

/** A locked tool of `node_modules/.bin` as a command line. */
export function tool(name) {
  return [process.execPath, join(ROOT, 'node_modules/.bin', name)];
}

/**
 * Runs a command to its end and gives its exit code. It gets a process group of its own, which is ended with us, so
 * that an interrupted run leaves no browser behind.
 */
export function run([program, ...args], { env = process.env, cwd = ROOT, quiet = false } = {}) {
  guard();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      detached: true,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const said = [];
    child.stdout?.on('data', (part) => said.push(part));
    child.stderr?.on('data', (part) => said.push(part));
    running.add(child);
    child.on('error', (error) => {
      running.delete(child);
      unguard();
      reject(error);
    });
    child.on('close', (code) => {
      running.delete(child);
      end(child, 'SIGKILL');
      if (interrupting === 0) unguard();
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(said));
      if (interrupting !== 0) process.exit(interrupting);
      resolve(code ?? 1);
    });
  });
}

/** Ours only while a child runs: whoever imports this keeps its own manners otherwise. */
function guard() {
  if (guarded) return;
  guarded = true;
  process.on('exit', killAll);
  for (const signal of Object.keys(EXIT_CODES)) process.on(signal, interrupted);
}

function unguard() {
  if (running.size > 0) return;
  guarded = false;
  process.off('exit', killAll);
  for (const signal of Object.keys(EXIT_CODES)) process.off(signal, interrupted);
}

function killAll() {
  for (const child of running) end(child, 'SIGKILL');
}

function interrupted(signal) {
  interrupting = EXIT_CODES[signal];
  for (const child of running) end(child, 'SIGTERM');
  // Two seconds for browsers to close their profiles; the exit handler ends whoever is left.
  setTimeout(() => process.exit(interrupting), 2000);
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already, which is what was wanted.
  }
}
