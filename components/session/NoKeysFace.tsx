import { useState } from 'preact/hooks';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** This build was made without Bungie's keys: how to get them. */
export function NoKeysFace({
  redirectUrl,
  onCopy,
}: {
  redirectUrl: string;
  onCopy(text: string): Promise<void>;
}) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Refused by the browser: the text beside the button can still be marked by hand.
    onCopy(redirectUrl).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <EmptyState icon="lock" title="Bungie’s keys are missing">
      <p>Bungie gives every app its own keys. Item cards in chat work without them.</p>
      <ol class="steps">
        <li>
          Register an app at{' '}
          <a href="https://www.bungie.net/en/Application" target="_blank" rel="noreferrer">
            bungie.net/en/Application
          </a>
          : client type Confidential, origin header <code>*</code>.
        </li>
        <li>
          Let it move and equip items, and read inventory, vault and basic profile. Its redirect URL is
          <span class="copy-line">
            <code>{redirectUrl}</code>
            <Button onPress={copy}>{copied ? 'Copied' : 'Copy'}</Button>
          </span>
        </li>
        <li>
          Write key, client id and secret into <code>.env</code> as <code>WXT_BUNGIE_API_KEY</code>,{' '}
          <code>WXT_BUNGIE_CLIENT_ID</code> and <code>WXT_BUNGIE_CLIENT_SECRET</code>, and build again.
        </li>
      </ol>
    </EmptyState>
  );
}
