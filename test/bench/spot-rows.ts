import { makeListener, makeSpotter, type Spotter } from '../../lib/chat/spot-names';
import type { NameIndex } from '../../lib/items/item-definition';
import type { BenchBook } from './book';
import { falseLines, recall, spotData } from './spot-quality';

interface Case {
  id: string;
  what: string;
  spot: Spotter;
  /** Most false lines among so many, and least recall: as typed and in lower case. Without one nothing is promised. */
  oneFalseIn?: number;
  typed?: number;
  lower?: number;
}

/**
 * How often names are marked that nobody meant, and how many of those that players wrote are found, by mode and against
 * whole-word search in any case. Needs the real texts.
 */
export function spotRows(index: NameIndex, book: BenchBook): void {
  const data = spotData();
  if (data === undefined) return;
  const { chat, notes } = data;
  const names = new Map(index.gear.split('\n').map((name) => [plain(name), name]));
  const anywhere = anyCaseSearch(names);
  const theirs = falseLines(anywhere, chat).length;
  const cases: Case[] = [
    { id: 'normal', what: 'normal', spot: makeSpotter(index), oneFalseIn: 4_000, typed: 0.94, lower: 0.8 },
    { id: 'strict', what: 'strict', spot: makeSpotter(index, { mode: 'strict' }), oneFalseIn: 25_000 },
    {
      id: 'listening',
      what: 'normal, strict while the talk is of other things',
      spot: makeListener(index),
      oneFalseIn: 4_000,
      typed: 0.94,
      lower: 0.8,
    },
    {
      id: 'others',
      what: 'normal, other things than gear too',
      spot: makeSpotter(index, { others: true }),
      oneFalseIn: 4_000,
    },
    { id: 'brackets', what: 'brackets', spot: makeSpotter(index, { mode: 'brackets' }), oneFalseIn: 25_000 },
  ];
  for (const { id, what, spot, oneFalseIn, typed, lower } of cases) {
    const ours = falseLines(spot, chat).length;
    const most = oneFalseIn === undefined ? chat.length : chat.length / oneFalseIn;
    book.add({
      id: `spot-false-${id}`,
      value: ours,
      unit: `of ${chat.length} lines`,
      alternative: `whole words in any case: ${theirs} lines`,
      ratio: ours / theirs,
      budget: `${what}: <= ${most.toFixed(1)} lines`,
      ok: ours <= most,
    });
    addRecall(`spot-recall-${id}`, what, recall(spot, notes), recall(anywhere, notes), typed);
    const small = (text: string): string => text.toLowerCase();
    addRecall(
      `spot-recall-${id}-lower`,
      what,
      recall(spot, notes, small),
      recall(anywhere, notes, small),
      lower,
    );
  }

  function addRecall(id: string, what: string, ours: number, ideal: number, least: number | undefined): void {
    book.add({
      id,
      value: ours * 100,
      unit: '% found',
      alternative: `whole words in any case: ${(ideal * 100).toFixed(1)} %`,
      ratio: ours / ideal,
      budget: least === undefined ? `${what}: told, not promised` : `${what}: >= ${least * 100} %`,
      ok: least === undefined || ours >= least,
    });
  }
}

/** What anybody would write first: each run of words looked up, longest first. */
function anyCaseSearch(names: ReadonlyMap<string, string>): Spotter {
  const longest = Math.max(...[...names.keys()].map((name) => name.split(' ').length));
  return (text) => {
    const words = plain(text).split(' ');
    const found: ReturnType<Spotter> = [];
    for (let first = 0; first < words.length; first += 1) {
      for (let count = Math.min(longest, words.length - first); count > 0; count -= 1) {
        const name = names.get(words.slice(first, first + count).join(' '));
        if (name === undefined) continue;
        found.push({ start: 0, end: 0, name, said: name, known: true, bracketed: false, perks: [] });
        first += count - 1;
        break;
      }
    }
    return found;
  };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
