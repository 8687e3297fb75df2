import { KEY_HELP } from './key-help';

const PLACES = [
  ['search', 'In the search'],
  ['items', 'On an item'],
  ['everywhere', 'Everywhere in the popup'],
] as const;

/** All keys of the popup, by where they work. */
export function KeyTable() {
  return (
    <>
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
