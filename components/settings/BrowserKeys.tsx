import { say } from '../../lib/base/words';
export interface BrowserKeysProps {
  /** Keys of the browser for us, as they are set now; empty where none is. */
  commands: readonly { name: string; does: string; keys: string }[];
  /** Where the browser lets them be set. */
  whereSet: string;
}

/** The browser's own keys for us, and where they are set. */
export function BrowserKeys({ commands, whereSet }: BrowserKeysProps) {
  return (
    <section aria-label={say('settings_keys_browser')}>
      <h3>{say('settings_keys_browser')}</h3>
      <dl class="keys">
        {commands.map(({ name, does, keys }) => (
          <div key={name}>
            <dt>
              {keys === '' ? <span class="quiet">{say('settings_keys_not_set')}</span> : <kbd>{keys}</kbd>}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>d2</kbd>
          </dt>
          <dd>{say('settings_keys_omnibox')}</dd>
        </div>
      </dl>
      <p class="quiet">{say('settings_keys_where', { where: whereSet })}</p>
    </section>
  );
}
