import type { MembershipId } from '../../lib/base/ids';
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
            <Button onPress={() => onSignIn(true)}>Use another Bungie account</Button>
            <Button onPress={onSignOut}>Sign out</Button>
          </div>
          <p class="quiet">Signing out deletes your items and sign-in from this browser.</p>
        </>
      ) : session.state === 'no-keys' ? (
        <p>Nobody can sign in before there are Bungie keys.</p>
      ) : (
        <div class="more-buttons">
          <Button kind="primary" disabled={session.signingIn} onPress={() => onSignIn(false)}>
            {session.signingIn ? 'Waiting for Bungie…' : 'Sign in with Bungie'}
          </Button>
        </div>
      )}
      {session.problem !== undefined && <p class="problem">{failureText(session.problem)}</p>}
    </>
  );
}
