const firstMillis = 250;
const longestMillis = 15_000;

/**
 * How long to wait before the next try: anything between nothing and a bound that doubles with
 * every try in a row, so that clients that lost one server at the same moment do not come back at
 * the same moment.
 */
export class Backoff {
  readonly #chance: () => number;
  #tries = 0;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** Milliseconds until the next try, at least what the other side asked for. */
  next(atLeast: number): number {
    const bound = Math.min(longestMillis, firstMillis * 2 ** Math.min(this.#tries, 16));
    this.#tries += 1;
    return Math.max(atLeast, 0) + Math.floor(this.#chance() * (bound + 1));
  }

  /** It went well: the next wait is a short one again. */
  reset(): void {
    this.#tries = 0;
  }
}
