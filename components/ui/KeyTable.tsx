import { say } from '../../lib/base/words';
import { KEY_HELP } from './key-help';

const PLACES = [
  ['search', 'keys_in_search'],
  ['items', 'keys_on_item'],
  ['everywhere', 'keys_everywhere'],
] as const;

/** All keys of the popup, by where they work. */
export function KeyTable() {
  return (
    <>
      {PLACES.map(([where, title]) => (
        <section key={where} aria-label={say(title)}>
          <h3>{say(title)}</h3>
          <dl class="keys">
            {KEY_HELP.filter((one) => one.where === where).map(({ keys, does }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{say(does)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
