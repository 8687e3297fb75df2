import { defineBackground } from 'wxt/utils/define-background';
import { renewBadge } from '@/lib/app/badge';
import { itemCard, nameIndex } from '@/lib/app/item-card';
import { setMark } from '@/lib/app/marks';
import { oneByOne } from '@/lib/app/move-queue';
import { type Outcome, ok } from '@/lib/base/outcome';
import type { Settings } from '@/lib/messages/settings';
import { ensureAlarm, onAlarm } from '@/lib/platform/alarms';
import { closeLocalStorage, onFirstBreath, onInstall } from '@/lib/platform/lifecycle';
import { withLock } from '@/lib/platform/locks';
import { offerLookUp } from '@/lib/platform/look-up-menu';
import { onNoticeClick, showBadge } from '@/lib/platform/notices';
import { openOwnPage } from '@/lib/platform/self';
import { plugInWords } from '@/lib/platform/words';
import { definitionStore } from '@/lib/storage/definitions';
import { journalStore } from '@/lib/storage/journal-store';
import { markStore } from '@/lib/storage/mark-store';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';
import { wireBungie, wireKeys } from './bungie';
import { wireCards } from './cards';
import { wireChat } from './chat';
import { wireManifest } from './manifest';
import { MOVES_ALARM, wireMoves } from './moves';
import { wireQuick } from './quick';
import { wireRecords } from './records';

const MANIFEST_ALARM = 'manifest-check';
const CHAT_ALARM = 'chat-check';

/*
 * The table of contents of the background: which event leads to which use case, and nothing more. Every listener is
 * registered before the first await, or a woken worker would miss the event that woke it.
 */
