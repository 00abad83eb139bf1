import type { CommandFrame } from '../protocol/client-frames';
import type { Accepted, Refused } from '../protocol/server-frames';
import type { Denied } from './client';
import type { Connection, Unnumbered } from './connection';
import type { Clock } from './surroundings';

/** After so long it is said to be lost, though it may be done. */
const patienceMillis = 20_000;

interface Order {
  readonly frame: Omit<CommandFrame, 'ref'>;
  readonly answered: (answer: Accepted | Denied) => void;
}

/**
 * Commands that are not kept: sent one after the other, again under the same cid after a short loss
 * of the line.
 */
export class Orders {
  readonly #clock: Clock;
  #queue: Order[] = [];
  #connection: Connection | null = null;
  #underWay: Order | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  order(frame: Omit<CommandFrame, 'ref'>): Promise<Accepted | Denied> {
    return new Promise((resolve) => {
      const end = this.#clock.after(patienceMillis, () => {
        this.#done(order);
        resolve({ kind: 'lost' });
      });
      const order: Order = {
        frame,
        answered: (answer) => {
          end();
          resolve(answer);
        },
      };
      this.#queue.push(order);
      this.#next();
    });
  }

  connected(open: Connection): void {
    this.#connection = open;
    this.#underWay = null;
    this.#next();
  }

  disconnected(): void {
    this.#connection = null;
    this.#underWay = null;
  }

  /** Nothing will be sent any more. */
  lose(): void {
    const lost = this.#queue;
    this.#queue = [];
    this.#underWay = null;
    for (const order of lost) order.answered({ kind: 'lost' });
  }

  #next(): void {
    const open = this.#connection;
    const [order] = this.#queue;
    if (open === null || order === undefined || this.#underWay !== null) return;
    this.#underWay = order;
    open.insist(order.frame as Unnumbered, (answer) => {
      if (this.#underWay !== order) return;
      this.#done(order);
      const isAnswer = answer.kind === 'accepted' || answer.kind === 'refused';
      order.answered(isAnswer ? (answer satisfies Accepted | Refused) : { kind: 'lost' });
    });
  }

  #done(order: Order): void {
    this.#queue = this.#queue.filter((queued) => queued !== order);
    if (this.#underWay === order) this.#underWay = null;
    this.#next();
  }
}
