import type { Failure } from '../base/outcome';
import { mergeThread, settleUnread, type Waiting, type Whisper } from '../chat/whisper-book';
import { stateDatabase, type WhisperRecord } from './databases';

/** Whispers both ways, by dgg's own id. Fits the `WhisperStore` port. */
export const whisperStore = {
  /** True when it was not there yet. One transaction, so that two reports of one whisper cannot both be first. */
  add(whisper: WhisperRecord): Promise<boolean> {
    const { whispers } = stateDatabase();
    return stateDatabase().transaction('rw', whispers, async () => {
      if ((await whispers.get(whisper.messageId)) !== undefined) return false;
      await whispers.add(whisper);
      return true;
    });
  },

  /** True when nobody began to tell it before; false for what somebody who died over it had begun to. */
  claim(messageId: number): Promise<boolean> {
    const { whispers } = stateDatabase();
    return stateDatabase().transaction('rw', whispers, async () => {
      if ((await whispers.get(messageId))?.announced !== 0) return false;
      await whispers.update(messageId, { announced: 2 });
      return true;
    });
  },

  /** Its reader was told. */
  async told(messageIds: readonly number[]): Promise<void> {
    await stateDatabase()
      .whispers.where('messageId')
      .anyOf([...messageIds])
      .modify({ announced: 1 });
  },

  unannounced(): Promise<WhisperRecord[]> {
    return stateDatabase().whispers.where('announced').anyOf(0, 2).sortBy('messageId');
  },

  /** All of them, or those of one conversation, oldest first. */
  list(who?: string): Promise<WhisperRecord[]> {
    const { whispers } = stateDatabase();
    return who === undefined
      ? whispers.orderBy('atMs').toArray()
      : whispers.where('who').equals(who).sortBy('atMs');
  },

  /** Brings the read states in line with what the site counts. */
  settle(waiting: readonly Waiting[]): Promise<void> {
    const { whispers } = stateDatabase();
    return stateDatabase().transaction('rw', whispers, async () => {
      for (const { messageId, state } of settleUnread(await whispers.toArray(), waiting))
        await whispers.update(messageId, { state });
    });
  },

  /** Puts a fetched thread over what is stored of that conversation. What the site tells is no news to anybody. */
  merge(who: string, fetched: readonly Whisper[]): Promise<void> {
    const { whispers } = stateDatabase();
    return stateDatabase().transaction('rw', whispers, async () => {
      const { put, drop } = mergeThread(await whispers.where('who').equals(who).toArray(), fetched);
      await whispers.bulkDelete(drop);
      await whispers.bulkPut(put.map((whisper) => ({ ...whisper, announced: 1 as const })));
    });
  },

  load(messageId: number): Promise<WhisperRecord | undefined> {
    return stateDatabase().whispers.get(messageId);
  },

  /** One of ours in that conversation by the number it went by, also after the site's own record took its place. */
  async loadSent(who: string, number: number): Promise<WhisperRecord | undefined> {
    const { whispers } = stateDatabase();
    return (
      (await whispers.get(number)) ??
      whispers
        .where('who')
        .equals(who)
        .filter(({ sentAs }) => sentAs === number)
        .first()
    );
  },

  /** Changes what is known of one of ours; a field given as undefined is removed. */
  async change(
    messageId: number,
    change: Partial<Pick<Whisper, 'state'>> & { problem?: Failure | undefined },
  ): Promise<void> {
    await stateDatabase()
      .whispers.where('messageId')
      .equals(messageId)
      .modify((whisper) => {
        if (change.state !== undefined) whisper.state = change.state;
        if (change.problem !== undefined) whisper.problem = change.problem;
        else if ('problem' in change) delete whisper.problem;
      });
  },

  drop(messageId: number): Promise<void> {
    return stateDatabase().whispers.delete(messageId);
  },

  async wrote(who: string): Promise<boolean> {
    const one = await stateDatabase()
      .whispers.where('who')
      .equals(who)
      .filter(({ way }) => way === 'in')
      .first();
    return one !== undefined;
  },

  /** Ours have ids below zero until the site tells theirs. */
  sending(): Promise<WhisperRecord[]> {
    return stateDatabase()
      .whispers.where('messageId')
      .below(0)
      .filter(({ state }) => state === 'sending')
      .toArray();
  },

  /** Drops what was written before that moment; how many that were. */
  dropBefore(atMs: number): Promise<number> {
    return stateDatabase().whispers.where('atMs').below(atMs).delete();
  },

  forgetAll(): Promise<void> {
    return stateDatabase().whispers.clear();
  },
};
