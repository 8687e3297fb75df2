import { useEffect, useRef } from 'preact/hooks';
import { Button } from './Button';
import { KeyTable } from './KeyTable';

/** All keys on one sheet. The browser keeps the focus inside and closes it with Escape. */
export function KeySheet({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="sheet" ref={dialog} aria-label="Keys" onClose={onClose}>
      <header>
        <h2>Keys</h2>
        <Button kind="link" onPress={() => dialog.current?.close()}>
          Close
        </Button>
      </header>
      <KeyTable />
    </dialog>
  );
}
