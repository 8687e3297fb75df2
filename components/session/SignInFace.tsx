import type { SessionView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { failureText } from '../ui/failure-text';

/** Signed out, with nothing kept to look at. */
export function SignInFace({ session, onSignIn }: { session: SessionView; onSignIn(): void }) {
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
      <p class="quiet">
        Vault Courier sees your items and moves them when you say so. Everything stays in this browser.
      </p>
    </EmptyState>
  );
}
