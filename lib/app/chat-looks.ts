import { type Outcome, ok } from '../base/outcome';
import { conversationOf } from '../chat/whisper-book';
import type { DggApi, LooksStore, Now } from './ports';

export interface LooksDeps {
  api: Pick<DggApi, 'fetchLooks' | 'fetchFeatures'>;
  looks: LooksStore;
  now: Now;
}

/** Emotes and flairs change now and then; a day old is new enough. */
const FRESH_MS = 86_400_000;
/** People asked for at once: no more are in sight. */
const MOST_PEOPLE = 12;

/**
 * Makes sure that the emotes of the chat and the flairs of these people are stored, once a day each. What cannot be fetched is
 * tried again the next time somebody looks; the words are there without.
 */
export async function learnLooks(nicks: readonly string[], deps: LooksDeps): Promise<Outcome<null>> {
  const nowMs = deps.now();
  const old = (atMs: number | undefined): boolean => atMs === undefined || Math.abs(nowMs - atMs) > FRESH_MS;
  if (old(await deps.looks.listsAtMs())) {
    const lists = await deps.api.fetchLooks();
    if (!lists.ok) return lists;
    await deps.looks.saveLists(lists.value, nowMs);
  }
  for (const nick of nicks.slice(0, MOST_PEOPLE)) {
    const who = conversationOf(nick);
    if (!old(await deps.looks.personAtMs(who))) continue;
    const features = await deps.api.fetchFeatures(nick);
    if (!features.ok) return features;
    await deps.looks.savePerson(who, features.value, nowMs);
  }
  return ok(null);
}
