import type { Hash } from '../base/ids';
import { foldName } from './fold-name';
import type { NameHashes, NameIndex } from './item-definition';

/** So many that one of them, with some 300 names, is read in a millisecond. */
export const NAME_BUCKETS = 64;

/** Names as they are compared (`foldName`), each with its definition, and with all of them where gear has several of that name. */
export type NameBucket = [folded: string, hash: Hash, printings?: readonly Hash[]][];

/** The bucket in which a folded name lies: 0 up to 63 (FNV-1a). */
export function bucketOf(folded: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < folded.length; at += 1) sum = Math.imul(sum ^ folded.charCodeAt(at), 0x01000193);
  return (sum >>> 0) % NAME_BUCKETS;
}

/** All names of an index in their buckets. Where a material shares a gun's name, chat means the gun. */
export function bucketNames({ names, hashes }: { names: NameIndex; hashes: NameHashes }): NameBucket[] {
  const buckets: NameBucket[] = Array.from({ length: NAME_BUCKETS }, () => []);
  const known = new Set<string>();
  const add = (text: string, list: readonly Hash[]): void => {
    if (text === '') return;
    for (const [line, name] of text.split('\n').entries()) {
      const hash = list[line];
      const folded = foldName(name);
      if (hash === undefined || known.has(folded)) continue;
      known.add(folded);
      const several = hashes.printings?.[name];
      buckets[bucketOf(folded)]?.push(several === undefined ? [folded, hash] : [folded, hash, several]);
    }
  };
  add(names.gear, hashes.gear);
  add(names.others, hashes.others);
  return buckets;
}

/** What a name stands for, whatever its case, accents and quotes; undefined when it is not in its bucket. */
export function findName(bucket: NameBucket | undefined, name: string): NameBucket[number] | undefined {
  const folded = foldName(name);
  return bucket?.find(([one]) => one === folded);
}