export default defineBackground({
  type: 'module',
  main() {
    plugInWords();
    const badge = () => renewBadge({ views: viewStore, pictures: pictureStore, show: showBadge });
    const keys = wireKeys();
    const manifest = wireManifest(keys);
    const inTurn = oneByOne();
    const moving = <T>(job: () => Promise<T>): Promise<T> => inTurn(() => withLock('moves', job));
    const bungie = wireBungie({
      keys,
      onPicture: badge,
      onUnknownHashes: () => void manifest.check({ force: false, unknown: true }),
      still: moving,
    });
    const chat = wireChat({
      badge,
      onState: (state) => records.note({ kind: 'chat', what: 'socket', chat: state }),
    });
    manifest.onImported(bungie.renameHeldItems);

    const changeSettings = async (change: Partial<Settings>): Promise<Outcome<null>> => {
      await viewStore.save('settings', change);
      void cards.onSettings(change);
      await badge();
      // Another language is another list; the one in use serves until it is read.
      if (change.manifestLanguage !== undefined) void manifest.check({ force: true });
      return chat.onSettings(change);
    };
    const records = wireRecords({ changeSettings });
    const { serve } = records;

    const moves = wireMoves(bungie.jobs, moving, badge);
    const cards = wireCards({
      jobs: bungie.jobs,
      work: () => void moves.work(),
      refresh: () => void moving(() => bungie.refresh()),
    });
    wireQuick({ moves, note: records.note });

    serve('session.signIn', async ({ chooseAccount }) => {
      const done = await bungie.session.signIn(chooseAccount);
      if (done.ok) await bungie.refresh();
      return done;
    });
    serve('session.signOut', () => bungie.session.signOut());
    serve('session.choose', async ({ membershipId }) => {
      const done = await bungie.session.choose(membershipId);
      if (done.ok) await bungie.refresh();
      return done;
    });
    /** Whatever was asked with the old keys is asked anew. */
    const rekeyed = async (done: Outcome<null>): Promise<Outcome<null>> => {
      if (done.ok) await bungie.session.settle();
      if (done.ok) void manifest.check({ force: true });
      return done;
    };
    serve('keys.use', async (typed) => rekeyed(await keys.use(typed)));
    serve('keys.forget', async () => rekeyed(await keys.forget()));
    serve('keys.test', () => keys.test());
    serve('profile.refresh', () => {
      // A popup was opened: time to look whether the item list is too old.
      void manifest.check({ force: false });
      return moving(() => bungie.refresh());
    });
    serve('moves.ask', (wish) => moves.ask(wish));
    serve('moves.work', () => moves.work());
    serve('moves.cancel', ({ jobId }) => moves.cancel(jobId));
    serve('moves.goOn', ({ jobId }) => moves.goOn(jobId));
    serve('moves.undo', ({ jobId }) => moves.undo(jobId));
    serve('moves.dismiss', ({ jobId }) => moves.dismiss(jobId));
    serve('moves.later', (wish) => moves.later(wish));
    serve('moves.forgetLater', ({ item }) => moves.forgetLater(item));
    serve('settings.change', changeSettings);
    serve('backup.bring', ({ backup }) => records.bring(backup));
    serve('health.look', () => records.health());
    serve('welcome.at', ({ step }) => stored(viewStore.save('welcome', { step })));
    serve('trouble.note', async ({ part }) => {
      records.note({ kind: 'broken', what: part });
      return ok(null);
    });
    serve('loadout.save', ({ loadout }) => stored(journalStore.saveLoadout(loadout)));
    serve('loadout.drop', ({ id }) => stored(journalStore.dropLoadout(id)));
    serve('marks.set', (wish) => setMark(wish, { marks: markStore, now: Date.now }));
    serve('item.card', (asked, from) => cards.few(from, () => itemCard(asked, definitionStore)));
    serve('item.own', (asked, from) => cards.few(from, () => cards.own(asked)));
    serve('item.send', (asked) => cards.send(asked));
    serve('item.sent', (asked) => cards.sent(asked));
    serve('item.back', (asked) => cards.back(asked));
    serve('item.wrong', (asked) => cards.wrong(asked));
    serve('share.put', ({ text }) => cards.put(text));
    serve('cards.settings', () => cards.settings());
    serve('item.roll', ({ item }) => bungie.roll(item));
    serve('names.index', ({ have }, from) => {
      // A chat page was opened: the best hint there is that the reader may have signed in to the site.
      if (from === 'chat') void chat.ensure();
      return nameIndex(have, definitionStore);
    });
    serve('manifest.refresh', async ({ rebuild }) => {
      await manifest.check({ force: true, rebuild });
      return ok(null);
    });
    serve('chat.connect', () => chat.connect());
    serve('chat.useKey', ({ key }) => chat.useKey(key));
    serve('whispers.open', ({ nick }) => chat.openThread(nick));
    serve('whispers.reply', (wish, from) => chat.reply(wish, from));
    serve('whispers.drop', ({ id }) => chat.dropReply(id));
    serve('whispers.refresh', () => chat.refresh());
    serve('whispers.looks', ({ nicks }) => chat.learnLooks(nicks));
    serve('whispers.forget', () => chat.forget());
    serve('socket.event', (event) => chat.onEvent(event));
    serve('import.event', (event) => manifest.onProgress(event));

    onAlarm((name) => {
      records.note({ kind: 'alarm', what: name });
      if (name === MANIFEST_ALARM) {
        void manifest.check({ force: false });
        void bungie.session.keepAlive();
        void records.backUpDaily();
      }
      if (name === CHAT_ALARM) void chat.onAlarm();
      if (name === MOVES_ALARM) void moves.onAlarm();
    });
    onNoticeClick();
    offerLookUp();
    onFirstBreath(() => undefined);
    onInstall(() => void welcomeOnce());

    void start([
      ensureAlarm(MANIFEST_ALARM, 60),
      ensureAlarm(CHAT_ALARM, 15),
      closeLocalStorage(),
      viewStore.replace('move', null),
      viewStore.save('profile', { refreshing: false }),
      keys.settle(),
      bungie.session.settle().then(() => bungie.session.keepAlive()),
      moves.settle(),
      manifest.start(),
      chat.start(),
      records.backUpDaily(),
    ]);
  },
});

/** Browsers that load us from a folder tell of an installation at each start: the page opens by itself once only. */
async function welcomeOnce(): Promise<void> {
  if ((await viewStore.load('welcome')).opened) return;
  await viewStore.save('welcome', { opened: true });
  await openOwnPage('welcome.html');
}

async function stored(write: Promise<unknown>): Promise<Outcome<null>> {
  await write;
  return ok(null);
}

/** Whatever of the start fails is our bug and said so; it must not take the rest down. */
async function start(parts: Promise<unknown>[]): Promise<void> {
  for (const part of await Promise.allSettled(parts)) {
    if (part.status === 'rejected') console.error('Vault Courier: start failed', part.reason);
  }
}
