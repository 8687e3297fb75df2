import type { Hash } from '../../lib/base/ids';
import type { Outcome } from '../../lib/base/outcome';
import { say } from '../../lib/base/words';
import type { CardModel } from '../../lib/items/card-model';
import type { OwnedAnswer, SendAnswer, SendReport } from '../../lib/messages/chat-cards';
import type { JobId } from '../../lib/messages/jobs';
import { failureText } from '../ui/failure-text';

/** What a card is about. */
export interface CardTopic {
  asked: { name: string } | { hash: Hash };
  /** As it stands in the text, for headings and for “not an item”. */
  said: string;
  /** Perks that somebody wrote with it. */
  perks: readonly string[];
  /** Names of other items in the same line. */
  others: readonly string[];
  /** It was written in brackets or as a link: then nobody doubts that it is an item. */
  certain: boolean;
}

/** Everything a card may ask of the background, and what its page does for it. */
export interface CardAsk {
  card(asked: CardTopic['asked']): Promise<Outcome<CardModel>>;
  own(asked: { hash: Hash; perks: string[] }): Promise<Outcome<OwnedAnswer>>;
  send(asked: { hash: Hash; copy: string; to: string }): Promise<Outcome<SendAnswer>>;
  sent(asked: { job: JobId }): Promise<Outcome<SendReport>>;
  back(asked: { job: JobId }): Promise<Outcome<SendAnswer>>;
  wrong(asked: { said: string; wrong: boolean }): Promise<Outcome<null>>;
  /** Puts a text where the reader can send it; tells in words what it did. */
  put(text: string): Promise<string>;
}

export interface Sending {
  /** The copy whose buttons it stands for. */
  copy: string;
  text: string;
  over: boolean;
  failed: boolean;
  job?: JobId;
  undo: boolean;
}

export interface CardState {
  topic: CardTopic;
  face:
    | { kind: 'waiting' }
    | { kind: 'failed'; text: string; meant?: string }
    | { kind: 'card'; model: CardModel };
  own: OwnedAnswer | { state: 'waiting' } | { state: 'failed'; text: string };
  sending?: Sending;
  /** Compared with. */
  other?: CardModel;
  picture: boolean;
  /** What the reader's last press did. */
  note?: string;
  /** It was called no item, and can be called one again. */
  taught: boolean;
}

const FOLLOW_MS = 350;
const REFRESHED_MS = 2_500;
/** Looks for news of an old picture so many times. */
const MOST_LOOKS = 3;

