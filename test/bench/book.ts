import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One measured row. `ratio` is ours over the alternative's, of the same run; `budget` is the largest good ratio. */
export interface BenchRow {
  id: string;
  value: number;
  unit: string;
  alternative: string;
  ratio: number | null;
  budget: string;
  ok: boolean;
}

export class BenchBook {
  readonly rows: BenchRow[] = [];

  add(row: BenchRow): void {
    this.rows.push(row);
    const ratio = row.ratio === null ? '' : `  ratio ${row.ratio.toFixed(3)}`;
    console.log(
      `${row.ok ? 'ok  ' : 'OVER'} ${row.id.padEnd(28)} ${row.value.toFixed(1).padStart(9)} ${row.unit}${ratio}  (${row.budget}; ${row.alternative})`,
    );
  }

  save(file: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(this.rows, null, 2)}\n`);
  }
}

/** The middle of several measurements: one slow run on a shared machine decides nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
