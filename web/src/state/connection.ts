import type { ClientFrame, CommandKind, QuestionKind } from '../protocol/client-frames';
import type { ReplyFrame } from '../protocol/server-frames';
import { isStored } from '../protocol/writing';
import type { Clock } from './surroundings';

/** A frame without its number. */
export type Unnumbered = ClientFrame extends infer Frame
  ? Frame extends ClientFrame
    ? Omit<Frame, 'ref'>
    : never
  : never;

/** What answers a question, or a refusal. */
export type Then = (answer: ReplyFrame) => void;

const outstandingMillis = 50;
const instructMillis = 200;

/**
 * From one `welcome` to the end of its line: numbers frames, gives each reply to who asked, and
 * asks one question to what is stored at a time. It never comes back. What is asked and not
 * answered when it ends is told nothing but by `whenLost`.
 */
export class Connection {
  readonly #clock: Clock;
  readonly #send: (frame: ClientFrame) => void;
  readonly #asked = new Map<number, Then>();
  readonly #pulls: { readonly frame: () => Unnumbered; readonly then: Then }[] = [];
  readonly #whenLost = new Set<() => void>();
  #pulling = false;
  #over = false;
  #ref = 0;

  constructor(clock: Clock, send: (frame: ClientFrame) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  get over(): boolean {
    return this.#over;
  }

  /** Sends a frame; the answer comes later, or never if the line is lost before. */
  ask(frame: Unnumbered, then: Then): void {
    if (this.#over) return;
    this.#ref += 1;
    this.#asked.set(this.#ref, then);
    this.#send({ ...frame, ref: this.#ref } as ClientFrame);
  }

  /** The same in its turn, and again where the server says later; `frame` is made when it goes. */
  pull(frame: () => Unnumbered, then: Then): void {
    this.#pulls.push({ frame, then });
    this.#nextPull();
  }

  /** Asks until there is an answer that is not to be had later. */
  insist(frame: Unnumbered, then: Then): void {
    const kind: CommandKind | QuestionKind = frame.kind;
    if (isStored(kind)) {
      this.pull(() => frame, then);
      return;
    }
    this.ask(frame, (answer) => {
      if (answer.kind === 'refused' && answer.retry) {
        const wait = answer.retryAfter ?? instructMillis;
        this.#clock.after(wait, () => this.insist(frame, then));
      } else {
        then(answer);
      }
    });
  }

  #nextPull(): void {
    const pull = this.#pulls[0];
    if (this.#pulling || this.#over || pull === undefined) return;
    this.#pulling = true;
    this.ask(pull.frame(), (answer) => this.#pulled(pull.then, answer));
  }

  #pulled(then: Then, answer: ReplyFrame): void {
    if (answer.kind === 'refused' && answer.retry) {
      this.#clock.after(answer.retryAfter ?? outstandingMillis, () => {
        this.#pulling = false;
        this.#nextPull();
      });
      return;
    }
    this.#pulling = false;
    this.#pulls.shift();
    then(answer);
    this.#nextPull();
  }

  /** A reply came. */
  answered(answer: ReplyFrame): void {
    const then = this.#asked.get(answer.ref);
    this.#asked.delete(answer.ref);
    then?.(answer);
  }

  /** Runs this if the line is lost before what is returned was run. */
  whenLost(lost: () => void): () => void {
    this.#whenLost.add(lost);
    return () => this.#whenLost.delete(lost);
  }

  /** The line is lost. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#asked.clear();
    this.#pulls.length = 0;
    const lost = [...this.#whenLost];
    this.#whenLost.clear();
    for (const run of lost) run();
  }
}
