import { canUndo, goalInWords, jobInWords } from '@/components/inventory/move-words';
import { failureText } from '@/components/ui/failure-text';
import type { ToastNote } from '@/components/ui/Toast';
import type { CharacterId, Hash, ItemKey, MembershipId } from '@/lib/base/ids';
import { secondsText } from '@/lib/base/local-forms';
import { type Failure, fail, type Outcome } from '@/lib/base/outcome';
import { say, sayCount } from '@/lib/base/words';
import { bringAll, clearCharacter, pullPostmaster } from '@/lib/inventory/expand-goals';
import type { Goal, MoveGoal } from '@/lib/inventory/goals';
import type { Loadout } from '@/lib/inventory/loadouts/loadout';
import { type HeldItem, type Picture, type Place, VAULT } from '@/lib/inventory/picture';
import { characterName } from '@/lib/inventory/rules';
import { findItem } from '@/lib/inventory/stacks';
import type { Answered, Asks, MessageName } from '@/lib/messages/contract';
import type { Job, JobId, JobLabel } from '@/lib/messages/jobs';
import { askToCharacter, factsOf, namesOf } from './deed-words';
import { markDeeds } from './mark-deeds';
import type { PopupState } from './popup-state';

export interface DeedDeps {
  send<N extends MessageName>(name: N, asks: Asks<N>): Promise<Outcome<Answered<N>>>;
  loadPicture(): Promise<Picture | undefined>;
  loadJobs(): Promise<Job[]>;
  wait(ms: number): Promise<void>;
}

type Buttons = NonNullable<ToastNote['buttons']>;

/** How often a background that died at work is woken for the same job, and the pause before the first time. */
const WAKES = 6;
const WAKE_GAP_MS = 300;
/** Refusals that pass when the player goes to orbit. */
const PASSING = new Set(['in-activity', 'equip-locked']);

