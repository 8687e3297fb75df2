import { firstProblem } from '@/components/session/choose-face';
import { NoKeysFace } from '@/components/session/NoKeysFace';
import { SignInFace } from '@/components/session/SignInFace';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { failureText } from '@/components/ui/failure-text';
import { Skeleton } from '@/components/ui/Skeleton';
import type { FailureCode } from '@/lib/base/failure-codes';
import { fail } from '@/lib/base/outcome';
import { type PlainWord, say } from '@/lib/base/words';
import type { Wires } from './App';
import { Items } from './Items';

const BROKEN = fail('internal').failure;

/** Problems that another sign-in may end; `other` asks Bungie for another account. */
const SIGN_IN: ReadonlyMap<FailureCode, { label: PlainWord; other: boolean }> = new Map([
  ['profile-private', { label: 'ui_sign_in', other: false }],
  ['signed-out', { label: 'ui_sign_in', other: false }],
  ['no-destiny-account', { label: 'popup_use_other_account', other: true }],
]);

/** The middle of the Items tab: the face that fits what is known. */
export function ItemsTab(wires: Wires) {
  const { state, deeds } = wires;
  const views = state.views.value;
  switch (state.face.value) {
    case 'reading':
      return <main class="body" aria-busy="true" />;
    case 'no-keys':
      return (
        <main class="body">
          <NoKeysFace />
        </main>
      );
    case 'sign-in':
      return (
        <main class="body">
          {views !== undefined && (
            <SignInFace
              session={views.session}
              onSignIn={() => void deeds.signIn(false)}
              onChoose={(membershipId) => void deeds.chooseAccount(membershipId)}
            />
          )}
        </main>
      );
    case 'loading':
      return (
        <main class="body body-still" aria-busy="true">
          <Skeleton label={say('popup_reading')} />
        </main>
      );
    case 'failed': {
      const problem = views === undefined ? undefined : firstProblem(views);
      if (state.broken.value || problem === undefined) return <Failed text={failureText(BROKEN)} />;
      const again = { label: say('ui_try_again'), onPress: () => void deeds.refresh() };
      const signIn = SIGN_IN.get(problem.code);
      if (signIn === undefined) return <Failed text={failureText(problem)} buttons={[again]} />;
      const onPress = () => void deeds.signIn(signIn.other);
      return <Failed text={failureText(problem)} buttons={[{ label: say(signIn.label), onPress }, again]} />;
    }
    case 'no-character':
      return (
        <main class="body">
          <EmptyState icon="items" title={say('popup_no_character')}>
            <p>
              {say('popup_no_character_help', {
                account: state.shown.value?.account.displayName ?? say('popup_this_account'),
              })}
            </p>
            <Button kind="primary" onPress={() => void deeds.refresh()}>
              {say('ui_look_again')}
            </Button>
          </EmptyState>
        </main>
      );
    case 'items':
      return <Items {...wires} />;
  }
}

interface FailedButton {
  label: string;
  onPress(): void;
}

function Failed({ text, buttons = [] }: { text: string; buttons?: FailedButton[] }) {
  return (
    <main class="body">
      <EmptyState icon="warning" title={say('popup_failed')}>
        <p>{text}</p>
        {buttons.map(({ label, onPress }, at) => (
          <Button key={label} kind={at === 0 ? 'primary' : 'plain'} onPress={onPress}>
            {label}
          </Button>
        ))}
      </EmptyState>
    </main>
  );
}
