import { useState } from 'preact/hooks';
import { type PlainWord, say, sayCount } from '../../lib/base/words';
import type { TextProblem } from '../../lib/inventory/loadouts/loadout-text';
import { Button } from '../ui/Button';

export interface ImportReport {
  /** How many things were understood; nothing was saved when none was. */
  items: number;
  name: string;
  problems: readonly TextProblem[];
}

export interface ImportBoxProps {
  onImport(text: string): ImportReport;
  onDone(): void;
}

const WHY: Readonly<Record<TextProblem['why'], PlainWord>> = {
  'not-a-line': 'loadouts_why_not_a_line',
  'name-not-held': 'loadouts_why_name_not_held',
  'too-many': 'loadouts_why_too_many',
  'too-long': 'loadouts_why_too_long',
};

/** Takes a loadout as text and says line by line what it could not use. */
export function ImportBox({ onImport, onDone }: ImportBoxProps) {
  const [text, setText] = useState('');
  const [report, setReport] = useState<ImportReport>();
  const read = (): void => {
    const made = onImport(text);
    setReport(made);
    if (made.items > 0 && made.problems.length === 0) onDone();
  };
  return (
    <div class="loadout-import">
      <textarea
        aria-label={say('loadouts_text_label')}
        rows={6}
        spellcheck={false}
        placeholder={'Vault Courier loadout: Raid night (Titan)\nwear Sunshot\ncarry Ace of Spades'}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="loadout-buttons">
        <Button kind="primary" disabled={text.trim() === ''} onPress={read}>
          {say('loadouts_text_save')}
        </Button>
        <Button onPress={onDone}>{say('ui_close')}</Button>
      </div>
      <div role="status">
        {report !== undefined && (
          <>
            <p>
              {report.items === 0
                ? say('loadouts_saved_none')
                : sayCount('loadouts_saved', report.items, { name: report.name })}
            </p>
            <ul class="loadout-problems">
              {report.problems.map(({ line, text: said, why }) => (
                <li key={`${line}${why}`}>
                  {line > 0
                    ? say('loadouts_problem_line', { line: String(line), text: said, why: say(WHY[why]) })
                    : say('loadouts_problem', { why: say(WHY[why]) })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
