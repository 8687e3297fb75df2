import { stateDatabase, type WhisperRecord } from './databases';

/** Whispers that arrived, by dgg's own id. Fits the `WhisperStore` port. */
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

  async markAnnounced(messageId: number): Promise<void> {
    await stateDatabase().whispers.update(messageId, { announced: 1 });
  },

  unannounced(): Promise<WhisperRecord[]> {
    return stateDatabase()
      .whispers.filter((whisper) => whisper.announced === 0)
      .toArray();
  },
};