/** The conversation behind one open card: asks, follows, and has it drawn when something changed. */
export class CardTalk {
  readonly #ask: CardAsk;
  readonly #draw: (state: CardState) => void;
  readonly #models = new Map<string, CardModel>();
  #state: CardState;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(topic: CardTopic, ask: CardAsk, draw: (state: CardState) => void) {
    this.#ask = ask;
    this.#draw = draw;
    this.#state = {
      topic,
      face: { kind: 'waiting' },
      own: { state: 'waiting' },
      picture: false,
      taught: false,
    };
  }

  get state(): CardState {
    return this.#state;
  }

  /** Asks for the card, then for what the reader has of it. */
  async start(): Promise<void> {
    await this.#show(this.#state.topic.asked);
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  /** Another printing of the same name. */
  async choose(hash: Hash): Promise<void> {
    await this.#show({ hash });
  }

  /** The name that was meant instead of a misspelt one. */
  async takeMeant(name: string): Promise<void> {
    await this.#show({ name });
  }

  async compare(name: string | undefined): Promise<void> {
    if (name === undefined) return this.#set({ other: undefined });
    const answer = await this.#ask.card({ name });
    if (answer.ok) this.#set({ other: answer.value });
    else this.#set({ note: failureText(answer.failure) });
  }

  showPicture(): void {
    this.#set({ picture: true });
  }

  async send(copy: string, to: string): Promise<void> {
    const { face, sending } = this.#state;
    if (face.kind !== 'card' || (sending !== undefined && !sending.over)) return;
    this.#set({ sending: { copy, text: say('card_asking'), over: false, failed: false, undo: false } });
    await this.#follow(copy, await this.#ask.send({ hash: face.model.hash, copy, to }));
  }

  async back(): Promise<void> {
    const { sending } = this.#state;
    if (sending?.job === undefined || !sending.undo) return;
    const { copy, job } = sending;
    this.#set({ sending: { copy, text: say('card_taking_back'), over: false, failed: false, undo: false } });
    await this.#follow(copy, await this.#ask.back({ job }));
  }

  /** Teaches that what was said is no item, or takes that back. */
  async teach(wrong: boolean): Promise<void> {
    const { said } = this.#state.topic;
    // Before the answer: the name may lose its mark first, and this card shall not go with it.
    this.#set({ taught: true });
    const answer = await this.#ask.wrong({ said, wrong });
    if (!answer.ok) return this.#set({ taught: !wrong, note: failureText(answer.failure) });
    const note = wrong ? say('card_taught_wrong', { name: said }) : say('card_taught_right', { name: said });
    this.#set({ taught: wrong, note });
  }

  async put(text: string): Promise<void> {
    this.#set({ note: await this.#ask.put(text) });
  }

  say(note: string): void {
    this.#set({ note });
  }

  async #show(asked: CardTopic['asked']): Promise<void> {
    const key = 'hash' in asked ? String(asked.hash) : asked.name;
    const known = this.#models.get(key);
    const answer = known === undefined ? await this.#ask.card(asked) : { ok: true as const, value: known };
    if (!answer.ok) {
      const { failure } = answer;
      const meant = failure.facts.meant;
      const text = failureText(failure);
      return this.#set({
        face: { kind: 'failed', text, ...(typeof meant === 'string' ? { meant } : {}) },
      });
    }
    const before = this.#state.face;
    const model = answer.value;
    this.#models.set(key, model);
    this.#set({ face: { kind: 'card', model } });
    // All printings of a name are owned together.
    if (before.kind !== 'card' || before.model.name !== model.name) await this.#own(model.hash);
  }

  async #own(hash: Hash, looks = 0): Promise<void> {
    const answer = await this.#ask.own({ hash, perks: [...this.#state.topic.perks] });
    if (this.#over) return;
    if (!answer.ok) return this.#set({ own: { state: 'failed', text: failureText(answer.failure) } });
    this.#set({ own: answer.value });
    if (answer.value.state === 'known' && answer.value.refreshing && looks < MOST_LOOKS)
      this.#timer = setTimeout(() => void this.#own(hash, looks + 1), REFRESHED_MS);
  }

  async #follow(copy: string, asked: Outcome<SendAnswer>): Promise<void> {
    if (!asked.ok) {
      const text = failureText(asked.failure);
      return this.#set({ sending: { copy, text, over: true, failed: true, undo: false } });
    }
    const { job } = asked.value;
    for (;;) {
      const report = await this.#ask.sent({ job });
      if (this.#over) return;
      if (!report.ok) {
        const text = failureText(report.failure);
        return this.#set({ sending: { copy, text, over: true, failed: true, undo: false, job } });
      }
      const { state, problem, undo } = report.value;
      const over = state === 'done' || state === 'stopped';
      const text = problem === undefined ? report.value.text : failureText(problem);
      this.#set({ sending: { copy, text, over, failed: state === 'stopped', job, undo } });
      if (over) break;
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
    }
    const { face } = this.#state;
    if (face.kind === 'card') await this.#own(face.model.hash, MOST_LOOKS);
  }

  #set(change: { [K in keyof CardState]?: CardState[K] | undefined }): void {
    if (this.#over) return;
    const all = Object.entries({ ...this.#state, ...change }).filter(([, value]) => value !== undefined);
    // Only optional fields are ever given as undefined.
    this.#state = Object.fromEntries(all) as unknown as CardState;
    this.#draw(this.#state);
  }
}
