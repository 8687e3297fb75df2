import type { MembershipId } from '../../lib/base/ids';
import type { SessionView } from '../../lib/messages/views';

export interface AccountSwitcherProps {
  session: SessionView;
  onChoose(membershipId: MembershipId): void;
}

const PLATFORMS: Readonly<Record<number, string>> = {
  1: 'Xbox',
  2: 'PlayStation',
  3: 'Steam',
  5: 'Stadia',
  6: 'Epic Games',
};

/** The Destiny profiles of the signed-in person; one of them is shown. */
export function AccountSwitcher({ session, onChoose }: AccountSwitcherProps) {
  const choices = session.choices.length > 0 ? session.choices : session.account ? [session.account] : [];
  return (
    <fieldset class="accounts">
      <legend class="sr-only">Destiny account</legend>
      {choices.map((choice) => (
        <label class="account" key={choice.membershipId}>
          <input
            type="radio"
            name="account"
            checked={choice.membershipId === session.account?.membershipId}
            onChange={() => onChoose(choice.membershipId)}
          />
          <b>{choice.displayName}</b>
          <span>{PLATFORMS[choice.membershipType] ?? 'Bungie'}</span>
        </label>
      ))}
    </fieldset>
  );
}
