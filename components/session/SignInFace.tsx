import type { MembershipId } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
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
      <EmptyState icon="window" title={say('account_wait_title')}>
        <p>{say('account_wait_help')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="crate" title={say('account_welcome_title')}>
      <p>{say('account_welcome_help')}</p>
      <Button kind="primary" onPress={onSignIn}>
        {say('ui_sign_in_bungie')}
      </Button>
      <p class="empty-problem" role="status">
        {session.problem !== undefined && failureText(session.problem)}
      </p>
      {session.recent.length > 0 && (
        <div class="used-before">
          <h2 class="section-head">{say('account_used_before')}</h2>
          {session.recent.map((one) => (
            <Button key={one.membershipId} onPress={() => onChoose(one.membershipId)}>
              {say('account_and_platform', {
                name: one.displayName,
                platform: platformName(one.membershipType),
              })}
            </Button>
          ))}
        </div>
      )}
      <p class="quiet">{say('account_promise')}</p>
    </EmptyState>
  );
}
