export interface BrowserKeysProps {
  /** Keys of the browser for us, as they are set now; empty where none is. */
  commands: readonly { name: string; does: string; keys: string }[];
  /** Where the browser lets them be set. */
  whereSet: string;
}

/** What works without any page of ours: the browser's keys and its address bar. */
export function BrowserKeys({ commands, whereSet }: BrowserKeysProps) {
  return (
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
  );
}