/** What the reader can make happen: each shows at once, asks the background, and says how it ended. */
export function deeds(state: PopupState, { send, loadPicture, loadJobs, wait }: DeedDeps) {
  let lastId = 0;
  /** Wishes up to this one were under way when the last failure was told: their success must not wipe it out. */
  let toldUpTo = 0;
  /** Jobs whose end this page tells by itself, or has told. */
  const watched = new Set<JobId>();
  const marking = markDeeds(state, { send, tell, tellFailure });

  function tell(note: ToastNote): void {
    state.toast.value = note;
  }

  function tellFailure(failure: Failure, name: string, buttons: Buttons = []): void {
    toldUpTo = lastId;
    const signIn =
      failure.code === 'signed-out'
        ? [{ label: say('ui_sign_in'), onPress: () => void signInAgain(false) }]
        : [];
    tell({ tone: 'failed', text: failureText(failure), name, buttons: [...buttons, ...signIn] });
  }

  /** Carries goals out as one job, shown at once, and tells its end. True when all of it is so now. */
  async function run(goals: Goal[], label: JobLabel, busy?: string): Promise<boolean> {
    const before = state.shown.value;
    if (before === undefined || goals.length === 0) return false;
    if (state.views.value?.session.state !== 'signed-in') {
      tellFailure(fail('signed-out', factsOf(before, goals)).failure, label.name);
      return false;
    }
    marking.forgetLast();
    if (busy !== undefined) tell({ tone: 'busy', text: busy, name: label.name });
    lastId += 1;
    const id = lastId;
    state.pending.value = [...state.pending.value, { id, goals }];
    const asked = await send('moves.ask', { goals, label });
    const job = asked.ok ? await follow(asked.value.jobId) : undefined;
    // The background stores before it answers. Without this the item would jump back for a moment.
    const stored = await loadPicture().catch(() => undefined);
    if (stored !== undefined) state.base.value = stored;
    state.pending.value = state.pending.value.filter((one) => one.id !== id);
    const after = state.base.value ?? before;
    if (!asked.ok) {
      tellFailure(
        { ...asked.failure, facts: { ...factsOf(after, goals), ...asked.failure.facts } },
        label.name,
      );
      return false;
    }
    if (job === undefined) return noWord(after, goals, label.name);
    return tellJob(job, after, id);
  }

  /** Keeps the background at work until the job is over, waking one that died. Undefined when it never came back. */
  async function follow(jobId: JobId): Promise<Job | undefined> {
    watched.add(jobId);
    for (let wakes = 0; wakes < WAKES; wakes += 1) {
      if (wakes > 0) await wait(WAKE_GAP_MS * wakes);
      const worked = await send('moves.work', {});
      const job = (await loadJobs()).find((one) => one.id === jobId);
      if (job !== undefined && job.state !== 'queued' && job.state !== 'running') return job;
      if (worked.ok && job === undefined) return undefined;
    }
    return undefined;
  }

  function noWord(after: Picture, goals: readonly Goal[], name: string): boolean {
    tellFailure(fail('no-reply', factsOf(after, goals)).failure, name);
    // Nobody knows what became of it: read, never repeat.
    void send('profile.refresh', {});
    return false;
  }

  /** Says how a job ended, with the buttons that make sense then. */
  function tellJob(job: Job, after: Picture, id = Number.POSITIVE_INFINITY): boolean {
    const { name } = job.label;
    if (job.state === 'stopped') {
      tellFailure(job.problem ?? fail('interrupted').failure, name, stoppedButtons(job));
      return false;
    }
    const failed = job.results.flatMap((result) => (result.kind === 'failed' ? [result.failure] : []));
    const [only] = failed;
    if (only !== undefined && job.goals.length === 1) {
      tellFailure(only, name, [...laterButton(job, only), ...undoButton(job)]);
      return false;
    }
    if (failed.length > 0) toldUpTo = lastId;
    if (failed.length === 0 && id <= toldUpTo) return true;
    tell({
      tone: failed.length > 0 ? 'failed' : 'done',
      text: jobInWords(after, job, failed.map(failureText)),
      name,
      buttons: [...undoButton(job), ...(failed.length > 0 ? [detailsButton()] : [])],
    });
    return failed.length === 0;
  }

  function stoppedButtons(job: Job): Buttons {
    const back =
      job.origins.length > 0 ? [{ label: say('jobs_put_back'), onPress: () => void undo(job.id) }] : [];
    return [{ label: say('jobs_go_on'), onPress: () => void goOn(job.id) }, ...back];
  }

  function undoButton(job: Job): Buttons {
    if (job.origins.length === 0 || job.label.kind === 'undo') return [];
    return [{ label: say('ui_undo'), onPress: () => void undo(job.id) }];
  }

  /** More than a line can tell: what became of each thing. */
  function detailsButton(): Buttons[number] {
    return {
      label: say('popup_details'),
      onPress: () => {
        state.tab.value = 'more';
      },
    };
  }

  function laterButton(job: Job, failure: Failure): Buttons {
    const [goal] = job.goals;
    if (!PASSING.has(failure.code) || goal?.kind !== 'move' || goal.to.kind !== 'character') return [];
    const { characterId } = goal.to;
    return [
      { label: say('popup_equip_later'), onPress: () => void later(goal.item, characterId, job.label.name) },
    ];
  }

  async function later(item: ItemKey, characterId: CharacterId, name: string): Promise<void> {
    const answer = await send('moves.later', { item, characterId });
    if (!answer.ok) return tellFailure(answer.failure, name);
    tell({ tone: 'done', text: say('popup_equip_later_done', { name }), name });
  }

  async function goOn(jobId: JobId): Promise<void> {
    tell({ tone: 'busy', text: say('popup_going_on') });
    const answer = await send('moves.goOn', { jobId });
    if (!answer.ok) return tellFailure(answer.failure, '', []);
    await tellAfter(jobId);
  }

  async function undo(jobId: JobId): Promise<void> {
    marking.forgetLast();
    tell({ tone: 'busy', text: say('popup_putting_back') });
    const answer = await send('moves.undo', { jobId });
    if (!answer.ok) return tellFailure(answer.failure, '');
    await tellAfter(answer.value.jobId);
  }

  async function tellAfter(jobId: JobId): Promise<void> {
    const job = await follow(jobId);
    const stored = await loadPicture().catch(() => undefined);
    if (stored !== undefined) state.base.value = stored;
    const after = state.base.value;
    if (after === undefined) return;
    if (job === undefined) noWord(after, [], '');
    else tellJob(job, after);
  }

  /** Takes back the last thing that can be taken back. */
  async function undoLast(): Promise<void> {
    if (marking.undoLast()) return;
    const job = state.jobs.value.find(canUndo);
    if (job === undefined) tell({ tone: 'done', text: say('popup_nothing_to_undo') });
    else await undo(job.id);
  }

  function move(goal: MoveGoal): Promise<boolean> {
    const picture = state.shown.value;
    const item = picture && findItem(picture, goal.item);
    if (picture === undefined || item === undefined) return Promise.resolve(false);
    const label: JobLabel = { kind: goal.equip ? 'equip' : 'move', name: item.name };
    return run([goal], label, goalInWords(picture, item, goal));
  }

  async function lock(item: HeldItem, locked: boolean): Promise<void> {
    const label: JobLabel = { kind: locked ? 'lock' : 'unlock', name: item.name };
    const { name } = item;
    const busy = locked ? say('popup_locking', { name }) : say('popup_unlocking', { name });
    await run([{ kind: 'lock', item: item.key, locked }], label, busy);
  }

  /** Asks before more than a few things go: the plan is told, and one press starts it. */
  function runMany(goals: Goal[], label: JobLabel, question: string, verb: 'send' | 'pull'): void {
    const start = (): void => void run(goals, label, say(`popup_${verb}_busy`));
    if (goals.length === 0) tell({ tone: 'done', text: say('popup_nothing_to_move') });
    else if (goals.length <= 2) start();
    else {
      tell({
        tone: 'ask',
        text: question,
        buttons: [
          { label: sayCount(`popup_${verb}_count`, goals.length), onPress: start },
          {
            label: say('ui_no'),
            onPress: () => {
              state.toast.value = undefined;
            },
          },
        ],
      });
    }
  }

  function clear(characterId: CharacterId): void {
    const picture = state.shown.value;
    if (picture === undefined) return;
    const goals = clearCharacter(picture, characterId);
    const name = characterName(picture, characterId);
    const question = say('popup_ask_vault', { items: namesOf(picture, goals) });
    runMany(goals, { kind: 'clear', name }, question, 'send');
  }

  function pullAll(characterId: CharacterId): void {
    const picture = state.shown.value;
    if (picture === undefined) return;
    const goals = pullPostmaster(picture, characterId);
    const name = characterName(picture, characterId);
    runMany(goals, { kind: 'postmaster', name }, askToCharacter(picture, goals, name), 'pull');
  }

  function pullHits(): void {
    const picture = state.shown.value;
    const character = state.character.value;
    if (picture === undefined || character === undefined) return;
    const { characterId } = character;
    const items = state.hits.value.map((hit) => hit.item);
    const name = characterName(picture, characterId);
    const goals = bringAll(items, { kind: 'character', characterId });
    runMany(goals, { kind: 'several', name }, askToCharacter(picture, goals, name), 'pull');
  }

  function markedItems(): HeldItem[] {
    return state.shown.value?.items.filter((item) => state.marked.value.has(item.key)) ?? [];
  }

  function sendMarked(where: 'vault' | 'character'): void {
    const character = state.character.value;
    if (where === 'character' && character === undefined) return;
    const to: Place =
      where === 'vault' || character === undefined
        ? VAULT
        : { kind: 'character', characterId: character.characterId };
    const items = markedItems();
    state.marked.value = new Set();
    void run(
      bringAll(items, to),
      { kind: 'several', name: sayCount('popup_items', items.length) },
      sayCount('popup_moving_items', items.length),
    );
  }

  function lockMarked(locked: boolean): void {
    const items = markedItems().filter((item) => item.instanceId !== undefined);
    state.marked.value = new Set();
    const goals: Goal[] = items.map((item) => ({ kind: 'lock', item: item.key, locked }));
    const name = sayCount('popup_items', items.length);
    void run(goals, { kind: locked ? 'lock' : 'unlock', name }, say('popup_working'));
  }

  /** For requests whose course and end show in the views; only a failure needs a word here. */
  async function request<N extends MessageName>(name: N, asks: Asks<N>): Promise<void> {
    const answer = await send(name, asks);
    if (!answer.ok) tellFailure(answer.failure, '');
  }

  /** Fetches the card of an item once; details without one still tell the rest. */
  async function wantCard(hash: Hash): Promise<void> {
    if (state.cards.value.has(hash)) return;
    const answer = await send('item.card', { hash });
    if (answer.ok) state.cards.value = new Map(state.cards.value).set(hash, answer.value);
  }

  /** Asks what an item has in its sockets now; what was told before stays until the answer comes. */
  async function wantRoll(item: ItemKey): Promise<void> {
    const answer = await send('item.roll', { item });
    if (answer.ok) state.rolls.value = new Map(state.rolls.value).set(item, answer.value);
  }

  async function signOut(): Promise<void> {
    await request('session.signOut', {});
    // What was typed and chosen belongs to the one who left.
    state.typed.value = '';
    state.chosen.value = '';
    state.selected.value = undefined;
  }

  function signInAgain(chooseAccount: boolean): Promise<void> {
    return request('session.signIn', { chooseAccount });
  }

  return {
    run,
    move,
    lock,
    mark: marking.mark,
    undoLast,
    clear,
    pullAll,
    pullHits,
    sendMarked,
    lockMarked,
    /** Says what is left of jobs that stopped before this popup was opened, or in another one; each once. */
    tellStopped(jobs: readonly Job[], picture: Picture): void {
      const job = jobs.find((one) => one.state === 'stopped' && !one.settled && !watched.has(one.id));
      if (job === undefined) return;
      watched.add(job.id);
      tellJob(job, picture);
    },
    async cancel(jobId: JobId): Promise<void> {
      await request('moves.cancel', { jobId });
    },
    async dismiss(): Promise<void> {
      state.toast.value = undefined;
      const stopped = state.jobs.value.filter((one) => one.state === 'stopped' && !one.settled);
      for (const job of stopped) await send('moves.dismiss', { jobId: job.id });
    },
    signIn: signInAgain,
    signOut,
    wantCard,
    wantRoll,
    undo,
    goOn,
    forgetLater: (item: ItemKey) => request('moves.forgetLater', { item }),
    changeSettings: (moveOthers: boolean) => request('settings.change', { moveOthers }),
    saveLoadout: (loadout: Loadout) => request('loadout.save', { loadout }),
    dropLoadout: (id: string) => request('loadout.drop', { id }),
    connectChat: () => request('chat.connect', {}),
    switchChatOn: () => request('settings.change', { connectAs: 'session' }),
    /** Reads it on the site, which marks it read there. */
    openThread: (nick: string) => request('whispers.open', { nick }),
    chooseAccount: (membershipId: MembershipId) => request('session.choose', { membershipId }),
    checkManifest: (rebuild: boolean) => request('manifest.refresh', { rebuild }),
    /** Its failure is a banner, not a toast: it concerns everything shown. */
    refresh: () => send('profile.refresh', {}),
    /** The same on a press: tells from when the data is, before and after. */
    async refreshAloud(words: string): Promise<void> {
      tell({ tone: 'busy', text: say('popup_rereading', { data: words }) });
      const answer = await send('profile.refresh', {});
      if (!answer.ok) return tellFailure(answer.failure, '');
      const time = secondsText(answer.value.mintedAtMs);
      tell({ tone: 'done', text: say('search_data_from', { time }) });
    },
  };
}

export type PopupDeeds = ReturnType<typeof deeds>;
