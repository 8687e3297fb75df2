/** Lines that the talk is judged by. */
const HEARD = 50;
/**
 * So many of them must have a sign of the game. In a day of talk about everything else 4 windows in 1,000 have as
 * many by chance; of players' notes each window has 25.
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
