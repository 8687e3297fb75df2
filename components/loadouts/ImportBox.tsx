import { useState } from 'preact/hooks';
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

const WHY: Readonly<Record<TextProblem['why'], string>> = {
  'not-a-line': 'a line begins with “wear” or “carry”, then the name',
  'name-not-held': 'you hold nothing of that name',
  'too-many': 'a loadout holds 60 things',
  'too-long': 'the text is too long, its end was left out',
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
        aria-label="Loadout as text"
        rows={6}
        spellcheck={false}
        placeholder={'Vault Courier loadout: Raid night (Titan)\nwear Sunshot\ncarry Ace of Spades'}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="loadout-buttons">
        <Button kind="primary" disabled={text.trim() === ''} onPress={read}>
          Save as loadout
        </Button>
        <Button onPress={onDone}>Close</Button>
      </div>
      <div role="status">
        {report !== undefined && (
          <>
            <p>
              {report.items === 0
                ? 'Nothing was saved: no line could be used.'
                : `Saved “${report.name}” with ${report.items} items.`}
            </p>
            <ul class="loadout-problems">
              {report.problems.map(({ line, text: said, why }) => (
                <li key={`${line}${why}`}>
                  {line > 0 && `Line ${line}: `}
                  {said !== '' && `“${said}”: `}
                  {WHY[why]}.
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
