import { useState } from 'preact/hooks';
import { Button } from '../ui/Button';

/** What to tick at Bungie (bungie-api.md 2.1); the page words them at more length. */
const SCOPES = [
  'Read your Destiny 2 inventory and vault',
  'Move or equip Destiny gear and other items',
  'Read your basic profile',
];

export interface RegisterStepsProps {
  /** Of this browser: Bungie compares it letter by letter. */
  redirectUrl: string;
  onCopy(text: string): Promise<void>;
}

/** How to get keys from Bungie, with everything to copy. */
export function RegisterSteps({ redirectUrl, onCopy }: RegisterStepsProps) {
  return (
    <ol class="steps">
      <li>
        Open{' '}
        <a href="https://www.bungie.net/en/Application" target="_blank" rel="noreferrer">
          bungie.net/en/Application
        </a>{' '}
        and create an app. Any name will do.
      </li>
      <li>
        OAuth client type: <b>Confidential</b> (stays signed in), or Public (asks Bungie again each hour).
      </li>
      <li>
        Redirect URL of this browser, with its slash:
        <CopyLine text={redirectUrl} what="redirect URL" onCopy={onCopy} />
      </li>
      <li>
        Origin header: <CopyLine text="*" what="origin header" onCopy={onCopy} />
      </li>
      <li>
        Tick the scopes that say:
        <ul class="scopes">
          {SCOPES.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </li>
      <li>Save there, and copy what Bungie shows you into the fields here.</li>
    </ol>
  );
}

/** A text with a button that copies it. */
export function CopyLine({
  text,
  what,
  onCopy,
}: {
  text: string;
  what: string;
  onCopy(text: string): Promise<void>;
}) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    // Refused by the browser: the text beside the button can still be marked by hand.
    onCopy(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span class="copy-line">
      <code>{text}</code>
      <Button onPress={copy}>
        {copied ? 'Copied' : 'Copy'}
        <span class="sr-only"> the {what}</span>
      </Button>
      <span class="sr-only" role="status">
        {copied && `Copied the ${what}`}
      </span>
    </span>
  );
}
