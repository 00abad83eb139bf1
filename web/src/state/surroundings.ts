import type { RandomBytes } from '../protocol/cids';
import type { Http } from '../protocol/http';
import type { Millis } from '../protocol/values';

/** Time, and being woken later. Tests turn it by hand. */
export interface Clock {
  /** Milliseconds that only go forward. */
  steady(): number;
  /** This machine's clock, milliseconds since 1970. */
  wall(): Millis;
  /** Runs it after so many milliseconds, unless what is returned is called before. */
  after(millis: number, run: () => void): () => void;
}

/** What a wire tells whoever opened it. Nothing comes after `closed`. */
export interface WireListener {
  text(frame: string): void;
  closed(code: number, words: string): void;
}

/** One WebSocket. */
export interface Wire {
  send(frame: string): void;
  close(): void;
}

/** All that a client needs of the machine it runs on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly http: Http;
  readonly random: RandomBytes;
  /** Anything from 0 to 1, for waits that differ. */
  chance(): number;
  /** Opens a socket to the server. */
  dial(listener: WireListener): Wire;
  /** Whether the person sees this page: who does not see it judges nothing by its timers. */
  visible(): boolean;
  /** Runs it when the page is seen again, or the network is back. Returns what ends it. */
  woken(run: () => void): () => void;
}

/** Runs it a moment later: after what runs now, and before anything is drawn. */
export const soon: (run: () => void) => void = (run) => queueMicrotask(run);
