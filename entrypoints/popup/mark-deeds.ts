import { tagName } from '@/components/item/item-words';
import type { ToastNote } from '@/components/ui/Toast';
import { type Failure, type Outcome, ok } from '@/lib/base/outcome';
import { say } from '@/lib/base/words';
import {
  applyMark,
  type Mark,
  type MarkChange,
  markOf,
  sameMark,
  undoMark,
  withMark,
} from '@/lib/inventory/marks';
import type { HeldItem } from '@/lib/inventory/picture';
import type { DeedDeps } from './deeds';
import type { PopupState } from './popup-state';

interface MarkDeps {
  send: DeedDeps['send'];
  tell(note: ToastNote): void;
  tellFailure(failure: Failure, name: string): void;
}

/** What the reader can say of an item, and how it is taken back. */
export function markDeeds(state: PopupState, { send, tell, tellFailure }: MarkDeps) {
  /** Takes the last tag or note back, while that is the last thing that was done here. */
  let takeBack: (() => void) | undefined;

  /** Tags an item or writes a note on it: shown at once, told, and taken back by Undo. What failed is as it was before. */
  async function mark(item: HeldItem, change: MarkChange, undone = false): Promise<Outcome<null>> {
    const { instanceId, name } = item;
    // Stacks have nothing that a mark could be tied to.
    if (instanceId === undefined) return ok(null);
    const before = markOf(state.marks.value, item);
    const after = applyMark(before, { instanceId, ...change }, 0);
    if (sameMark(before, after)) return ok(null);
    const put = (one: Mark | undefined): void => {
      state.marks.value = withMark(state.marks.value, instanceId, one);
    };
    put(after);
    const answer = await send('marks.set', { instanceId, ...change });
    if (!answer.ok) {
      // What is stored by now may be another one's doing; only what was shown ahead of it is taken out.
      if (markOf(state.marks.value, item) === after) put(before);
      tellFailure(answer.failure, name);
      return answer;
    }
    const undo = (): void => void mark(item, undoMark(before, change), true);
    takeBack = undone ? undefined : undo;
    tell({
      tone: 'done',
      text: undone ? say('move_undone', { name }) : markInWords(name, change),
      name,
      buttons: undone ? [] : [{ label: say('ui_undo'), onPress: undo }],
    });
    return answer;
  }

  return {
    mark,
    /** True when a tag or note was the last thing, and is being taken back. */
    undoLast(): boolean {
      if (takeBack === undefined) return false;
      takeBack();
      return true;
    },
    /** Something else was done after it. */
    forgetLast(): void {
      takeBack = undefined;
    },
  };
}

function markInWords(name: string, { tag, note }: MarkChange): string {
  if (tag === null) return say('marks_untagged', { name });
  if (tag !== undefined) return say('marks_tagged', { name, tag: tagName(tag) });
  return note === '' ? say('marks_note_gone', { name }) : say('marks_note_kept', { name });
}
