import { cleanText } from '../../lib/base/clean-text';
import type { FailureCode } from '../../lib/base/failure-codes';
import type { Failure } from '../../lib/base/outcome';

type Facts = Failure['facts'];
type Teller = (facts: Facts) => string;

/** Every failure in words: what happened, then what to do next. Facts that are missing are left out of the words. */
const TELLERS: Readonly<Record<FailureCode, Teller>> = {
  'no-keys': () => 'There are no Bungie keys yet, so nobody can sign in. The settings page takes yours.',
  'signed-out': (facts) => `${place(facts)}You are signed out of Bungie. Sign in to go on.`,
  'sign-in-cancelled': () =>
    'The sign-in window closed before Bungie let us in. Sign in again when you like.',
  'sign-in-mismatch': () =>
    'Bungie’s answer did not belong to this sign-in, so it was thrown away. Sign in again.',
  'sign-in-stale': () => 'The sign-in took too long and ran out. Sign in again.',
  'sign-in-failed': () => 'Bungie did not complete the sign-in. Sign in again.',
  'app-settings-wrong': () =>
    'Bungie does not accept these keys. Compare key, client id and redirect URL with your app on bungie.net.',
  'key-refused': () =>
    'Bungie does not know this API key. Copy it again from your app on bungie.net; a new one takes some minutes to work.',
  'origin-refused': () =>
    'The key is right, but your app on bungie.net allows another origin. Set its Origin Header to * and wait up to 20 minutes.',
  'keys-malformed': (facts) =>
    `That does not look like ${fact(facts, 'what', 'a key')}. Copy it again from your app on bungie.net.`,
  'no-destiny-account': () => 'This Bungie account has no Destiny 2 character. Sign in with another account.',

  offline: (facts) =>
    `${place(facts)}${site(facts)} cannot be reached. Check your connection, then try again.`,
  'no-answer': (facts) => `${place(facts)}${site(facts)} did not answer in time. Try again in a moment.`,
  maintenance: (facts) => `${place(facts)}Bungie’s servers are down for maintenance. Try again later.`,
  'not-bungie': (facts) =>
    `${place(facts)}The answer did not come from Bungie. A sign-in page of your network may be in the way.`,
  throttled: (facts) => `${place(facts)}Bungie asks us to slow down. Try again ${later(facts)}.`,
  'bungie-error': (facts) => `${place(facts)}Bungie refused${quoted(facts)}. Try again in a moment.`,
  'profile-private': () => 'Bungie did not show your vault. Sign in again.',

  'item-gone': (facts) =>
    `${capital(named(facts))} is no longer where it was. It was moved or dismantled elsewhere; refresh to see where things are.`,
  'item-stuck': (facts) => `${place(facts)}The game does not let it be moved there.`,
  'item-equipped': (facts) =>
    `${place(facts)}A worn item cannot be moved: put something else on in its place first.`,
  'no-replacement': (facts) =>
    `${place(facts)}Your ${character(facts)} has nothing else to put on in its place.`,
  'would-move-others': (facts) =>
    `${place(facts)}There is no room for ${fact(facts, 'full', 'it')}, and your settings say that other items stay where they are.`,
  'only-one-allowed': (facts) => `${place(facts)}Only one stack of it may be held there.`,
  'character-full': (facts) => `${place(facts)}Your ${character(facts)} has no room for ${slot(facts)}.`,
  'vault-full': (facts) => `${place(facts)}The vault is full. Make room there first.`,
  'character-gone': (facts) => `${place(facts)}That character no longer exists. Refresh to see who is there.`,
  'wrong-class': (facts) =>
    `${place(facts)}Your ${character(facts)} cannot wear it: it is for another class.`,
  'level-too-low': (facts) =>
    `${place(facts)}Your ${character(facts)} is not high enough in level to wear it.`,
  'second-exotic': (facts) =>
    `${place(facts)}Only one exotic of its kind can be worn. Take the other one off first.`,
  'in-activity': (facts) =>
    `${place(facts)}It cannot be put on during an activity. Go to orbit and try again.`,
  'equip-locked': (facts) =>
    `${place(facts)}It cannot be put on now. If an activity has locked your equipment, go to orbit and try again.`,
  'take-in-game': (facts) => `${place(facts)}It can only be taken in the game itself.`,
  'unknown-outcome': (facts) =>
    `Bungie’s answer about ${named(facts)} got lost.${seen(facts)} Refresh before you try again.`,
  interrupted: (facts) =>
    `${place(facts)}The move was interrupted. Go on with it, or put things back where they were.`,
  'partly-worn': (facts) =>
    `${fact(facts, 'names', 'Some items')} could not be put on${quoted(facts)}. The others are worn.`,
  'cannot-undo': (facts) =>
    `${fact(facts, 'names', 'Some items')} cannot be put back: the postmaster takes nothing in.`,

  'no-definitions': () => 'The game’s item list is not read yet. Names come when it is.',
  'definitions-cut': () => 'The game’s item list came incomplete. Check again.',
  'definitions-broken': () => 'The game’s item list could not be read. Check again.',
  'definitions-too-few': () =>
    'The game’s new item list has far too few items, so the old one stays. Check again later.',
  'definitions-foreign': () =>
    'The file that Bungie named is no Destiny 2 item list, so the old one stays. Check again later.',
  'definitions-newer': () =>
    'A newer Vault Courier has read the item list before. It is used as it is; update Vault Courier to renew it.',
  'definitions-no-language': () =>
    'Bungie names no item list just now. The old one stays; check again later.',
  'import-died': () =>
    'The browser ended the reading of the item list, perhaps for want of memory. It is read again by itself, with less memory if need be.',
  'storage-full': () =>
    'The browser has no room left for the item list. Free some disk space, then check again.',

  'name-unknown': () => 'The game’s item list has no such item.',
  'chat-refused': (facts) =>
    `The chat of destiny.gg did not let us in${quoted(facts)}. Sign in on destiny.gg.`,
  'chat-stopped': (facts) => `The chat connection stopped${quoted(facts)}. Connect again when you like.`,
  'chat-not-open': () => 'Not sent: there is no connection to the chat now. Try again when it is back.',

  'whisper-text': (facts) => `Not sent: ${textProblem(facts)}.`,
  'whisper-stranger': (facts) =>
    `Not sent: ${person(facts)} never whispered to you. Your settings allow replies only.`,
  'whisper-waiting': () => 'Not sent: other whispers of yours still wait for their answer. Try again then.',
  'whisper-throttled': () =>
    'Not sent: the chat wants you to slow down. Wait a moment, or until they have read what you wrote before.',
  'whisper-muted': (facts) => `Not sent: you are muted${forHowLong(facts)}.`,
  'whisper-not-found': (facts) => `Not sent: the chat knows nobody called ${person(facts)}.`,
  'whisper-phrase': (facts) =>
    `Not sent: the chat bans ${facts.phrase === undefined ? 'a phrase in it' : `“${fact(facts, 'phrase', 'a phrase in it')}”`}. Change the text and send it again.`,
  'whisper-young': () => 'Not sent: your destiny.gg account is too young to whisper. It must be a week old.',
  'whisper-banned': () => 'Not sent: you are banned from the chat.',
  'whisper-signed-out': () => 'Not sent: the chat does not know you. Sign in on destiny.gg.',
  'whisper-no-chatting': () =>
    'Not sent: your destiny.gg account may not chat. Choose a username there, or ask a moderator.',
  'whisper-subscribers': (facts) =>
    `Not sent: only subscribers${facts.tier === undefined ? '' : ` of tier ${fact(facts, 'tier', '1')} or above`} may write now.`,
  'whisper-twice': () => 'Not sent: the chat takes the same text only once. Change it and send it again.',
  'whisper-refused': (facts) => `Not sent: the chat refused it${quoted(facts)}.`,
  'whisper-unsure': () =>
    'The chat’s answer got lost, so it is not known whether this went out. Open the conversation to see.',
  'whisper-lost': () =>
    'Not sent: the conversation on destiny.gg does not have it. Send it again when you like.',

  'backup-broken': () =>
    'This file is not a whole export of Vault Courier, so nothing was changed. Choose another one.',
  'backup-newer': () =>
    'This file was made by a newer Vault Courier, so nothing was changed. Update the extension first.',
  'backup-too-large': () =>
    'This file is far larger than any export, so it was not read and nothing was changed. Choose another one.',
  'backup-has-secrets': () =>
    'This file holds a key, token or password, which no export does, so nothing was changed. Do not pass it on.',

  'not-allowed': () => 'This page may not ask for that. Open Vault Courier from the toolbar.',
  'too-fast': () => 'That was more at once than chat pages may ask for. Try again in a moment.',
  'no-reply': (facts) =>
    `The background did not answer, so it is not known yet what became of ${named(facts)}. Your items are being read again.`,
  internal: (facts) =>
    `${place(facts)}Something broke inside Vault Courier. Try again; if it stays, reload the extension.`,
};

