import { canUndo, jobInWords } from '@/components/inventory/move-words';
import { failureText } from '@/components/ui/failure-text';
import { notAnItem } from '@/lib/app/not-an-item';
import { type OwnedDeps, ownedCard, sealer } from '@/lib/app/owned-card';
import type { JobDeps } from '@/lib/app/run-jobs';
import { followSend, type SendDeps, sendFromChat, undoFromChat } from '@/lib/app/send-from-chat';
import { atOnce } from '@/lib/base/at-once';
import { fail, type Outcome, ok } from '@/lib/base/outcome';
import { cardSettings, concernsCards } from '@/lib/messages/card-settings';
import type { Asked, Audience } from '@/lib/messages/contract';
import type { Settings } from '@/lib/messages/settings';
import { putIntoChat, tellCards } from '@/lib/platform/card-push';
import { recall, remember } from '@/lib/platform/session-memory';
import { definitionStore } from '@/lib/storage/definitions';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';

const SECRET = 'card-handles';
/** Cards that chat pages may ask for at the same time (reliability-security.md R5). */
const CARDS_AT_ONCE = 5;

/** Plugs together what item cards may ask of the background. */
export function wireCards(deps: { jobs: JobDeps; work(): void; refresh(): void }) {
  const owned: OwnedDeps = {
    pictures: pictureStore,
    definitions: definitionStore,
    views: viewStore,
    seal: sealer(secret),
    refresh: deps.refresh,
    now: Date.now,
  };
  const sends: SendDeps = {
    ...owned,
    jobs: deps.jobs,
    work: deps.work,
    tell: (picture, job) => ({
      text: jobInWords(
        picture,
        job,
        job.results.flatMap((result) => (result.kind === 'failed' ? [failureText(result.failure)] : [])),
      ),
      undo: canUndo(job),
    }),
  };

  const fromChat = atOnce(CARDS_AT_ONCE);

  async function tellPages(): Promise<void> {
    await tellCards(cardSettings(await viewStore.load('settings')));
  }

  return {
    /** Runs it, unless it comes from a chat page that asks for too much at once. */
    few: <T>(from: Audience, run: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
      from === 'chat' ? fromChat(run, fail('too-fast')) : run(),
    own: (asked: Asked<'item.own'>) => ownedCard(asked, owned),
    send: (asked: Asked<'item.send'>) => sendFromChat(asked, sends),
    sent: (asked: Asked<'item.sent'>) => followSend(asked, sends),
    back: (asked: Asked<'item.back'>) => undoFromChat(asked, sends),
    async wrong(asked: Asked<'item.wrong'>): Promise<Outcome<null>> {
      const learnt = await notAnItem(asked, viewStore);
      if (!learnt.ok) return learnt;
      await tellPages();
      return ok(null);
    },
    async settings() {
      return ok(cardSettings(await viewStore.load('settings')));
    },
    async onSettings(change: Partial<Settings>): Promise<void> {
      if (concernsCards(change)) await tellPages();
    },
    put: async (text: string) => ok({ done: await putIntoChat(text) }),
  };
}

/** Made once a browser session; two that ask at the same moment agree on what is stored. */
let made: Promise<string> | undefined;

function secret(): Promise<string> {
  made ??= recall(SECRET).then(async (held) => {
    if (typeof held === 'string') return held;
    const fresh = crypto.randomUUID();
    await remember(SECRET, fresh);
    return fresh;
  });
  return made;
}
