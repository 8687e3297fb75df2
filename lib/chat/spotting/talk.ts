/** Lines that the talk is judged by. */
const HEARD = 50;
/**
 * So many of them must have a strong cue or a name. In a day of talk about everything else 1 window in 1,000 has as many
 * by chance; of players' notes every window has 24 and more.
 */
const ENOUGH = 3;

/** Listens whether people talk about the game, line by line. */
export class Talk {
  readonly #signs: boolean[] = [];
  #next = 0;
  #count = 0;

  /** One more line was said. */
  hear(ofTheGame: boolean): void {
    if (this.#signs[this.#next] === true) this.#count -= 1;
    if (ofTheGame) this.#count += 1;
    this.#signs[this.#next] = ofTheGame;
    this.#next = (this.#next + 1) % HEARD;
  }

  get ofTheGame(): boolean {
    return this.#count >= ENOUGH;
  }
}
