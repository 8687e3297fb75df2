import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TourEntry {
  step: string;
  ok: boolean;
  ms: number;
  note: string;
}

/** Runs named steps one after another, each with a picture and a line; stops at the first that fails. */
export class TourBook {
  readonly entries: TourEntry[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** `run` gives a note; `picture` saves what is on screen, also when the step failed. */
  async step(
    name: string,
    run: () => Promise<string>,
    picture: (file: string) => Promise<unknown>,
  ): Promise<void> {
    if (this.failed) return;
    const started = performance.now();
    let ok = true;
    let note: string;
    try {
      note = await run();
    } catch (error) {
      ok = false;
      note = error instanceof Error ? error.message : String(error);
    }
    const ms = Math.round(performance.now() - started);
    const file = join(this.#folder, `${String(this.entries.length + 1).padStart(2, '0')}-${name}.png`);
    try {
      await picture(file);
    } catch (error) {
      note += ` (no picture: ${error instanceof Error ? error.message : String(error)})`;
      ok = false;
    }
    this.entries.push({ step: name, ok, ms, note });
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(20)} ${String(ms).padStart(6)} ms  ${note}`);
    this.save();
  }

  get failed(): boolean {
    return this.entries.some((entry) => !entry.ok);
  }

  save(): void {
    writeFileSync(join(this.#folder, 'tour.json'), `${JSON.stringify(this.entries, null, 2)}\n`);
  }
}
