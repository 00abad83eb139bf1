import type { ClientFrame } from '../protocol/client-frames';
import { readFrame } from '../protocol/reading';
import type { ReplyFrame, ServerFrame, Welcome } from '../protocol/server-frames';
import { writeFrame } from '../protocol/writing';
import type { Then, Unnumbered } from './connection';
import type { Surroundings, Wire } from './surroundings';

/**
 * Without any input for so long, the line counts as lost. The server says `beat` after 15 s of
 * quiet, so a living one is never silent for that long.
 */
const offlineMillis = 20_000;

/** A page that was not seen may have been stopped: what waits for it gets so long to arrive. */
const wakingMillis = 5_000;

const lookMillis = 1_000;

/** What a socket tells its owner. */
export interface SocketOwner {
  welcomed(welcome: Welcome): void;
  /** An event or a notice. */
  heard(frame: ServerFrame): void;
  /** Once, at the end; nothing is told afterwards. */
  ended(code: number, words: string): void;
}

/** One WebSocket from its opening to its end: answers `beat`, and notices silence. */
export class Socket {
  readonly #around: Surroundings;
  readonly #owner: SocketOwner;
  readonly #asked = new Map<number, { readonly then: Then; deadline: number }>();
  readonly #wire: Wire;
  #stopLooking: () => void;
  #heardAt: number;
  #ref = 0;
  #over = false;
  /** The first frame that was heard. */
  welcome: Welcome | null = null;

  constructor(around: Surroundings, owner: SocketOwner) {
    this.#around = around;
    this.#owner = owner;
    this.#heardAt = around.clock.steady();
    this.#wire = around.dial({
      text: (frame) => this.#text(frame),
      closed: (code, words) => this.#end(code, words),
    });
    this.#stopLooking = around.clock.after(lookMillis, () => this.#look());
  }

  /** Sends a frame; the answer comes later, or never if the line is lost before. */
  ask(frame: Unnumbered, then: Then): void {
    if (this.#over) return;
    this.#ref += 1;
    const deadline = this.#around.clock.steady() + offlineMillis;
    this.#asked.set(this.#ref, { then, deadline });
    this.#wire.send(writeFrame({ ...frame, ref: this.#ref } as ClientFrame));
  }

  #text(text: string): void {
    if (this.#over) return;
    this.#heardAt = this.#around.clock.steady();
    const frame = readFrame(text);
    if (frame === null) return;
    if (frame.kind === 'welcome') {
      if (this.welcome !== null) return;
      this.welcome = frame;
      this.#owner.welcomed(frame);
    } else if (frame.kind === 'beat') {
      this.ask({ kind: 'beat' }, () => undefined);
    } else if ('ref' in frame) {
      this.#answered(frame);
    } else {
      this.#owner.heard(frame);
    }
  }

  #answered(answer: ReplyFrame): void {
    const asked = this.#asked.get(answer.ref);
    this.#asked.delete(answer.ref);
    asked?.then(answer);
  }

  /** Looks once a second, and judges only while somebody sees the page. */
  #look(): void {
    this.#stopLooking = this.#around.clock.after(lookMillis, () => this.#look());
    if (!this.#around.visible()) return;
    const now = this.#around.clock.steady();
    const oldest = this.#asked.values().next();
    const unanswered = !oldest.done && oldest.value.deadline <= now;
    if (unanswered || now - this.#heardAt >= offlineMillis) this.lose();
  }

  /** The page is seen again: asks whether the server is there, and judges soon. */
  wake(): void {
    if (this.#over) return;
    const { clock } = this.#around;
    const soon = clock.steady() + wakingMillis;
    this.#heardAt = Math.max(this.#heardAt, soon - offlineMillis);
    for (const asked of this.#asked.values()) asked.deadline = Math.max(asked.deadline, soon);
    if (this.welcome !== null) this.ask({ kind: 'beat' }, () => undefined);
  }

  /** Gives the line up, as if it were cut. */
  lose(): void {
    this.#end(1006, '');
    this.#wire.close();
  }

  /** Says goodbye. Nothing is told any more. */
  close(): void {
    this.#over = true;
    this.#stopLooking();
    this.#wire.close();
  }

  #end(code: number, words: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopLooking();
    this.#asked.clear();
    this.#owner.ended(code, words);
  }
}
