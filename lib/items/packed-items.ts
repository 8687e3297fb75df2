import type { Hash } from '../base/ids';
import { type ItemDefinition, pageOf } from './item-definition';
import { reduceDefinition, WANTED_OF_ITEM } from './reduce-definition';
import { expandTrimmed } from './trim-json';

/**
 * Definitions one behind the other, each trimmed to what is wanted of it (`trim-json`). Fifty thousand of them are three
 * buffers: nothing to collect, quick to hand over and to store, and one of them is read without the others.
 */
export interface PackedItems {
  hashes: Uint32Array<ArrayBuffer>;
  /** Where each one's text ends; it begins where the one before ends. */
  ends: Uint32Array<ArrayBuffer>;
  text: Uint8Array<ArrayBuffer>;
}

/** Items whose hashes share their upper ten bits, by ascending hash: equal pages are written alike. */
export interface ItemPage {
  page: number;
  packed: PackedItems;
}

const FIRST_BYTES = 1 << 16;

const decoder = new TextDecoder();

/** Definitions are written one behind the other: into `text`, from `at` on, then kept. */
export class ItemWriter {
  text = new Uint8Array(FIRST_BYTES);
  at = 0;
  #hashes: number[] = [];
  #ends: number[] = [];

  /** Makes room for so many bytes more. */
  reserve(bytes: number): void {
    if (this.at + bytes <= this.text.length) return;
    const larger = new Uint8Array(Math.max(this.at + bytes, this.text.length * 2));
    larger.set(this.text.subarray(0, this.at));
    this.text = larger;
  }

  /** What was written from `at` up to `end` is this item's. */
  keep(hash: Hash, end: number): void {
    this.at = end;
    this.#hashes.push(hash);
    this.#ends.push(end);
  }

  /** All of it. */
  finish(): PackedItems {
    return {
      hashes: Uint32Array.from(this.#hashes),
      ends: Uint32Array.from(this.#ends),
      text: this.text.slice(0, this.at),
    };
  }
}

/** One of them; undefined when it is not there. */
export function readPacked({ hashes, ends, text }: PackedItems, hash: Hash): ItemDefinition | undefined {
  const at = hashes.indexOf(hash);
  if (at < 0) return undefined;
  return itemOfText(decoder.decode(text.subarray(ends[at - 1] ?? 0, ends[at])));
}

/** The definition that was trimmed to this text; undefined when it is none: what was copied was not looked into. */
export function itemOfText(text: string): ItemDefinition | undefined {
  try {
    return reduceDefinition(expandTrimmed(JSON.parse(text), WANTED_OF_ITEM))?.item;
  } catch {
    return undefined;
  }
}

/** Each one's hash with its text. */
export function textsOf({ hashes, ends, text }: PackedItems): Map<Hash, string> {
  const texts = new Map<Hash, string>();
  for (const [at, hash] of hashes.entries()) {
    texts.set(hash, decoder.decode(text.subarray(ends[at - 1] ?? 0, ends[at])));
  }
  return texts;
}

/** True when both hold the same in the same order. */
export function samePacked(one: PackedItems, other: PackedItems): boolean {
  return (
    sameNumbers(one.hashes, other.hashes) &&
    sameNumbers(one.ends, other.ends) &&
    sameNumbers(one.text, other.text)
  );
}

function sameNumbers(one: Uint8Array | Uint32Array, other: Uint8Array | Uint32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** More places than there will ever be items; with a hash before it a number is exact still. */
const PLACES = 2 ** 20;

/** All of them by pages. Of two with one hash the later counts. */
export function pagesOf(parts: readonly PackedItems[]): ItemPage[] {
  const total = parts.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const order = new Float64Array(total);
  const partAt = new Uint8Array(total);
  const firsts: number[] = [];
  let place = 0;
  for (const [number, { hashes }] of parts.entries()) {
    firsts.push(place);
    for (const hash of hashes) {
      order[place] = hash * PLACES + place;
      partAt[place] = number;
      place += 1;
    }
  }
  order.sort();
  const pages: ItemPage[] = [];
  let members: Member[] = [];
  for (const [at, key] of order.entries()) {
    const hash = Math.floor(key / PLACES);
    const next = order[at + 1];
    const nextHash = next === undefined ? undefined : Math.floor(next / PLACES);
    if (nextHash === hash) continue;
    const where = key - hash * PLACES;
    const number = partAt[where] ?? 0;
    const part = parts[number];
    const index = where - (firsts[number] ?? 0);
    if (part !== undefined) {
      members.push({ hash, part, from: part.ends[index - 1] ?? 0, end: part.ends[index] ?? 0 });
    }
    const page = pageOf(hash);
    if (nextHash !== undefined && pageOf(nextHash) === page) continue;
    pages.push({ page, packed: together(members) });
    members = [];
  }
  return pages;
}

/** Some of them, out of these. Of hashes that are not there nothing is told. */
export function somePacked(parts: readonly PackedItems[], wanted: ReadonlySet<Hash>): PackedItems {
  const members = parts.flatMap((part) =>
    [...part.hashes].flatMap((hash, at): Member[] =>
      wanted.has(hash) ? [{ hash, part, from: part.ends[at - 1] ?? 0, end: part.ends[at] ?? 0 }] : [],
    ),
  );
  return together(members);
}

interface Member {
  hash: Hash;
  part: PackedItems;
  from: number;
  end: number;
}

function together(members: readonly Member[]): PackedItems {
  const hashes = new Uint32Array(members.length);
  const ends = new Uint32Array(members.length);
  const text = new Uint8Array(members.reduce((sum, { from, end }) => sum + end - from, 0));
  let end = 0;
  for (const [at, member] of members.entries()) {
    text.set(member.part.text.subarray(member.from, member.end), end);
    end += member.end - member.from;
    hashes[at] = member.hash;
    ends[at] = end;
  }
  return { hashes, ends, text };
}
