import { sentences } from '../../lib/base/local-forms';
import type { Failure } from '../../lib/base/outcome';
import { say, sayCount } from '../../lib/base/words';
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
    ? { tone: 'calm', text: say('banner_signing_in') }
    : {
        tone: 'warning',
        text: say('banner_signed_out'),
        ...(session.state === 'no-keys' ? {} : { button: { label: say('ui_sign_in'), deed: 'sign-in' } }),
      };
}

function profileBanner(
  { profile }: Views,
  picture: Picture | undefined,
  nowMs: number,
): BannerNote | undefined {
  const { problem, refreshing } = profile;
  if (problem === undefined || picture === undefined) return undefined;
  const since = say('banner_items_as_of', { time: timeText(picture.readAtMs, nowMs) });
  const told = (why: string): string => sentences(why, since);
  const again = refreshing ? {} : { button: { label: say('ui_try_again'), deed: 'refresh' as const } };
  switch (problem.code) {
    case 'offline':
    case 'no-answer':
    case 'no-reply':
      return { tone: 'warning', text: told(say('banner_offline')), ...again };
    case 'maintenance':
      return { tone: 'warning', text: told(say('banner_maintenance')), ...again };
    case 'profile-private':
    case 'signed-out':
      return {
        tone: 'warning',
        text: told(say('banner_private')),
        button: { label: say('ui_sign_in'), deed: 'sign-in' },
      };
    default:
      return { tone: 'warning', text: told(failureText(problem)), ...again };
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
    text: sentences(say('banner_names_missing'), failureText(problem)),
    button: { label: say('banner_check_again'), deed: 'check-manifest' },
  };
}

function unknownBanner(unknown: number): BannerNote | undefined {
  if (unknown === 0) return undefined;
  return {
    tone: 'calm',
    text: sayCount('banner_unknown', unknown),
    button: { label: say('banner_check_list'), deed: 'check-manifest' },
  };
}

/** `Reading the game’s item list… 42 of 107 MB`. */
export function workInWords(work: NonNullable<Views['manifest']['work']>): string {
  const { phase } = work;
  if (phase === 'checking') return say('manifest_work_checking');
  if (work.done <= 0) return say(`manifest_work_${phase}`);
  const count = (amount: number): number =>
    phase === 'downloading' ? Math.round(amount / 1_000_000) : amount;
  const done = count(work.done);
  return work.total > 0
    ? say(`manifest_work_${phase}_of`, { done, total: count(work.total) })
    : say(`manifest_work_${phase}_some`, { done });
}
