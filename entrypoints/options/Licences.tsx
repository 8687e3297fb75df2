import { useState } from 'preact/hooks';

/** Licences of everything shipped, read from the package when they are asked for. */
export function Licences() {
  const [text, setText] = useState<string>();
  const read = async (): Promise<void> => {
    try {
      setText(await (await fetch('/licences.txt')).text());
    } catch {
      // A package without the file is broken; the licences lie beside the sources all the same.
      setText('The file of licences is missing from this build.');
    }
  };
  return (
    <>
      <p>Vault Courier is free software under the MIT licence. It is built on these libraries.</p>
      <details onToggle={(event) => event.currentTarget.open && text === undefined && void read()}>
        <summary>Licences of shipped libraries</summary>
        {/* Scrolls by itself and is within reach of the keyboard. */}
        <textarea class="licences" readOnly rows={16} aria-label="Licences" value={text ?? 'Reading…'} />
      </details>
    </>
  );
}
