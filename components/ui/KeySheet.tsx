import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/base/words';
import { Button } from './Button';
import { KeyTable } from './KeyTable';

/** All keys on one sheet. The browser keeps the focus inside and closes it with Escape. */
export function KeySheet({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="sheet" ref={dialog} aria-label={say('keys_title')} onClose={onClose}>
      <header>
        <h2>{say('keys_title')}</h2>
        <Button kind="link" onPress={() => dialog.current?.close()}>
          {say('ui_close')}
        </Button>
      </header>
      <KeyTable />
    </dialog>
  );
}
