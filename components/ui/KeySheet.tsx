import { useEffect, useRef } from 'preact/hooks';
import { Button } from './Button';
import { KEY_HELP } from './key-help';

const PLACES = [
  ['search', 'In the search'],
  ['items', 'On an item'],
  ['everywhere', 'Everywhere'],
] as const;

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
      {PLACES.map(([where, title]) => (
        <section key={where}>
          <h3>{title}</h3>
          <dl class="keys">
            {KEY_HELP.filter((one) => one.where === where).map(({ keys, does }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
}
