import { languageText, listText, sentences } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
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
          {say('manifest_no_language', { language: languageInWords(manifest.missingLanguage) })}
        </p>
      )}
      {manifest.problem !== undefined && <p class="problem">{failureText(manifest.problem)}</p>}
      <div class="more-buttons">
        <Button disabled={working} onPress={() => onCheck(false)}>
          {say('manifest_check')}
        </Button>
        <Button disabled={working} onPress={() => onCheck(true)}>
          {say('manifest_read_anew')}
        </Button>
      </div>
    </>
  );
}

/** `57,439 items in German, read at 14:05. Checked at 15:05.` */
export function manifestInWords(manifest: ManifestView, nowMs: number): string {
  const { work, items, importedAtMs, checkedAtMs, language = 'en' } = manifest;
  if (work !== undefined) return workInWords(work);
  if (manifest.generation === undefined) return say('manifest_not_read');
  const count = items === undefined ? say('manifest_items_some') : sayCount('manifest_items', items);
  const read = importedAtMs === undefined ? undefined : whenInWords(importedAtMs, nowMs);
  const tongue = language === 'en' ? undefined : languageInWords(language);
  const checked =
    checkedAtMs === undefined ? '' : say('manifest_checked', { when: whenInWords(checkedAtMs, nowMs) });
  return sentences(listInWords(count, tongue, read), checked);
}

function listInWords(items: string, language: string | undefined, when: string | undefined): string {
  if (when === undefined)
    return language === undefined
      ? say('manifest_is', { items })
      : say('manifest_in_language', { items, language });
  return language === undefined
    ? say('manifest_read', { items, when })
    : say('manifest_read_in_language', { items, language, when });
}

/** `The last update brought 312 new items, changed 40, and took 2 away.` Empty when there was none. */
export function newsInWords({ news }: Pick<ManifestView, 'news'>): string {
  if (news === undefined) return '';
  const { added, changed, gone } = news;
  if (added + changed + gone === 0) return say('manifest_news_none');
  const parts: string[] = [];
  const too = (): boolean => parts.length > 0;
  if (added > 0) parts.push(sayCount('manifest_news_brought', added));
  if (changed > 0)
    parts.push(sayCount(too() ? 'manifest_news_changed_too' : 'manifest_news_changed', changed));
  if (gone > 0) parts.push(sayCount(too() ? 'manifest_news_gone_too' : 'manifest_news_gone', gone));
  return say('manifest_news', { changes: listText(parts) });
}

function languageInWords(language: string): string {
  // Bungie's own names of the two Chinese scripts are no language tags.
  const tag = { 'zh-cht': 'zh-Hant', 'zh-chs': 'zh-Hans' }[language] ?? language;
  return languageText(tag);
}

function whenInWords(atMs: number, nowMs: number): string {
  const text = timeText(atMs, nowMs);
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString()
    ? say('manifest_at_time', { time: text })
    : say('manifest_on_day', { day: text });
}
