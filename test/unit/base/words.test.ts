import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  besideText,
  capital,
  clockText,
  dateText,
  languageText,
  listText,
  megabytesText,
  sentences,
  spanText,
  withinSentence,
} from '@/lib/base/local-forms';
import { language, numberText, say, sayCount, speakFrom } from '@/lib/base/words';
import { speakEnglish } from '../../run/english';

/** A catalogue of a few messages in one language, in a browser of another or the same. */
function speak(browser: string, texts: Record<string, string>): void {
  speakFrom({ find: (key) => texts[key] ?? '', language: browser });
}

const RUSSIAN = {
  interface_language: 'ru',
  item_pieces_one: '{count} штука',
  item_pieces_few: '{count} штуки',
  item_pieces_many: '{count} штук',
  item_pieces_other: '{count} штуки',
};

afterAll(speakEnglish);

describe('a message', () => {
  beforeEach(speakEnglish);

  it('is filled in with values as they are, whatever signs they hold', () => {
    expect(say('card_did_you_mean', { name: '$1 {name} $& \\' })).toBe('Did you mean $1 {name} $& \\?');
  });

  it('has numbers as the language writes them, and texts of digits as they stand', () => {
    expect(say('items_pieces_of', { all: 1234 })).toBe('Pieces, of 1,234');
    expect(say('items_pieces_of', { all: '1234' })).toBe('Pieces, of 1234');
  });

  it('that nobody has is told by its key, so that it is missed', () => {
    speak('en', {});
    expect(say('ui_close')).toBe('ui_close');
    expect(sayCount('item_pieces', 3)).toBe('item_pieces');
  });

  it('is asked for once: a thousand tiles say the same words', () => {
    let asked = 0;
    speakFrom({
      find: (key) => {
        asked += key === 'ui_close' ? 1 : 0;
        return 'Zu';
      },
      language: 'de',
    });
    for (let times = 0; times < 5; times += 1) expect(say('ui_close')).toBe('Zu');
    expect(asked).toBe(1);
  });
});

describe('a number of things', () => {
  it.each([
    [1, '1 штука'],
    [3, '3 штуки'],
    [5, '5 штук'],
    [11, '11 штук'],
    [21, '21 штука'],
    [1_002, '1 002 штуки'],
  ])('has the form of Russian: %i', (count, words) => {
    speak('ru', RUSSIAN);
    expect(sayCount('item_pieces', count).replace(/\s/g, ' ')).toBe(words);
  });

  it('has one form in Japanese', () => {
    speak('ja', { interface_language: 'ja', item_pieces_other: '{count}個' });
    expect([sayCount('item_pieces', 1), sayCount('item_pieces', 2)]).toEqual(['1個', '2個']);
  });

  it('takes the general form where a language lacks the wanted one', () => {
    speak('de', { interface_language: 'de', item_pieces_other: '{count} Stück' });
    expect(sayCount('item_pieces', 1)).toBe('1 Stück');
  });
});

describe('the language of numbers and times', () => {
  it('is that of the texts, with the region of the browser', () => {
    speak('de-AT', { interface_language: 'de' });
    expect(language()).toBe('de-AT');
    speak('pt-PT', { interface_language: 'pt-BR' });
    expect(language()).toBe('pt-PT');
  });

  it('is English for a reader whose language we lack: “1 items” would be wrong in both', async () => {
    speak('pl', {
      interface_language: 'en',
      item_pieces_one: '{count} piece',
      item_pieces_other: '{count} pieces',
    });
    expect([language(), sayCount('item_pieces', 1), numberText(1234)]).toEqual(['en', '1 piece', '1,234']);
  });

  it('is followed by every form', () => {
    speak('de', { interface_language: 'de' });
    const noon = new Date(2026, 10, 28, 12, 5).getTime();
    expect(clockText(noon)).toBe('12:05');
    expect(dateText(noon, true)).toBe('28. Nov. 2026');
    expect(numberText(57_439)).toBe('57.439');
    expect(spanText(2, 'hour')).toBe('2 Stunden');
    expect(megabytesText(107_400_000)).toBe('107 MB');
    expect(listText(['a', 'b', 'c'])).toBe('a, b und c');
    expect(languageText('fr')).toBe('Französisch');
  });
});

describe('parts side by side', () => {
  it('are separated as the language does, empty ones left out', () => {
    speak('ja', { interface_language: 'ja', text_comma: '、', text_sentences: '{first}{second}' });
    expect(besideText(['甲', '', undefined, '乙'])).toBe('甲、乙');
    expect(sentences('甲。', '', '乙。')).toBe('甲。乙。');
  });

  it('are small within a sentence, but for German nouns', () => {
    speak('en-US', { interface_language: 'en' });
    expect(withinSentence('Consumables')).toBe('consumables');
    speak('de-AT', { interface_language: 'de' });
    expect(withinSentence('Verbrauchsgegenstände')).toBe('Verbrauchsgegenstände');
  });

  it('begin with a large letter of their language', () => {
    speak('tr', { interface_language: 'tr' });
    expect(capital('izinde')).toBe('İzinde');
    expect(capital('')).toBe('');
  });
});
