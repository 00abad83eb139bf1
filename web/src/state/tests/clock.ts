import type { Clock } from '../surroundings';

interface Timer {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** Time that stands still until a test turns it. */
export class HandClock implements Clock {
  #now = 0;
  #number = 0;
  #timers: Timer[] = [];

  steady(): number {
    return this.#now;
  }

  wall(): number {
    return 1_767_225_600_000 + this.#now;
  }

  after(millis: number, run: () => void): () => void {
    this.#number += 1;
    const timer = { at: this.#now + Math.max(0, millis), number: this.#number, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  #due(until: number): Timer | undefined {
    const [first] = this.#timers
      .filter((timer) => timer.at <= until)
      .sort((one, other) => one.at - other.at || one.number - other.number);
    return first;
  }

  /** Lets so many milliseconds pass, and all that falls due in them happen. */
  async pass(millis: number): Promise<void> {
    const until = this.#now + millis;
    await settle();
    for (let timer = this.#due(until); timer !== undefined; timer = this.#due(until)) {
      const { at, run } = timer;
      this.#timers = this.#timers.filter((each) => each !== timer);
      this.#now = Math.max(this.#now, at);
      run();
      // What a timer sets going may set others.
      if (this.#due(at) === undefined) await new Promise<void>((done) => setImmediate(done));
    }
    this.#now = until;
    await settle();
  }
}

/** Numbers that look random and are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
