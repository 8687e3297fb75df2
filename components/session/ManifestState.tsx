import type { ManifestView } from '../../lib/messages/views';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { workInWords } from './choose-face';

export interface ManifestStateProps {
  manifest: ManifestView;
  nowMs: number;
  onCheck(rebuild: boolean): void;
}

/** The game's item list: how far it is, what the last update brought, what went wrong, and what can be done. */
export function ManifestState({ manifest, nowMs, onCheck }: ManifestStateProps) {
  const working = manifest.work !== undefined;
  const news = newsInWords(manifest);
  return (
    <>
      <p role="status">{manifestInWords(manifest, nowMs)}</p>
      {news !== '' && <p class="quiet">{news}</p>}
      {manifest.missingLanguage !== undefined && (
        <p class="quiet">
          Bungie has no list in {languageInWords(manifest.missingLanguage)} just now, so English is used.
        </p>
      )}
      {manifest.problem !== undefined && <p class="problem">{failureText(manifest.problem)}</p>}
      <div class="more-buttons">
        <Button disabled={working} onPress={() => onCheck(false)}>
          Check now
        </Button>
        <Button disabled={working} onPress={() => onCheck(true)}>
          Read it anew
        </Button>
      </div>
    </>
  );
}

/** `57,439 items in German, read at 14:05. Checked at 15:05.` */
export function manifestInWords(manifest: ManifestView, nowMs: number): string {
  const { work, items, importedAtMs, checkedAtMs, language = 'en' } = manifest;
  if (work !== undefined) return workInWords(work);
  if (manifest.generation === undefined) return 'Not read yet.';
  const count = items === undefined ? 'Items' : counted(items, 'item');
  const tongue = language === 'en' ? '' : ` in ${languageInWords(language)}`;
  const read = importedAtMs === undefined ? '' : `, read ${whenInWords(importedAtMs, nowMs)}`;
  const checked = checkedAtMs === undefined ? '' : `. Checked ${whenInWords(checkedAtMs, nowMs)}`;
  return `${count}${tongue}${read}${checked}.`;
}

/** `The last update brought 312 new items, changed 40 and took 2 away.` Empty when there was none. */
export function newsInWords({ news }: Pick<ManifestView, 'news'>): string {
  if (news === undefined) return '';
  const { added, changed, gone } = news;
  if (added + changed + gone === 0) return 'The last update changed no item.';
  const parts = [
    ...(added > 0 ? [`brought ${counted(added, 'new item')}`] : []),
    ...(changed > 0 ? [`changed ${added > 0 ? number(changed) : counted(changed, 'item')}`] : []),
    ...(gone > 0 ? [`took ${added + changed > 0 ? number(gone) : counted(gone, 'item')} away`] : []),
  ];
  const last = parts.pop() ?? '';
  return `The last update ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}.`;
}

function languageInWords(language: string): string {
  // Bungie's own names of the two Chinese scripts are no language tags.
  const tag = { 'zh-cht': 'zh-Hant', 'zh-chs': 'zh-Hans' }[language] ?? language;
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }).of(tag) ?? language;
}

function counted(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

function whenInWords(atMs: number, nowMs: number): string {
  const text = timeText(atMs, nowMs);
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString() ? `at ${text}` : `on ${text}`;
}
