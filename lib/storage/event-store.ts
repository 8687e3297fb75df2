import { type DiagnosticEvent, KEPT_EVENTS, readEvent } from '../messages/diagnostics';
import { eventDatabase } from './databases';

/** The ring of what happened. Writing is one small row; the oldest go in the same breath. */
export const eventStore = {
  /** Never rejects: what is lost here must not take its occasion down with it. */
  async add(event: DiagnosticEvent): Promise<void> {
    const kept = readEvent(event);
    if (kept === undefined) return;
    try {
      const { events } = eventDatabase();
      const id = await events.add(kept);
      await events
        .where('id')
        .belowOrEqual(Number(id) - KEPT_EVENTS)
        .delete();
    } catch {
      // No room, or a database that another window is closing: the event is lost, nothing else.
    }
  },

  /** Oldest first. */
  async list(): Promise<DiagnosticEvent[]> {
    const records = await eventDatabase().events.orderBy('id').toArray();
    return records.map(({ id: _, ...event }) => event);
  },
};
