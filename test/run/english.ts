import { join } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { speakFrom } from '../../lib/base/words';

/** The folder with one catalogue for each language. */
export const LOCALES_DIR = join(import.meta.dirname, '../../locales');

/** One catalogue as the build reads it: every message by its key. */
export async function readCatalogue(locale: string): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(`${LOCALES_DIR}/${locale}.yml`);
  const texts = messages.flatMap((one) =>
    'message' in one && !one.key[0]?.startsWith('@@') ? [[one.key.join('_'), one.message] as const] : [],
  );
  return new Map(texts);
}

/** Outside a browser the English catalogue speaks. */
export async function speakEnglish(): Promise<void> {
  const texts = await readCatalogue('en');
  speakFrom({ find: (key) => texts.get(key) ?? '', language: 'en-US' });
}
