import { fail, type Outcome, ok } from '../base/outcome';
import { straighten } from '../items/name-words';
import type { ViewStore } from './ports';

/** As many as the settings keep. */
const MOST = 500;

/** Learns that a word is no item in chat, or that it is one after all. Newest first; the oldest make room. */
export async function notAnItem(
  { said, wrong }: { said: string; wrong: boolean },
  views: ViewStore,
): Promise<Outcome<readonly string[]>> {
  const word = straighten(said).trim();
  if (word === '') return fail('not-allowed');
  const { notItems } = await views.load('settings');
  const others = notItems.filter((one) => straighten(one) !== word);
  const changed = wrong ? [word, ...others].slice(0, MOST) : others;
  await views.save('settings', { notItems: changed });
  return ok(changed);
}
