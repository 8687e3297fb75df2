import { jobInWords } from '@/components/inventory/move-words';
import { failureText } from '@/components/ui/failure-text';
import {
  doQuickly,
  findQuickly,
  pullQuickly,
  QUICK_DEEDS,
  type QuickDeps,
  type QuickEnd,
} from '@/lib/app/quick-deeds';
import { fail } from '@/lib/base/outcome';
import { say } from '@/lib/base/words';
import { placeInWords } from '@/lib/inventory/rules';
import type { DiagnosticEvent } from '@/lib/messages/diagnostics';
import { onCommand } from '@/lib/platform/commands';
import { notify } from '@/lib/platform/notices';
import { onOmnibox, type Suggestion } from '@/lib/platform/omnibox';
import { openOwnPage } from '@/lib/platform/self';
import { loadJobs } from '@/lib/storage/journal-reader';
import { journalStore } from '@/lib/storage/journal-store';
import { markStore } from '@/lib/storage/mark-store';
import { pictureStore } from '@/lib/storage/picture-store';

const SUGGESTED = 6;

/** What is asked for without a page of ours; how it ended is told by a system notification, for nothing else is in sight. */
export function wireQuick({
  moves,
  note,
}: {
  moves: QuickDeps['moves'];
  note(event: Omit<DiagnosticEvent, 'atMs'>): void;
}): void {
  const deps: QuickDeps = {
    pictures: pictureStore,
    jobs: { load: journalStore.load, all: loadJobs },
    loadouts: journalStore.loadouts,
    marks: markStore,
    moves,
  };

  async function tell(title: string, end: QuickEnd): Promise<void> {
    await notify({ id: 'moves:quick', title, text: await inWords(end) });
  }

  async function inWords(end: QuickEnd): Promise<string> {
    if (!end.ok) return failureText(end.failure);
    const { job } = end.value;
    const picture = await pictureStore.load();
    if (job === undefined || picture === undefined) return say('notice_nothing_to_move');
    if (job.state === 'stopped') return failureText(job.problem ?? fail('interrupted').failure);
    const failed = job.results.flatMap((result) => (result.kind === 'failed' ? [result.failure] : []));
    const [only] = failed;
    if (only !== undefined && job.goals.length === 1) return failureText(only);
    return jobInWords(picture, job, failed.map(failureText));
  }

  onCommand((name) => {
    const deed = QUICK_DEEDS.find((one) => one === name);
    if (deed === undefined) return;
    note({ kind: 'command', what: deed });
    void doQuickly(deed, deps).then((end) => tell(say('extension_name'), end));
  });

  onOmnibox({
    hint: say('omnibox_hint'),
    suggest: async (typed) => suggestions(await findQuickly(typed, deps)),
    pull: (typed) => {
      note({ kind: 'omnibox', what: 'pull' });
      void (async () => {
        const [item] = await findQuickly(typed, deps);
        if (item !== undefined) return tell(item.name, await pullQuickly(item, deps));
        const held = (await pictureStore.load()) !== undefined;
        return tell(typed.slice(0, 60), held ? fail('item-gone', { itemName: typed }) : fail('signed-out'));
      })();
    },
    look: (typed) => {
      note({ kind: 'omnibox', what: 'look' });
      void (async () => {
        const [item] = await findQuickly(typed, deps);
        const asked = item === undefined ? { name: typed.trim() } : { hash: String(item.hash) };
        await openOwnPage(`card.html?${new URLSearchParams(asked)}`);
      })();
    },
  });

  async function suggestions(found: Awaited<ReturnType<typeof findQuickly>>): Promise<Suggestion[]> {
    const picture = await pictureStore.load();
    if (picture === undefined) return [];
    // One line for each name: the address bar cannot tell two of the same text apart.
    const byName = new Map(
      found.map((item) => [item.name, item]).reverse() as [string, (typeof found)[number]][],
    );
    return [...byName.values()]
      .reverse()
      .slice(0, SUGGESTED)
      .map((item) => ({
        content: item.name,
        description: say('omnibox_item', {
          item: item.name,
          type: item.typeName,
          place: placeInWords(picture, item.place, item.equipped),
        }),
      }));
  }
}
