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
  /** Runs it when the page goes away, perhaps to come back. Returns what ends it. */
  leaving(run: () => void): () => void;
  /** Opens a channel to the other tabs of this browser; null if there is none. */
  channel(heard: (message: unknown) => void): Channel | null;
  /** Locks that the tabs share (Web Locks); null outside of a secure context. */
  readonly locks: Locks | null;
  /** Where much is kept; null if this browser keeps nothing. */
  readonly databases: IDBFactory | null;
  /** Where a few words are kept; null if this browser keeps nothing. */
  readonly notes: Notes | null;
}

/** What a browser's `localStorage` does. */
export type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What a `BroadcastChannel` does: what is posted is heard by all others. */
export interface Channel {
  post(message: object): void;
  close(): void;
}

/** What is needed of a browser's `LockManager`. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
}
