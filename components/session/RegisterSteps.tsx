import { useState } from 'preact/hooks';
import { type PlainWord, say } from '../../lib/base/words';
import { Button } from '../ui/Button';
import { Filled } from '../ui/Filled';

/** What to tick at Bungie (bungie-api.md 2.1), in the words of its English page, which words them at more length. */
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
        <Filled
          text={say('register_open', { link: '{link}' })}
          parts={{
            link: (
              <a href="https://www.bungie.net/en/Application" target="_blank" rel="noreferrer">
                bungie.net/en/Application
              </a>
            ),
          }}
        />
      </li>
      <li>
        <Filled
          text={say('register_client_type', { confidential: '{confidential}' })}
          parts={{ confidential: <b>Confidential</b> }}
        />
      </li>
      <li>
        {say('register_redirect')}
        <CopyLine
          text={redirectUrl}
          does="register_copy_redirect"
          did="register_copied_redirect"
          onCopy={onCopy}
        />
      </li>
      <li>
        {say('register_origin')}{' '}
        <CopyLine text="*" does="register_copy_origin" did="register_copied_origin" onCopy={onCopy} />
      </li>
      <li>
        {say('register_scopes')}
        <ul class="scopes">
          {SCOPES.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </li>
      <li>{say('register_save')}</li>
    </ol>
  );
}

/** A text with a button that copies it. */
export function CopyLine({
  text,
  does,
  did,
  onCopy,
}: {
  text: string;
  /** What the button is called aloud, and what is said after it. */
  does: PlainWord;
  did: PlainWord;
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
      <Button onPress={copy} name={say(copied ? did : does)}>
        {copied ? say('ui_copied') : say('ui_copy')}
      </Button>
      <span class="sr-only" role="status">
        {copied && say(did)}
      </span>
    </span>
  );
}
