import type { Failure } from '../../lib/base/outcome';
import type { Picture } from '../../lib/inventory/picture';
import type { Views } from '../../lib/messages/views';
import { timeText } from '../ui/age-text';
import type { BannerNote } from '../ui/Banner';
import { failureText } from '../ui/failure-text';

/** What the popup shows in its middle. `reading` is the time before the stored state has been read. */
export type Face = 'reading' | 'no-keys' | 'sign-in' | 'loading' | 'failed' | 'no-character' | 'items';

/** The face that tells the truth about what we have. A kept picture is shown even when signed out. */
export function chooseFace(views: Views | undefined, picture: Picture | undefined): Face {
  if (views === undefined) return 'reading';
  const { session, profile } = views;
  if (picture !== undefined) return picture.characters.length === 0 ? 'no-character' : 'items';
  if (session.state === 'no-keys') return 'no-keys';
  if (session.state === 'signed-out') return 'sign-in';
  return firstProblem(views) !== undefined && !profile.refreshing && !session.signingIn
    ? 'failed'
    : 'loading';
}

/** Why there are no items yet: the profile could not be read, or nobody has one to read. */
export function firstProblem({ session, profile }: Views): Failure | undefined {
  return profile.problem ?? (session.account === undefined ? session.problem : undefined);
}

/** The one lasting state most worth a line; undefined when all is well. */
export function chooseBanner(
  views: Views,
  picture: Picture | undefined,
  unknown: number,
  nowMs: number,
): BannerNote | undefined {
  return (
    sessionBanner(views, picture) ??
    profileBanner(views, picture, nowMs) ??
    manifestBanner(views, picture) ??
    unknownBanner(unknown)
  );
}

function sessionBanner({ session }: Views, picture: Picture | undefined): BannerNote | undefined {
  if (picture === undefined || session.state === 'signed-in') return undefined;
  return session.signingIn
    ? { tone: 'calm', text: 'Waiting for Bungie’s sign-in window…' }
    : {
        tone: 'warning',
        text: 'You are signed out. This is what we saw last; nothing can be moved until you sign in.',
        ...(session.state === 'no-keys' ? {} : { button: { label: 'Sign in', deed: 'sign-in' } }),
      };
}

function profileBanner(
  { profile }: Views,
  picture: Picture | undefined,
  nowMs: number,
): BannerNote | undefined {
  const { problem, refreshing } = profile;
  if (problem === undefined || picture === undefined) return undefined;
  const since = `You see your items as of ${timeText(picture.readAtMs, nowMs)}.`;
  const again = refreshing ? {} : { button: { label: 'Try again', deed: 'refresh' as const } };
  switch (problem.code) {
    case 'offline':
    case 'no-answer':
    case 'no-reply':
      return { tone: 'warning', text: `Bungie cannot be reached. ${since}`, ...again };
    case 'maintenance':
      return { tone: 'warning', text: `Bungie is down for maintenance. ${since}`, ...again };
    case 'profile-private':
    case 'signed-out':
      return {
        tone: 'warning',
        text: `Bungie did not show your vault: sign in again. ${since}`,
        button: { label: 'Sign in', deed: 'sign-in' },
      };
    default:
      return { tone: 'warning', text: `${failureText(problem)} ${since}`, ...again };
  }
}

function manifestBanner({ manifest, session }: Views, picture: Picture | undefined): BannerNote | undefined {
  const { work, problem, generation } = manifest;
  // Without keys there is nothing to check again; the face tells what to do.
  if (session.state === 'no-keys' && picture === undefined) return undefined;
  if (work !== undefined && generation === undefined) {
    return {
      tone: 'calm',
      text: workInWords(work),
      ...(work.total > 0 ? { progress: Math.min(1, work.done / work.total) } : {}),
    };
  }
  if (problem === undefined || generation !== undefined) return undefined;
  return {
    tone: 'warning',
    text: `Item names are missing. ${failureText(problem)}`,
    button: { label: 'Check again', deed: 'check-manifest' },
  };
}

function unknownBanner(unknown: number): BannerNote | undefined {
  if (unknown === 0) return undefined;
  return {
    tone: 'calm',
    text: `${unknown === 1 ? '1 item is' : `${unknown} items are`} newer than our item list.`,
    button: { label: 'Check for a new list', deed: 'check-manifest' },
  };
}

/** `Reading the game’s item list… 42 of 107 MB`. */
export function workInWords(work: NonNullable<Views['manifest']['work']>): string {
  const verb = WORK_VERBS[work.phase];
  if (work.phase === 'checking' || work.done <= 0) return `${verb}…`;
  const bytes = work.phase === 'downloading';
  const count = (amount: number) =>
    bytes ? String(Math.round(amount / 1_000_000)) : amount.toLocaleString('en-US');
  const of = work.total > 0 ? ` of ${count(work.total)}` : '';
  return `${verb}… ${count(work.done)}${of} ${bytes ? 'MB' : 'items'}`;
}

const WORK_VERBS: Readonly<Record<NonNullable<Views['manifest']['work']>['phase'], string>> = {
  checking: 'Looking for the game’s item list',
  downloading: 'Fetching the game’s item list',
  reading: 'Reading the game’s item list',
  writing: 'Storing the game’s item list',
};
