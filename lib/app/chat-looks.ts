import { type Outcome, ok } from '../base/outcome';
import { type Emote, nickColour, splitEmotes } from '../chat/looks';
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
/** No notice waits longer for how it looks. */
const PATIENCE_MS = 400;

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

/** How one person's nick and words look. */
export interface WhisperLooks {
  /** `#rrggbb` */
  colour?: string | undefined;
  /** The emotes in a text of his, each once. */
  emotesIn(text: string): Emote[];
}

/**
 * The looks of somebody whose whisper is about to be shown: learnt first if that is quick, else what is known already. Never
 * fails; a whisper can be read without.
 */
export async function looksOf(
  nick: string,
  deps: LooksDeps & { wait(ms: number): Promise<void> },
): Promise<WhisperLooks> {
  try {
    await Promise.race([learnLooks([nick], deps), deps.wait(PATIENCE_MS)]);
    const { lists, features } = await deps.looks.known(conversationOf(nick));
    const emotes = new Map(lists?.emotes.map((emote) => [emote.prefix, emote]));
    return {
      colour: nickColour(features, lists?.flairs ?? []),
      emotesIn: (text) => [
        ...new Set(splitEmotes(text, emotes).filter((part): part is Emote => typeof part !== 'string')),
      ],
    };
  } catch {
    return { emotesIn: () => [] };
  }
}
