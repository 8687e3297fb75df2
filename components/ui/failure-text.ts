import { cleanText } from '../../lib/base/clean-text';
import type { FailureCode } from '../../lib/base/failure-codes';
import { capital, sentences, spanText } from '../../lib/base/local-forms';
import type { Failure } from '../../lib/base/outcome';
import { type PlainWord, say } from '../../lib/base/words';

type Facts = Failure['facts'];
/** Words that need no fact, or what makes them of the facts. */
type Teller = PlainWord | ((facts: Facts) => string);

/** Every failure in words: what happened, then what to do next. Facts that are missing are left out of the words. */
const TELLERS: Readonly<Record<FailureCode, Teller>> = {
  'no-keys': 'failure_no_keys',
  'signed-out': (facts) => placed(facts, say('failure_signed_out')),
  'sign-in-cancelled': 'failure_sign_in_cancelled',
  'sign-in-mismatch': 'failure_sign_in_mismatch',
  'sign-in-stale': 'failure_sign_in_stale',
  'sign-in-failed': 'failure_sign_in_failed',
  'app-settings-wrong': 'failure_app_settings_wrong',
  'key-refused': 'failure_key_refused',
  'origin-refused': 'failure_origin_refused',
  'keys-malformed': (facts) =>
    say('failure_keys_malformed', { what: fact(facts, 'what') ?? say('keys_what_any') }),
  'no-destiny-account': 'failure_no_destiny_account',
  offline: (facts) => placed(facts, say('failure_offline', { site: site(facts) })),
  'no-answer': (facts) => placed(facts, say('failure_no_answer', { site: site(facts) })),
  maintenance: (facts) => placed(facts, say('failure_maintenance')),
  'not-bungie': (facts) => placed(facts, say('failure_not_bungie')),
  throttled: (facts) => placed(facts, throttled(facts)),
  'bungie-error': (facts) =>
    placed(
      facts,
      because(
        facts,
        (reason) => say('failure_bungie_error_because', { reason }),
        () => say('failure_bungie_error'),
      ),
    ),
  'profile-private': 'failure_profile_private',
  'item-gone': (facts) => say('failure_item_gone', { item: capital(named(facts)) }),
  'item-stuck': (facts) => placed(facts, say('failure_item_stuck')),
  'item-equipped': (facts) => placed(facts, say('failure_item_equipped')),
  'no-replacement': (facts) => placed(facts, say('failure_no_replacement', { character: character(facts) })),
  'would-move-others': (facts) =>
    placed(facts, say('failure_would_move_others', { full: fact(facts, 'full') ?? say('slot_it') })),
  'only-one-allowed': (facts) => placed(facts, say('failure_only_one_allowed')),
  'character-full': (facts) =>
    placed(
      facts,
      say('failure_character_full', {
        character: character(facts),
        slot: fact(facts, 'slot') ?? say('slot_it'),
      }),
    ),
  'vault-full': (facts) => placed(facts, say('failure_vault_full')),
  'character-gone': (facts) => placed(facts, say('failure_character_gone')),
  'wrong-class': (facts) => placed(facts, say('failure_wrong_class', { character: character(facts) })),
  'level-too-low': (facts) => placed(facts, say('failure_level_too_low', { character: character(facts) })),
  'second-exotic': (facts) => placed(facts, say('failure_second_exotic')),
  'in-activity': (facts) => placed(facts, say('failure_in_activity')),
  'equip-locked': (facts) => placed(facts, say('failure_equip_locked')),
  'take-in-game': (facts) => placed(facts, say('failure_take_in_game')),
  'unknown-outcome': (facts) =>
    sentences(
      say('failure_unknown_outcome', { item: named(facts) }),
      seen(facts),
      say('failure_unknown_outcome_refresh'),
    ),
  interrupted: (facts) => placed(facts, say('failure_interrupted')),
  'partly-worn': (facts) =>
    because(
      facts,
      (reason) => say('failure_partly_worn_because', { items: names(facts), reason }),
      () => say('failure_partly_worn', { items: names(facts) }),
    ),
  'cannot-undo': (facts) => say('failure_cannot_undo', { items: names(facts) }),
  'no-definitions': 'failure_no_definitions',
  'definitions-cut': 'failure_definitions_cut',
  'definitions-broken': 'failure_definitions_broken',
  'definitions-too-few': 'failure_definitions_too_few',
  'definitions-foreign': 'failure_definitions_foreign',
  'definitions-newer': 'failure_definitions_newer',
  'definitions-no-language': 'failure_definitions_no_language',
  'import-died': 'failure_import_died',
  'storage-full': 'failure_storage_full',
  'name-unknown': 'failure_name_unknown',
  'chat-refused': (facts) =>
    because(
      facts,
      (reason) => say('failure_chat_refused_because', { reason }),
      () => say('failure_chat_refused'),
    ),
  'chat-stopped': (facts) =>
    because(
      facts,
      (reason) => say('failure_chat_stopped_because', { reason }),
      () => say('failure_chat_stopped'),
    ),
  'chat-not-open': 'failure_chat_not_open',
  'whisper-text': textProblem,
  'whisper-stranger': (facts) => say('failure_whisper_stranger', { nick: person(facts) }),
  'whisper-waiting': 'failure_whisper_waiting',
  'whisper-throttled': 'failure_whisper_throttled',
  'whisper-muted': muted,
  'whisper-not-found': (facts) => say('failure_whisper_not_found', { nick: person(facts) }),
  'whisper-phrase': (facts) => {
    const phrase = fact(facts, 'phrase');
    return phrase === undefined
      ? say('failure_whisper_phrase')
      : say('failure_whisper_phrase_known', { phrase });
  },
  'whisper-young': 'failure_whisper_young',
  'whisper-banned': 'failure_whisper_banned',
  'whisper-signed-out': 'failure_whisper_signed_out',
  'whisper-no-chatting': 'failure_whisper_no_chatting',
  'whisper-subscribers': (facts) => {
    const tier = fact(facts, 'tier');
    return tier === undefined
      ? say('failure_whisper_subscribers')
      : say('failure_whisper_subscribers_tier', { tier });
  },
  'whisper-twice': 'failure_whisper_twice',
  'whisper-refused': (facts) =>
    because(
      facts,
      (reason) => say('failure_whisper_refused_because', { reason }),
      () => say('failure_whisper_refused'),
    ),
  'whisper-unsure': 'failure_whisper_unsure',
  'whisper-lost': 'failure_whisper_lost',
  'marks-full': 'failure_marks_full',
  'backup-broken': 'failure_backup_broken',
  'backup-newer': 'failure_backup_newer',
  'backup-too-large': 'failure_backup_too_large',
  'backup-has-secrets': 'failure_backup_has_secrets',
  'not-allowed': 'failure_not_allowed',
  'too-fast': 'failure_too_fast',
  'no-reply': (facts) => say('failure_no_reply', { item: named(facts) }),
  internal: (facts) => placed(facts, say('failure_internal')),
};

