import { NoKeysFace } from '@/components/session/NoKeysFace';
import { SignInFace } from '@/components/session/SignInFace';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { failureText } from '@/components/ui/failure-text';
import { Skeleton } from '@/components/ui/Skeleton';
import { fail } from '@/lib/base/outcome';
import type { Wires } from './App';
import { Items } from './Items';

const BROKEN = fail('internal').failure;

/** The middle of the Items tab: the face that fits what is known. */
export function ItemsTab(wires: Wires) {
  const { state, deeds, redirectUrl } = wires;
  const views = state.views.value;
  switch (state.face.value) {
    case 'reading':
      return <main class="body" aria-busy="true" />;
    case 'no-keys':
      return (
        <main class="body">
          <NoKeysFace redirectUrl={redirectUrl} onCopy={(text) => navigator.clipboard.writeText(text)} />
        </main>
      );
    case 'sign-in':
      return (
        <main class="body">
          {views !== undefined && (
            <SignInFace session={views.session} onSignIn={() => void deeds.signIn(false)} />
          )}
        </main>
      );
    case 'loading':
      return (
        <main class="body body-still" aria-busy="true">
          <Skeleton label="Reading your items from Bungie" />
        </main>
      );
    case 'failed': {
      const problem = views?.profile.problem;
      if (state.broken.value || problem === undefined) return <Failed text={failureText(BROKEN)} />;
      return <Failed text={failureText(problem)} onRetry={() => void deeds.refresh()} />;
    }
    case 'items':
      return <Items {...wires} />;
  }
}

function Failed({ text, onRetry }: { text: string; onRetry?: () => void }) {
  return (
    <main class="body">
      <EmptyState icon="warning" title="Your items are not here yet">
        <p>{text}</p>
        {onRetry !== undefined && (
          <Button kind="primary" onPress={onRetry}>
            Try again
          </Button>
        )}
      </EmptyState>
    </main>
  );
}
