import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataDir } from '../world/data-dir';

/*
 * What is said in a soak, and what the page notes meanwhile. The same in both browsers.
 */

export const NAMES = ['Sunshot', 'Ace of Spades', 'The Last Word', 'Riskrunner', 'Telesto'];
const WORDS =
  'so we had them there and the whole team went in at once but nobody brought any heavy ammo'.split(' ');
const CHAT = 'dgg/chat-2016-02-07.jsonl.gz';
const LONGEST = 400;

let talk: readonly string[] | undefined;

/** Real chat where it is at hand; every sixth line names an item, half of those in brackets. */
export function lineAt(at: number): string {
  talk ??= realTalk();
  const words = talk[at % talk.length] ?? WORDS.slice(0, 3 + (at % (WORDS.length - 3))).join(' ');
  if (at % 6 !== 0) return `line ${at} ${words}`;
  const name = NAMES[(at / 6) % NAMES.length];
  return at % 12 === 0 ? `line ${at} take [[${name}]] ${words}` : `line ${at} take ${name} ${words}`;
}

function realTalk(): string[] {
  const file = join(dataDir() ?? '', CHAT);
  if (dataDir() === undefined || !existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  const said = lines.map((line) => (JSON.parse(line) as { data: string }).data);
  // Commands, emotes alone and green text are other kinds of lines, which the words before them would change anyway.
  return said.filter((one) => one.length > 0 && one.length < LONGEST);
}

/** Notes in the page how often it said that newer lines are out of sight although nobody read back. */
export const NOTE_SCROLL = `
  window.soak = { lost: 0, looks: 0, reading: false };
  setInterval(() => {
    const notify = document.querySelector('#chat-win-main .chat-scroll-notify');
    if (notify === null || window.soak.reading) return;
    window.soak.looks += 1;
    if (!notify.hidden) window.soak.lost += 1;
  }, 40);
`;

/**
 * Reads back a little and returns, as a reader does; whatever is lost meanwhile is his doing. He goes to the end until the page
 * has him there: lines that come in before it hears of his scrolling push him off again. If it never does, he reads for ever.
 */
export const READ_BACK = `
  window.soak.reading = true;
  const lines = document.querySelector('#chat-win-main .chat-lines');
  const notify = document.querySelector('#chat-win-main .chat-scroll-notify');
  lines.scrollTop -= 600;
  setTimeout(() => {
    const returning = setInterval(() => {
      if (!notify.hidden) { lines.scrollTop = lines.scrollHeight; return; }
      clearInterval(returning);
      window.soak.reading = false;
    }, 100);
  }, 300);
`;

export interface SoakNotes {
  lost: number;
  looks: number;
}

/** Children of the line list, and those of them that are not the page's own. */
export const COUNT_LINES = `(() => {
  const all = [...document.querySelector('#chat-win-main .chat-lines').children];
  return { all: all.length, foreign: all.filter((one) => !one.classList.contains('msg-chat')).length };
})()`;
