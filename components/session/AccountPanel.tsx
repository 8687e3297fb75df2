import type { MembershipId } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
import type { SessionView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { AccountSwitcher } from './AccountSwitcher';

export interface AccountPanelProps {
  session: SessionView;
  onSignIn(chooseAccount: boolean): void;
  onSignOut(): void;
  onChoose(membershipId: MembershipId): void;
}

/** Who is signed in, and the ways in and out. */
export function AccountPanel({ session, onSignIn, onSignOut, onChoose }: AccountPanelProps) {
  return (
    <>
      {session.state === 'signed-in' ? (
        <>
          <AccountSwitcher session={session} onChoose={onChoose} />
          <div class="more-buttons">
            <Button onPress={() => onSignIn(true)}>{say('account_switch')}</Button>
            <Button onPress={onSignOut}>{say('account_sign_out')}</Button>
          </div>
          <p class="quiet">{say('account_sign_out_help')}</p>
        </>
      ) : session.state === 'no-keys' ? (
        <p>{say('account_no_keys')}</p>
      ) : (
        <div class="more-buttons">
          <Button kind="primary" disabled={session.signingIn} onPress={() => onSignIn(false)}>
            {session.signingIn ? say('ui_waiting_for_bungie') : say('ui_sign_in_bungie')}
          </Button>
        </div>
      )}
      {session.problem !== undefined && <p class="problem">{failureText(session.problem)}</p>}
    </>
  );
}