/** One or two sentences for a reader: where the item is now, what happened, what to do. Plain text. */
export function failureText(failure: Failure): string {
  const teller = TELLERS[failure.code];
  return typeof teller === 'string' ? say(teller) : teller(failure.facts);
}

/** The facts as they may be shown: text from outside is cleaned and cut, numbers are written out. */
function fact(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  const text = value === undefined ? '' : cleanText(String(value), 120).trim();
  return text === '' ? undefined : text;
}

/** What happened, after where the item is now. */
function placed(facts: Facts, text: string): string {
  return sentences(place(facts), text);
}

function named(facts: Facts): string {
  return fact(facts, 'itemName') ?? say('failure_the_item');
}

function names(facts: Facts): string {
  return fact(facts, 'names') ?? say('failure_some_items');
}

/** "Sunshot is still in the vault.", or nothing when it is not about an item. */
function place(facts: Facts): string {
  const item = fact(facts, 'itemName');
  const where = fact(facts, 'where');
  if (item === undefined) return '';
  if (where === undefined) return say('failure_place_not_moved', { item });
  return facts.stopped === 1
    ? say('failure_place_stopped', { item, place: where })
    : say('failure_place_still', { item, place: where });
}

function seen(facts: Facts): string {
  const where = fact(facts, 'where');
  return where === undefined ? '' : say('failure_place_last_seen', { place: where });
}

function character(facts: Facts): string {
  return fact(facts, 'character') ?? say('character_unknown');
}

/** Whose servers it is about. */
function site(facts: Facts): string {
  return fact(facts, 'site') ?? 'Bungie';
}

function person(facts: Facts): string {
  return fact(facts, 'nick') ?? say('failure_they');
}

function textProblem(facts: Facts): string {
  if (facts.why === 'empty') return say('failure_whisper_text_empty');
  return facts.why === 'too-long'
    ? say('failure_whisper_text_long', { most: fact(facts, 'most') ?? '512' })
    : say('failure_whisper_text_signs');
}

function muted(facts: Facts): string {
  const seconds = Number(facts.muteSeconds);
  if (!Number.isFinite(seconds) || seconds <= 0) return say('failure_whisper_muted');
  return say('failure_whisper_muted_for', { time: roughly(seconds) });
}

/** Seconds, else minutes, hours, days: as exact as somebody who waits needs it. */
function roughly(seconds: number): string {
  if (seconds < 90) return say('time_seconds', { seconds: Math.ceil(seconds) });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return spanText(minutes, 'minute');
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? spanText(hours, 'hour') : spanText(Math.ceil(hours / 24), 'day');
}

function throttled(facts: Facts): string {
  const seconds = Number(facts.retryAfterSeconds);
  return Number.isFinite(seconds) && seconds > 0
    ? say('failure_throttled_for', { time: say('time_seconds', { seconds: Math.ceil(seconds) }) })
    : say('failure_throttled');
}

/** What the other side said, without its full stop, or the number of its error; undefined when it gave neither. */
function reason(facts: Facts): string | undefined {
  const said = fact(facts, 'message') ?? fact(facts, 'reason');
  if (said !== undefined) return said.replace(/[.\s]+$/, '');
  const number = fact(facts, 'errorCode');
  return number === undefined ? undefined : say('failure_error_number', { number });
}

/** The sentence with the reason the other side gave, or without one. */
function because(facts: Facts, withReason: (reason: string) => string, plain: () => string): string {
  const why = reason(facts);
  return why === undefined ? plain() : withReason(why);
}
