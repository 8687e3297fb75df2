import { useState } from 'preact/hooks';
import { say } from '@/lib/base/words';

/** Licences of everything shipped, read from the package when they are asked for. */
export function Licences() {
  const [text, setText] = useState<string>();
  const read = async (): Promise<void> => {
    try {
      setText(await (await fetch('/licences.txt')).text());
    } catch {
      // A package without the file is broken; the licences lie beside the sources all the same.
      setText(say('options_licences_missing'));
    }
  };
  return (
    <>
      <p>{say('options_licences_help')}</p>
      <details onToggle={(event) => event.currentTarget.open && text === undefined && void read()}>
        <summary>{say('options_licences_list')}</summary>
        {/* Scrolls by itself and is within reach of the keyboard. */}
        <textarea
          class="licences"
          readOnly
          rows={16}
          aria-label={say('options_licences')}
          value={text ?? say('options_licences_reading')}
        />
      </details>
    </>
  );
}
