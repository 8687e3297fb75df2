import type { MembershipId } from '../../lib/base/ids';
import type { SessionView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { failureText } from '../ui/failure-text';
import { platformName } from './AccountSwitcher';

export interface SignInFaceProps {
  session: SessionView;
  onSignIn(): void;
  onChoose(membershipId: MembershipId): void;
}

/** Signed out, with nothing kept to look at. */
export function SignInFace({ session, onSignIn, onChoose }: SignInFaceProps) {
  if (session.signingIn) {
    return (
      <EmptyState icon="window" title="Waiting for Bungie">
        <p>Go on in the window that opened. It closes by itself when you are signed in.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="crate" title="Your items, three keystrokes away">
      <p>Sign in with Bungie, and your guardians and vault appear here.</p>
      <Button kind="primary" onPress={onSignIn}>
        Sign in with Bungie
      </Button>
      <p class="empty-problem" role="status">
        {session.problem !== undefined && failureText(session.problem)}
      </p>
      {session.recent.length > 0 && (
        <div class="used-before">
          <h2 class="section-head">Or show an account used before</h2>
          {session.recent.map((one) => (
            <Button key={one.membershipId} onPress={() => onChoose(one.membershipId)}>
              {`${one.displayName}, ${platformName(one.membershipType)}`}
            </Button>
          ))}
        </div>
      )}
      <p class="quiet">
        Vault Courier sees your items and moves them when you say so. Everything stays in this browser.
      </p>
    </EmptyState>
  );
}
