import { MorePanel } from '@/components/session/MorePanel';
import { openPanel } from '@/lib/platform/panel';
import type { Wires } from './App';
import { useLoaded } from './lazy';

const MOVES_SHOWN = 10;

/** The More tab, wired. */
export function MoreTab({ state, deeds }: Wires) {
  const views = state.views.value;
  const Moves = useLoaded(() => import('@/components/inventory/JobList'));
  return (
    <main class="body">
      {views !== undefined && (
        <MorePanel
          session={views.session}
          manifest={views.manifest}
          settings={views.settings}
          moves={
            Moves && (
              <Moves.JobList
                jobs={state.jobs.value.slice(0, MOVES_SHOWN)}
                picture={state.shown.value}
                nowMs={state.nowMs.value}
                onUndo={(job) => void deeds.undo(job.id)}
                onGoOn={(job) => void deeds.goOn(job.id)}
              />
            )
          }
          waiting={views.later.waiting.filter(
            (one) => one.membershipId === views.session.account?.membershipId,
          )}
          onSettings={(moveOthers) => void deeds.changeSettings(moveOthers)}
          onForget={({ item }) => void deeds.forgetLater(item)}
          nowMs={state.nowMs.value}
          onSignIn={(chooseAccount) => void deeds.signIn(chooseAccount)}
          onSignOut={() => void deeds.signOut()}
          onChooseAccount={(membershipId) => void deeds.chooseAccount(membershipId)}
          onOpenPanel={() => void openPanel()}
          onCheckManifest={(rebuild) => void deeds.checkManifest(rebuild)}
        />
      )}
    </main>
  );
}
