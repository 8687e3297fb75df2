import type { ItemInstanceId } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import {
  applyMark,
  bookOf,
  fitsBook,
  type Mark,
  type MarkChange,
  mergeMarks,
  withMark,
} from '../inventory/marks';
import type { MarkStore, Now } from './ports';

export interface MarkDeps {
  marks: MarkStore;
  now: Now;
}

/** Tags an item or writes a note on it; `marks-full` when there is no room for more. */
export async function setMark(
  wish: MarkChange & { instanceId: ItemInstanceId },
  { marks, now }: MarkDeps,
): Promise<Outcome<null>> {
  const { instanceId } = wish;
  const held = bookOf(await marks.all());
  const after = applyMark(held.get(instanceId), wish, now());
  // What only takes away is never refused.
  const adds = Boolean(wish.tag) || Boolean(wish.note);
  if (adds && !fitsBook(withMark(held, instanceId, after))) return fail('marks-full');
  await marks.change(instanceId, (before) => applyMark(before, wish, now()));
  return ok(null);
}

/** True when these may be laid over the marks that are there. */
export async function hasRoomFor(brought: readonly Mark[], marks: MarkStore): Promise<boolean> {
  return brought.length === 0 || fitsBook(mergeMarks(bookOf(await marks.all()), brought));
}
