import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
import { say, sayCount } from '../../lib/base/words';
import { cleanNote, LONGEST_NOTE } from '../../lib/inventory/marks';
import { failureText } from '../ui/failure-text';

export interface NoteFieldProps {
  /** Of the item. */
  name: string;
  /** As it is kept; empty when there is none. */
  note: string;
  /** What was typed and not kept when the field was last drawn. */
  draft: string | undefined;
  /** What is typed and not kept; undefined when all of it is. */
  onDraft(text: string | undefined): void;
  onKeep(note: string): Promise<Outcome<null>>;
  /** The keyboard wants to go back to the item. */
  onLeave(): void;
}

/** Letters left from which on they are counted for the reader. */
const TIGHT = 100;

/**
 * A note on an item. Kept on Enter and when it is left; Escape takes back what was typed, a second one leaves. What could
 * not be kept stays in the field, with the reason under it.
 */
export function NoteField({ name, note, draft, onDraft, onKeep, onLeave }: NoteFieldProps) {
  /** Undefined while the field shows what is kept. */
  const [typed, setTyped] = useState(draft);
  const [problem, setProblem] = useState<string>();
  const keeping = useRef<string | undefined>(undefined);
  const length = [...cleanNote(typed ?? note)].length;
  const tooLong = length > LONGEST_NOTE;

  const change = (text: string | undefined): void => {
    setTyped(text);
    setProblem(undefined);
    onDraft(text);
  };
  const keep = async (): Promise<void> => {
    if (typed === undefined || tooLong || keeping.current === typed) return;
    const wanted = cleanNote(typed);
    if (wanted === note) return change(undefined);
    keeping.current = typed;
    const end = await onKeep(wanted);
    keeping.current = undefined;
    if (!end.ok) return setProblem(failureText(end.failure));
    // What was typed meanwhile is kept the next time.
    if (latest.current.typed === typed) change(undefined);
  };
  const latest = useRef({ typed, keep });
  latest.current = { typed, keep };

  useEffect(() => {
    // Neither a popup that closes nor a field that is taken away tells that it was left.
    const keepLast = (): void => void latest.current.keep();
    addEventListener('pagehide', keepLast);
    return () => {
      removeEventListener('pagehide', keepLast);
      keepLast();
    };
  }, []);

  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void keep();
    } else if (event.key === 'Escape') {
      // Or the browser would close the popup over it.
      event.preventDefault();
      if (typed === undefined) onLeave();
      else change(undefined);
    }
  };

  const said =
    problem ?? (tooLong ? sayCount('marks_note_too_long', length - LONGEST_NOTE) : leftInWords(length));
  return (
    <div class="note">
      <textarea
        rows={1}
        value={typed ?? note}
        aria-label={say('marks_note_on', { name })}
        placeholder={say('marks_note')}
        aria-invalid={tooLong || problem !== undefined}
        onInput={(event) => change(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={onKey}
      />
      <p role="status" class={tooLong || problem !== undefined ? 'problem' : 'quiet'}>
        {said}
      </p>
    </div>
  );
}

function leftInWords(length: number): string {
  const left = LONGEST_NOTE - length;
  return left <= TIGHT ? sayCount('marks_note_left', left) : '';
}
