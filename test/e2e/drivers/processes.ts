import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A browser process that does not outlive us. */
export interface Program {
  exited: boolean;
  /** What it wrote last, for the message when it does not start. */
  lastWords(): string;
  /** Asks it to end, and ends it when it does not within `graceMs`. */
  end(graceMs?: number): Promise<void>;
}

/** Starts a program with its output kept back. */
export function startProgram(path: string, args: readonly string[], env?: NodeJS.ProcessEnv): Program {
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(env === undefined ? {} : { env }),
  });
  running.add(child);
  let words = '';
  const hear = (part: Buffer): void => {
    words = (words + part).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const program: Program = {
    exited: false,
    lastWords: () => words,
    async end(graceMs = 3000) {
      if (program.exited) return;
      child.kill('SIGTERM');
      await Promise.race([gone, wait(graceMs)]);
      child.kill('SIGKILL');
      await gone;
    },
  };
  const gone = new Promise<void>((resolve) => {
    const done = (): void => {
      program.exited = true;
      running.delete(child);
      resolve();
    };
    child.once('exit', done);
    child.once('error', (error) => {
      words += String(error);
      done();
    });
  });
  return program;
}
