import { type Failure, fail } from '../base/outcome';
import type { EventOf } from './frame';

/** Who may be written to from where: strangers only where the reader allowed it himself. */
export interface ReplyRight {
  /** He whispered to us, as far as is stored. */
  wroteFirst: boolean;
  /** The reader's setting. */
  anyone: boolean;
  /** Asked for by the chat page, whose scripts are not ours: there it is answering, and nothing more. */
  fromChatPage: boolean;
}

/** True when a whisper to that person may leave. */
export function mayReply({ wroteFirst, anyone, fromChatPage }: ReplyRight): boolean {
  return wroteFirst || (anyone && !fromChatPage);
}

/** The server's reason against a whisper as a failure with words of ours (dgg-chat.md 6). Total. */
export function refusalOf(error: Omit<EventOf<'error'>, 'kind'>, nick: string): Failure {
  const { description, muteSeconds, tier, phrase } = error;
  switch (description) {
    case 'throttled':
      return fail('whisper-throttled').failure;
    case 'muted':
      return fail('whisper-muted', muteSeconds === undefined ? {} : { muteSeconds }).failure;
    case 'notfound':
      return fail('whisper-not-found', { nick }).failure;
    case 'bannedphrase':
      return fail('whisper-phrase', phrase === undefined ? {} : { phrase }).failure;
    case 'privmsgaccounttooyoung':
      return fail('whisper-young').failure;
    case 'privmsgbanned':
    case 'banned':
      return fail('whisper-banned').failure;
    case 'needlogin':
      return fail('whisper-signed-out').failure;
    case 'nochatting':
      return fail('whisper-no-chatting').failure;
    case 'submode':
      return fail('whisper-subscribers', tier === undefined ? {} : { tier }).failure;
    case 'msgempty':
      return fail('whisper-text', { why: 'empty' }).failure;
    case 'msgtoolong':
      return fail('whisper-text', { why: 'too-long' }).failure;
    case 'invalidmsg':
      return fail('whisper-text', { why: 'forbidden' }).failure;
    case 'duplicate':
      return fail('whisper-twice').failure;
    default:
      return fail('whisper-refused', { reason: description }).failure;
  }
}
