import type { ComponentChildren } from 'preact';
import type { MembershipId } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
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
        <h2 class="section-head">{say('more_account')}</h2>
        {(session.state === 'signed-in' || session.recent.length > 0) && (
          <AccountSwitcher session={session} onChoose={onChooseAccount} />
        )}
        {session.state === 'signed-in' ? (
          <>
            <div class="more-buttons">
              <Button onPress={() => onSignIn(true)}>{say('account_switch')}</Button>
              <Button onPress={onSignOut}>{say('account_sign_out')}</Button>
            </div>
            <p class="quiet">{say('account_sign_out_person_help')}</p>
          </>
        ) : session.state === 'no-keys' ? (
          <p>{say('account_no_keys_popup')}</p>
        ) : (
          <div class="more-buttons">
            <Button kind="primary" disabled={session.signingIn} onPress={() => onSignIn(false)}>
              {session.signingIn ? say('ui_waiting_for_bungie') : say('ui_sign_in_bungie')}
            </Button>
            {session.account !== undefined && <Button onPress={onSignOut}>{say('account_forget')}</Button>}
          </div>
        )}
        {session.problem !== undefined && <p class="problem">{failureText(session.problem)}</p>}
      </section>
      <section>
        <h2 class="section-head">{say('more_moves')}</h2>
        <label class="setting">
          <input
            type="checkbox"
            checked={!settings.moveOthers}
            onChange={() => props.onSettings(!settings.moveOthers)}
          />
          <span>
            {say('more_never_move')}
            <small>{say('more_never_move_help')}</small>
          </span>
        </label>
        {props.moves}
        {waiting.length > 0 && (
          <ul class="waiting">
            {waiting.map((later) => (
              <li key={later.item}>
                <span>{say('more_waiting', { item: later.itemName })}</span>
                <Button
                  kind="link"
                  label={say('more_waiting_cancel', { item: later.itemName })}
                  onPress={() => props.onForget(later)}
                >
                  {say('ui_cancel')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 class="section-head">{say('more_item_list')}</h2>
        <ManifestState manifest={manifest} nowMs={nowMs} onCheck={onCheckManifest} />
      </section>
      <section>
        <h2 class="section-head">{say('keys_title')}</h2>
        <dl class="keys">
          {KEY_HELP.map(({ keys, does, where }) => (
            <div key={`${where} ${keys}`}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{say(does)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <ul class="more-links">
        <li>
          <a href="options.html" target="_blank" rel="noreferrer">
            <Icon name="more" size={12} /> {say('more_settings')}
          </a>
        </li>
        <li>
          <a href="popup.html?tab" target="_blank" rel="noreferrer">
            <Icon name="window" size={12} /> {say('more_open_tab')}
          </a>
        </li>
        <li>
          <Button kind="link" onPress={props.onOpenPanel}>
            <Icon name="window" size={12} /> {say('more_open_panel')}
          </Button>
        </li>
      </ul>
    </div>
  );
}
