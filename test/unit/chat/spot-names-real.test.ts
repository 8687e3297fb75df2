import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeSpotter } from '../../../lib/chat/spot-names';

const ROOT = new URL('../../../', import.meta.url).pathname;
const DATA = resolve(ROOT, process.env.VAULT_COURIER_DATA ?? '../shared/data');
const FILES = [
  'dgg/chat-2016-02-07.jsonl.gz',
  'dgg/d2-notes.jsonl.gz',
  'manifest/items-named-2026-06-29.json.gz',
];
const ready = FILES.every((file) => existsSync(join(DATA, file)));

interface NamedItem {
  displayProperties: { name: string };
  itemType: number;
}

const text = (file: string): string => gunzipSync(readFileSync(join(DATA, file))).toString();
const rows = <T>(file: string): T[] =>
  text(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

function realSpotter() {
  const { items } = JSON.parse(text('manifest/items-named-2026-06-29.json.gz')) as {
    items: Record<string, NamedItem>;
  };
  const gear = new Set<string>();
  const others = new Set<string>();
  for (const { displayProperties, itemType } of Object.values(items)) {
    const name = displayProperties.name.trim();
    if (name !== '') (itemType === 2 || itemType === 3 ? gear : others).add(name);
  }
  return makeSpotter({ generation: 'real', gear: [...gear].join('\n'), others: [...others].join('\n') });
}

describe.runIf(ready)('with every name of the game', () => {
  it('makes a card of at most one ordinary chat line in four thousand', () => {
    const spot = realSpotter();
    const lines = rows<{ data: string }>('dgg/chat-2016-02-07.jsonl.gz');
    const since = performance.now();
    // The game came a year after these lines: every hit is false.
    const hits = lines.filter(({ data }) => spot(data).length > 0);
    const micros = ((performance.now() - since) * 1000) / lines.length;
    console.log(
      `false cards: ${hits.length} of ${lines.length} lines, 1 in ${Math.round(lines.length / hits.length)}; ${micros.toFixed(2)} µs a line`,
    );
    expect(hits.length).toBeLessThanOrEqual(lines.length / 4_000);
  });

  it('finds at least 94 of 100 names as players write them', () => {
    const spot = realSpotter();
    let wanted = 0;
    let found = 0;
    for (const { text: line, gear } of rows<{ text: string; gear: string[] }>('dgg/d2-notes.jsonl.gz')) {
      const names = new Set(spot(line).map((mention) => mention.name));
      wanted += gear.length;
      found += gear.filter((name) => names.has(name)).length;
    }
    console.log(`recall: ${found} of ${wanted}, ${((found * 100) / wanted).toFixed(1)} %`);
    expect(found / wanted).toBeGreaterThanOrEqual(0.94);
  });
});
