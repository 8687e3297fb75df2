import { KEY_HELP } from '../ui/key-help';

const PLACES = [
  ['search', 'In the search'],
  ['items', 'On an item'],
  ['everywhere', 'Everywhere in the popup'],
] as const;

export interface KeyTableProps {
  /** Keys of the browser for us, as they are set now; empty where none is. */
  commands: readonly { name: string; does: string; keys: string }[];
  /** Where the browser lets them be set. */
  whereSet: string;
}

/** All keys of the popup, and those of the browser with where they are set. */
export function KeyTable({ commands, whereSet }: KeyTableProps) {
  return (
    <>
      <section aria-label="In the browser">
        <h3>In the browser</h3>
        <dl class="keys">
          {commands.map(({ name, does, keys }) => (
            <div key={name}>
              <dt>{keys === '' ? <span class="quiet">not set</span> : <kbd>{keys}</kbd>}</dt>
              <dd>{does}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>d2</kbd>
            </dt>
            <dd>in the address bar, then a name: Enter pulls it, Alt+Enter shows its card</dd>
          </div>
        </dl>
        <p class="quiet">Set them at {whereSet}.</p>
      </section>
      {PLACES.map(([where, title]) => (
        <section key={where} aria-label={title}>
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
    </>
  );
}
