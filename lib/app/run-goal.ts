import type { FailureCode } from '../base/failure-codes';
import type { ItemKey } from '../base/ids';
import { type Failure, fail, type Outcome } from '../base/outcome';
import { say } from '../base/words';
import { applyStep, landing } from '../inventory/apply-step';
import { roomKey } from '../inventory/draft';
import { type Goal, itemsOf } from '../inventory/goals';
import type { Picture } from '../inventory/picture';
import { planGoal } from '../inventory/plan-goal';
import { characterName, placeInWords, slotInWords, stopInWords } from '../inventory/rules';
import { findItem } from '../inventory/stacks';
import type { Step } from '../inventory/steps';
import { addOrigins, followKey, originsOf } from '../inventory/undo';
import { className } from '../items/game-words';
import type { GoalResult, Job } from '../messages/jobs';
import type { BungieActions, JournalStore, Now, PictureStore, ViewStore } from './ports';
import { arrived, isStackKey, piecesLeft, type Sent, sendStep } from './send-step';

export interface MoveDeps {
  bungie: BungieActions;
  pictures: PictureStore;
  journal: JournalStore;
  views: ViewStore;
  /** Reads the profile anew; used when our picture turned out wrong or an outcome is unknown. */
  reread(): Promise<Outcome<{ mintedAtMs: number }>>;
  wait(ms: number): Promise<void>;
  now: Now;
}

/** How a goal ended. `halt`: the cause concerns every goal of the job, so that the rest is not begun. */
export interface GoalEnd {
  job: Job;
  result: GoalResult;
  halt: boolean;
}

/** Causes that the next goal would meet as well. */
const GLOBAL: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'offline',
  'no-answer',
  'maintenance',
  'not-bungie',
  'signed-out',
  'throttled',
  'unknown-outcome',
  'no-keys',
  'app-settings-wrong',
  'key-refused',
  'origin-refused',
]);
/** Our picture may be wrong: worth one reading and one more plan (bungie-api.md 7.6). */
const DOUBTFUL: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'item-gone',
  'character-gone',
  'character-full',
  'vault-full',
  'second-exotic',
  'item-equipped',
]);
/** How long an unknown outcome is looked after: copies of a profile are up to half a minute old (bungie-api.md 4.2). */
const LOOKS = 8;
const LOOK_GAP_MS = 5_000;
/** A refusal by a picture older than this is checked against a fresh one. */
const YOUNG_MS = 30_000;

/** Makes one goal of a job true, one call at a time, each written down before and after (reliability-security.md 4). */
export async function runGoal(given: Job, goal: Goal, deps: MoveDeps): Promise<GoalEnd> {
  const run = new GoalRun(given, deps);
  try {
    return await run.carryOut(goal);
  } finally {
    await deps.views.save('move', null);
  }
}

class GoalRun {
  #job: Job;
  readonly #deps: MoveDeps;
  readonly #full: string[] = [];
  readonly #reread = new Set<FailureCode>();
  #moved = false;
  /** The thing the sentence of a failure is about, whatever had to move for it. */
  #wanted: ItemKey | undefined;

  constructor(job: Job, deps: MoveDeps) {
    this.#job = job;
    this.#deps = deps;
  }