/** One or two sentences for a reader: where the item is now, what happened, what to do. Plain text. */
export function failureText(failure: Failure): string {
  return TELLERS[failure.code](failure.facts);
}

/** The facts as they may be shown: text from outside is cleaned and cut, numbers are written out. */
function fact(facts: Facts, name: string, otherwise: string): string {
  const value = facts[name];
  const text = value === undefined ? '' : cleanText(String(value), 120).trim();
  return text === '' ? otherwise : text;
}

function named(facts: Facts): string {
  return fact(facts, 'itemName', 'the item');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Sunshot is still in the vault. ", or nothing when it is not about an item. */
function place(facts: Facts): string {
  const item = fact(facts, 'itemName', '');
  const where = fact(facts, 'where', '');
  if (item === '') return '';
  if (where === '') return `${item} was not moved. `;
  return facts.stopped === 1 ? `${item} stopped ${where}. ` : `${item} is still ${where}. `;
}

function seen(facts: Facts): string {
  const where = fact(facts, 'where', '');
  return where === '' ? '' : ` When last seen it was ${where}.`;
}

function character(facts: Facts): string {
  return fact(facts, 'character', 'character');
}

/** Whose servers it is about. */
function site(facts: Facts): string {
  return fact(facts, 'site', 'Bungie');
}

function person(facts: Facts): string {
  return fact(facts, 'nick', 'they');
}

function textProblem(facts: Facts): string {
  if (facts.why === 'empty') return 'there is no text to send';
  if (facts.why === 'too-long') return `it is longer than ${fact(facts, 'most', '512')} characters`;
  return 'it holds characters that the chat does not take';
}

function forHowLong(facts: Facts): string {
  const seconds = Number(facts.muteSeconds);
  if (!Number.isFinite(seconds) || seconds <= 0) return '';
  if (seconds < 90) return ` for ${Math.ceil(seconds)} s more`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return ` for ${minutes} minutes more`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? ` for ${hours} hours more` : ` for ${Math.ceil(hours / 24)} days more`;
}

function slot(facts: Facts): string {
  return fact(facts, 'slot', 'it');
}

function later(facts: Facts): string {
  const seconds = Number(facts.retryAfterSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? `in ${Math.ceil(seconds)} s` : 'in a moment';
}

/** ": what the other side said", without its full stop. */
function quoted(facts: Facts): string {
  const said = fact(facts, 'message', fact(facts, 'reason', ''));
  if (said !== '') return `: ${said.replace(/[.\s]+$/, '')}`;
  const errorCode = fact(facts, 'errorCode', '');
  return errorCode === '' ? '' : ` (error ${errorCode})`;
}
