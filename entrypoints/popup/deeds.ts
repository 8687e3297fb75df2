import { reportInWords, wishInWords } from '@/components/inventory/move-words';
import { failureText } from '@/components/ui/failure-text';
import type { ToastNote } from '@/components/ui/Toast';
import type { Hash, MembershipId } from '@/lib/base/ids';
import { type Failure, fail, type Outcome } from '@/lib/base/outcome';
import { type PendingWish, planUndo, stoppedBetween } from '@/lib/inventory/optimistic';
import type { HeldItem, Picture } from '@/lib/inventory/picture';
import type { MoveWish } from '@/lib/inventory/plan-move';
import { placeInWords } from '@/lib/inventory/rules';
import type { Answered, Asks, MessageName } from '@/lib/messages/contract';
import type { PopupState } from './popup-state';

export interface DeedDeps {
  send<N extends MessageName>(name: N, asks: Asks<N>): Promise<Outcome<Answered<N>>>;
  loadPicture(): Promise<Picture | undefined>;
}

/** What the reader can make happen: each shows at once, asks the background, and says how it ended. */
export function deeds(state: PopupState, { send, loadPicture }: DeedDeps) {
  let lastId = 0;
  /** Moves up to this one were under way when the last failure was told: their success must not wipe it out. */
  let toldUpTo = 0;

  function say(note: ToastNote): void {
    state.toast.value = note;
  }

  function tellFailure(failure: Failure, name: string, buttons: ToastNote['buttons'] = []): void {
    toldUpTo = lastId;
    const signIn =
      failure.code === 'signed-out' ? [{ label: 'Sign in', onPress: () => void signInAgain(false) }] : [];
    say({ tone: 'failed', text: failureText(failure), name, buttons: [...buttons, ...signIn] });
  }

  /** Lays the wish over the picture, asks, then takes it off again: by then the stored picture tells the truth. */
  async function ask<T>(wish: PendingWish, run: () => Promise<Outcome<T>>): Promise<[number, Outcome<T>]> {
    lastId += 1;
    const id = lastId;
    state.pending.value = [...state.pending.value, { id, wish }];
    const answer = await run();
    // The background stores before it answers. Without this the item would jump back for a moment.
    const stored = await loadPicture().catch(() => undefined);
    if (stored !== undefined) state.base.value = stored;
    state.pending.value = state.pending.value.filter((one) => one.id !== id);
    return [id, answer];
  }

  async function move(wish: MoveWish): Promise<boolean> {
    const before = state.shown.value;
    const item = before?.items.find((one) => one.key === wish.item);
    if (before === undefined || item === undefined) return false;
    if (state.views.value?.session.state !== 'signed-in') {
      tellFailure(fail('signed-out', factsOf(before, item)).failure, item.name);
      return false;
    }
    say({ tone: 'busy', text: wishInWords(before, item, wish), name: item.name });
    const [id, answer] = await ask({ kind: 'move', ...wish }, () => send('item.move', wish));
    const after = state.base.value ?? before;
    if (answer.ok) {
      if (id > toldUpTo) {
        say({
          tone: 'done',
          text: reportInWords(after, answer.value),
          name: item.name,
          buttons: answer.value.moved ? undoButton(before, wish) : [],
        });
      }
      return true;
    }
    // Nobody knows what became of it: read, never repeat.
    if (answer.failure.code === 'no-reply') void send('profile.refresh', {});
    const stopped = stoppedBetween(after, wish, item.place) !== undefined;
    const facts = { ...factsOf(after, item), ...answer.failure.facts, ...(stopped ? { stopped: 1 } : {}) };
    tellFailure({ code: answer.failure.code, facts }, item.name, stopped ? goOnOrBack(item, wish) : []);
    return false;
  }

  function undoButton(before: Picture, wish: MoveWish): NonNullable<ToastNote['buttons']> {
    const steps = planUndo(before, wish);
    return steps.length === 0 ? [] : [{ label: 'Undo', onPress: () => void undo(steps) }];
  }

  async function undo(steps: MoveWish[]): Promise<void> {
    for (const step of steps) {
      if (!(await move(step))) return;
    }
  }

  function goOnOrBack(item: HeldItem, wish: MoveWish): NonNullable<ToastNote['buttons']> {
    const goOn = { label: 'Go on', onPress: () => void move(wish) };
    if (item.place.kind === 'postmaster') return [goOn];
    const back: MoveWish = { item: item.key, to: item.place, equip: false };
    return [goOn, { label: 'Take back', onPress: () => void move(back) }];
  }

  async function lock(item: HeldItem, locked: boolean): Promise<void> {
    if (state.views.value?.session.state !== 'signed-in') {
      return tellFailure(fail('signed-out').failure, item.name);
    }
    say({ tone: 'busy', text: `${locked ? 'Locking' : 'Unlocking'} ${item.name}`, name: item.name });
    const [id, answer] = await ask({ kind: 'lock', item: item.key, locked }, () =>
      send('item.lock', { item: item.key, locked }),
    );
    if (!answer.ok) return tellFailure(answer.failure, item.name);
    if (id > toldUpTo) {
      say({ tone: 'done', text: `${item.name} is ${locked ? 'locked' : 'unlocked'}`, name: item.name });
    }
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
    move,
    lock,
    signIn: signInAgain,
    signOut,
    wantCard,
    chooseAccount: (membershipId: MembershipId) => request('session.choose', { membershipId }),
    checkManifest: (rebuild: boolean) => request('manifest.refresh', { rebuild }),
    /** Its failure is a banner, not a toast: it concerns everything shown. */
    refresh: () => send('profile.refresh', {}),
  };
}

export type PopupDeeds = ReturnType<typeof deeds>;

/** Where it is by now, for failures that are told without these facts. */
function factsOf(picture: Picture, item: HeldItem): Failure['facts'] {
  const now = picture.items.find((one) => one.key === item.key) ?? item;
  return { itemName: now.name, where: placeInWords(picture, now.place, now.equipped) };
}
