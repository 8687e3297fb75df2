import type { MembershipId } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
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

/** The accounts that can be shown: those of the signed-in person, then the ones used before. */
export function AccountSwitcher({ session, onChoose }: AccountSwitcherProps) {
  const { account, choices, recent } = session;
  const all = new Map([...(account ? [account] : []), ...recent].map((one) => [one.membershipId, one]));
  const own = new Set(choices.map((choice) => choice.membershipId));
  const others = [...all.values()].filter((one) => !own.has(one.membershipId));
  return (
    <fieldset class="accounts">
      <legend class="sr-only">{say('account_destiny')}</legend>
      {[...choices, ...others].map((choice) => (
        <label class="account" key={choice.membershipId}>
          <input
            type="radio"
            name="account"
            checked={choice.membershipId === account?.membershipId}
            onChange={() => onChoose(choice.membershipId)}
          />
          <b>{choice.displayName}</b>
          <span>{platformName(choice.membershipType)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What players call where an account plays. */
export function platformName(membershipType: number): string {
  return PLATFORMS[membershipType] ?? 'Bungie';
}
