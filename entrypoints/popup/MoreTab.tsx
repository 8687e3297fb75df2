import { MorePanel } from '@/components/session/MorePanel';
import type { Wires } from './App';

/** The More tab, wired. */
export function MoreTab({ state, deeds }: Wires) {
  const views = state.views.value;
  return (
    <main class="body">
      {views !== undefined && (
        <MorePanel
          session={views.session}
          manifest={views.manifest}
          settings={views.settings}
          waiting={views.later.waiting}
          onSettings={(moveOthers) => void deeds.changeSettings(moveOthers)}
          onForget={({ item }) => void deeds.forgetLater(item)}
          nowMs={state.nowMs.value}
          onSignIn={(chooseAccount) => void deeds.signIn(chooseAccount)}
          onSignOut={() => void deeds.signOut()}
          onChooseAccount={(membershipId) => void deeds.chooseAccount(membershipId)}
          onCheckManifest={(rebuild) => void deeds.checkManifest(rebuild)}
        />
      )}
    </main>
  );
}
