import type { ComponentChildren } from 'preact';
import type { MembershipId } from '../../lib/base/ids';
import type { LaterEquip } from '../../lib/messages/jobs';
import type { Settings } from '../../lib/messages/settings';
import type { ManifestView, SessionView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { Icon } from '../ui/Icon';
import { KEY_HELP } from '../ui/key-help';
import { AccountSwitcher } from './AccountSwitcher';
import { ManifestState } from './ManifestState';

export interface MorePanelProps {
  session: SessionView;
  manifest: ManifestView;
  settings: Pick<Settings, 'moveOthers'>;
  /** The list of the last moves; null while it is loaded. */
  moves: ComponentChildren;
  /** Items that wait until the game allows to put them on. */
  waiting: readonly LaterEquip[];
  nowMs: number;
  onSettings(moveOthers: boolean): void;
  onForget(item: LaterEquip): void;
  onSignIn(chooseAccount: boolean): void;
  onSignOut(): void;
  onChooseAccount(membershipId: MembershipId): void;
  onCheckManifest(rebuild: boolean): void;
  onOpenPanel(): void;
}

/** Account, item list and keys: what is needed now and then. */
export function MorePanel(props: MorePanelProps) {
  const {
    session,
    manifest,
    settings,
    waiting,
    nowMs,
    onSignIn,
    onSignOut,
    onChooseAccount,
    onCheckManifest,
  } = props;
  return (
    <div class="more">
      <section>
        <h2 class="section-head">Account</h2>
        {(session.state === 'signed-in' || session.recent.length > 0) && (
          <AccountSwitcher session={session} onChoose={onChooseAccount} />
        )}
        {session.state === 'signed-in' ? (
          <>
            <div class="more-buttons">
              <Button onPress={() => onSignIn(true)}>Use another Bungie account</Button>
              <Button onPress={onSignOut}>Sign out</Button>
            </div>
            <p class="quiet">
              Signing out deletes this person’s items and sign-in from this browser. Other accounts stay.
            </p>
          </>
        ) : session.state === 'no-keys' ? (
          <p>Nobody can sign in before there are Bungie keys. The Items tab tells where they go.</p>
        ) : (
          <div class="more-buttons">
            <Button kind="primary" disabled={session.signingIn} onPress={() => onSignIn(false)}>
              {session.signingIn ? 'Waiting for Bungie…' : 'Sign in with Bungie'}
            </Button>
            {session.account !== undefined && (
              <Button onPress={onSignOut}>Forget this account’s items</Button>
            )}
          </div>
        )}
        {session.problem !== undefined && <p class="problem">{failureText(session.problem)}</p>}
      </section>
      <section>
        <h2 class="section-head">Moves</h2>
        <label class="setting">
          <input
            type="checkbox"
            checked={!settings.moveOthers}
            onChange={() => props.onSettings(!settings.moveOthers)}
          />
          <span>
            Never move other items
            <small>
              Otherwise the least of a full slot goes to the vault to make room, and something else is put on
              in the place of a worn item. You are told each time, and undo brings it back.
            </small>
          </span>
        </label>
        {props.moves}
        {waiting.length > 0 && (
          <ul class="waiting">
            {waiting.map((later) => (
              <li key={later.item}>
                <span>{later.itemName} will be put on when the game allows it</span>
                <Button
                  kind="link"
                  label={`Do not put ${later.itemName} on`}
                  onPress={() => props.onForget(later)}
                >
                  Cancel
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 class="section-head">The game’s item list</h2>
        <ManifestState manifest={manifest} nowMs={nowMs} onCheck={onCheckManifest} />
      </section>
      <section>
        <h2 class="section-head">Keys</h2>
        <dl class="keys">
          {KEY_HELP.map(({ keys, does, where }) => (
            <div key={`${where} ${keys}`}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
      <ul class="more-links">
        <li>
          <a href="options.html" target="_blank" rel="noreferrer">
            <Icon name="more" size={12} /> All settings
          </a>
        </li>
        <li>
          <a href="popup.html?tab" target="_blank" rel="noreferrer">
            <Icon name="window" size={12} /> Open in a tab
          </a>
        </li>
        <li>
          <Button kind="link" onPress={props.onOpenPanel}>
            <Icon name="window" size={12} /> Open beside the page
          </Button>
        </li>
      </ul>
    </div>
  );
}

/** `12,345 items, read at 20:14.` */