  async carryOut(goal: Goal): Promise<GoalEnd> {
    for (;;) {
      const picture = await this.#deps.pictures.load();
      if (picture === undefined)
        return this.#failed(fail('item-gone', { itemName: say('item_that') }).failure);
      const { moveOthers } = await this.#deps.views.load('settings');
      const plan = planGoal(picture, goal, { moveOthers, full: this.#full, spare: doneItems(this.#job) });
      if (!plan.ok) {
        const old = this.#deps.now() - picture.readAtMs > YOUNG_MS;
        if ((old || plan.failure.code === 'item-gone') && (await this.#lookAgain(plan.failure.code)))
          continue;
        return this.#failed(plan.failure);
      }
      if (plan.value.length === 0) return this.#ended({ kind: 'done', moved: this.#moved });
      await this.#change({ plan: plan.value, at: 0 });
      this.#wanted = 'item' in goal ? goal.item : undefined;
      const end = await this.#walk(plan.value);
      if (end === 'again') continue;
      // Not planned again to be sure: five pieces of a stack would be another five.
      return end === 'arrived' ? this.#ended({ kind: 'done', moved: true }) : end;
    }
  }

  async #walk(steps: readonly Step[]): Promise<GoalEnd | 'arrived' | 'again'> {
    for (const step of steps) {
      if (await this.#cancelled()) return this.#ended({ kind: 'cancelled' });
      const picture = await this.#deps.pictures.load();
      if (picture === undefined) return 'again';
      await showRoute(this.#deps, picture, step, steps);
      const done = await this.#step(picture, step);
      if (done === 'again') return 'again';
      if (done !== undefined) return done;
    }
    return 'arrived';
  }

  /** One call. Undefined when it is done. */
  async #step(picture: Picture, step: Step): Promise<GoalEnd | 'again' | undefined> {
    const askedAtMs = this.#deps.now();
    await this.#change({
      askedAtMs,
      askedPieces: 'item' in step && isStackKey(step.item) ? piecesLeft(picture, step) : undefined,
      origins: addOrigins(this.#job.origins, originsOf(picture, step)),
    });
    const sent = await sendStep(this.#deps, picture, step);
    if (sent.ok) {
      await this.#confirm(sent.value);
      return sent.value.refused.length === 0 ? undefined : this.#failed(partly(sent.value), true);
    }
    const { failure } = sent;
    if (failure.code === 'unknown-outcome') {
      if (await this.#findOut(step, askedAtMs)) {
        await this.#confirm({ step, refused: [] });
        return undefined;
      }
    } else await this.#change({ askedAtMs: undefined, askedPieces: undefined });
    const code = this.#codeOf(failure, step);
    if (DOUBTFUL.has(code) && (await this.#lookAgain(code))) {
      this.#markFull(code, picture, step);
      // What the call wanted may be so already: the new plan sees it.
      return 'again';
    }
    const now = (await this.#deps.pictures.load()) ?? picture;
    return this.#failed(told({ ...failure, code }, now, step, this.#wanted));
  }

  /** Bungie's 1642 does not say which side is full; the direction does. */
  #codeOf(failure: Failure, step: Step): FailureCode {
    return failure.code === 'character-full' && step.kind === 'to-vault' ? 'vault-full' : failure.code;
  }

  #markFull(code: FailureCode, picture: Picture, step: Step): void {
    if ((code !== 'character-full' && code !== 'vault-full') || !('item' in step)) return;
    const item = findItem(picture, step.item);
    if (item !== undefined) this.#full.push(roomKey(landing(step, item), item.bucket));
  }

  /** One reading for each kind of doubt. False when it was had already or failed. */
  async #lookAgain(code: FailureCode): Promise<boolean> {
    if (this.#reread.has(code)) return false;
    this.#reread.add(code);
    return (await this.#deps.reread()).ok;
  }

  /** Reads until a copy of the profile shows the step's outcome or is newer than the call. */
  async #findOut(step: Step, askedAtMs: number): Promise<boolean> {
    for (let look = 0; look < LOOKS; look += 1) {
      const read = await this.#deps.reread();
      const picture = await this.#deps.pictures.load();
      if (read.ok && picture !== undefined && arrived(picture, step, this.#job.askedPieces)) return true;
      if (read.ok && read.value.mintedAtMs > askedAtMs) return false;
      if (look < LOOKS - 1) await this.#deps.wait(LOOK_GAP_MS);
    }
    return false;
  }

  /** Picture and touches change together, on the picture as it is by now; then the journal. */
  async #confirm({ step }: Sent): Promise<void> {
    const picture = await this.#deps.pictures.load();
    if (picture === undefined) return;
    const after = applyStep(picture, step, this.#deps.now());
    await this.#deps.pictures.saveTouched(after.picture, after.touches);
    this.#moved = true;
    const pieces = 'amount' in step ? step.amount : 1;
    const origins =
      'item' in step ? followKey(this.#job.origins, step.item, after.now, pieces) : [...this.#job.origins];
    const aside = step.why === 'room' || step.why === 'replace' ? asideOf(after.picture, after.now) : [];
    await this.#change({
      at: this.#job.at + 1,
      askedAtMs: undefined,
      askedPieces: undefined,
      origins,
      aside: [...this.#job.aside, ...aside],
    });
  }

  async #cancelled(): Promise<boolean> {
    return (await this.#deps.journal.load(this.#job.id))?.cancelAsked === true;
  }

  async #change(change: { [K in keyof Job]?: Job[K] | undefined }): Promise<void> {
    const all = { ...change, changedAtMs: this.#deps.now() };
    await this.#deps.journal.change(this.#job.id, all);
    this.#job = { ...this.#job, ...(all as Partial<Job>) };
  }

  #failed(failure: Failure, worn = false): GoalEnd {
    const halt = GLOBAL.has(failure.code);
    const half = this.#moved && !worn;
    const facts = half ? { ...failure.facts, stopped: 1 } : failure.facts;
    return { job: this.#job, result: { kind: 'failed', failure: { code: failure.code, facts } }, halt };
  }

  #ended(result: GoalResult): GoalEnd {
    return { job: this.#job, result, halt: result.kind === 'cancelled' };
  }
}

/** What earlier goals of the job brought: a later one must not push it aside again. */
function doneItems({ goals, results }: Job): ItemKey[] {
  return goals.flatMap((goal, at) => (results[at]?.kind === 'done' ? [...itemsOf(goal)] : []));
}

function asideOf(picture: Picture, key: ReturnType<typeof applyStep>['now']): Job['aside'] {
  const item = key === undefined ? undefined : findItem(picture, key);
  return item === undefined ? [] : [{ itemName: item.name, to: item.place, equipped: item.equipped }];
}

function partly({ refused }: Sent): Failure {
  const names = refused.map((one) => one.name).join(', ');
  return fail('partly-worn', { names, count: refused.length }).failure;
}

/** The failure with everything its sentence needs: what, where it is now, and who had no room. */
function told(failure: Failure, picture: Picture, step: Step, wanted: ItemKey | undefined): Failure {
  const character = picture.characters.find((one) => one.characterId === step.characterId);
  const key = step.why === 'wish' && 'item' in step ? step.item : wanted;
  const item = key === undefined ? undefined : findItem(picture, key);
  const where =
    item === undefined
      ? {}
      : {
          itemName: item.name,
          where: placeInWords(picture, item.place, item.equipped),
          slot: slotInWords(picture, item.bucket),
        };
  return {
    code: failure.code,
    facts: {
      ...failure.facts,
      ...where,
      character:
        character === undefined ? say('character_unknown') : characterName(picture, character.characterId),
      className: className(character?.classType ?? -1) ?? say('game_class_guardian'),
    },
  };
}

async function showRoute(
  deps: MoveDeps,
  picture: Picture,
  step: Step,
  steps: readonly Step[],
): Promise<void> {
  const item = 'item' in step ? findItem(picture, step.item) : undefined;
  if (item === undefined) return;
  const ahead = steps
    .slice(steps.indexOf(step))
    .flatMap((one) => ('item' in one && one.item === item.key ? [landing(one, item)] : []));
  const stops = [item.place, ...ahead].map((place) => stopInWords(picture, place));
  const route = stops.filter((stop, index) => stop !== stops[index - 1]);
  await deps.views.save('move', { itemName: item.name, route, at: 0 });
}
