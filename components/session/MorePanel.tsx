import type { MembershipId } from '../../lib/base/ids';
import type { ManifestView, SessionView } from '../../lib/messages/views';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { Icon } from '../ui/Icon';
import { AccountSwitcher } from './AccountSwitcher';
import { workInWords } from './choose-face';

export interface MorePanelProps {
  session: SessionView;
  manifest: ManifestView;
  nowMs: number;
  onSignIn(chooseAccount: boolean): void;
  onSignOut(): void;
  onChooseAccount(membershipId: MembershipId): void;
  onCheckManifest(rebuild: boolean): void;
}

/** Account, item list and keys: what is needed now and then. */
export function MorePanel(props: MorePanelProps) {
  const { session, manifest, nowMs, onSignIn, onSignOut, onChooseAccount, onCheckManifest } = props;
  const working = manifest.work !== undefined;
  return (
    <div class="more">
      <section>
        <h2 class="section-head">Account</h2>
        {session.state === 'signed-in' ? (
          <>
            <AccountSwitcher session={session} onChoose={onChooseAccount} />
            <div class="more-buttons">
              <Button onPress={() => onSignIn(true)}>Use another Bungie account</Button>
              <Button onPress={onSignOut}>Sign out</Button>
            </div>
            <p class="quiet">Signing out deletes your items and sign-in from this browser.</p>
          </>
        ) : session.state === 'no-keys' ? (
          <p>This build has no Bungie keys. The Items tab tells how to get them.</p>
        ) : (
          <div class="more-buttons">
            <Button kind="primary" disabled={session.signingIn} onPress={() => onSignIn(false)}>
              {session.signingIn ? 'Waiting for Bungie…' : 'Sign in with Bungie'}
            </Button>
          </div>
        )}
        {session.problem !== undefined && <p class="problem">{failureText(session.problem)}</p>}
      </section>
      <section>
        <h2 class="section-head">The game’s item list</h2>
        <p>{manifestInWords(manifest, nowMs)}</p>
        {manifest.problem !== undefined && <p class="problem">{failureText(manifest.problem)}</p>}
        <div class="more-buttons">
          <Button disabled={working} onPress={() => onCheckManifest(false)}>
            Check now
          </Button>
          <Button disabled={working} onPress={() => onCheckManifest(true)}>
            Read it anew
          </Button>
        </div>
      </section>
      <section>
        <h2 class="section-head">Keys</h2>
        <dl class="keys">
          {KEYS.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p>
        <a href="popup.html" target="_blank" rel="noreferrer">
          <Icon name="window" size={12} /> Open in a tab
        </a>
      </p>
    </div>
  );
}

const KEYS: readonly (readonly [string, string])[] = [
  ['Enter', 'pull the selected hit to the chosen character'],
  ['⇧Enter', 'pull and put it on'],
  ['↑ ↓', 'move through hits'],
  ['1 2 3', 'choose a character while nothing is typed; with Alt always'],
  ['/', 'go to the search'],
  ['Esc', 'close details, clear the search, close the popup'],
];

function manifestInWords(manifest: ManifestView, nowMs: number): string {
  const { work, items, importedAtMs, checkedAtMs } = manifest;
  if (work !== undefined) return workInWords(work);
  if (manifest.generation === undefined) return 'Not read yet.';
  const count = items === undefined ? 'Items' : `${items.toLocaleString('en-US')} items`;
  const read = importedAtMs === undefined ? '' : `, read ${whenInWords(importedAtMs, nowMs)}`;
  const checked = checkedAtMs === undefined ? '' : `. Checked ${whenInWords(checkedAtMs, nowMs)}`;
  return `${count}${read}${checked}.`;
}

function whenInWords(atMs: number, nowMs: number): string {
  const text = timeText(atMs, nowMs);
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString() ? `at ${text}` : `on ${text}`;
}
