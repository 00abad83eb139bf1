import type { Reply } from '../protocol/server-frames';
import type { State } from '../protocol/values';
import type { Connection } from './connection';

/** What shared states tell their owner. */
export interface SharedStatesOwner {
  shared(key: string): void;
  /** A page of the list, with marks of ours. */
  listed(page: Reply<'states'>): void;
  /** This is to be said still, or not any more. */
  unsaid(key: string, value: string | null): void;
}

/**
 * The values that the devices of one person share. What is set here holds here at once and is said
 * to the server as soon as that is possible; of two devices the one that the server hears last is
 * right.
 */
export class SharedStates {
  readonly #owner: SharedStatesOwner;
  readonly #unsaid = new Map<string, string>();
  #states: ReadonlyMap<string, string> = new Map();
  #connection: Connection | null = null;
  #saying = false;
  /** The newest version that is here. */
  version = 0;

  constructor(owner: SharedStatesOwner) {
    this.#owner = owner;
  }

  /** What was kept on this machine. */
  restore(
    states: Iterable<readonly [string, string]>,
    unsaid: Iterable<readonly [string, string]>,
    version: number,
  ): void {
    if (this.version === 0) {
      this.version = version;
      this.#states = new Map([...states, ...this.#states]);
    }
    for (const [key, value] of unsaid) {
      if (this.#unsaid.has(key)) continue;
      this.#unsaid.set(key, value);
      this.#keep(key, value);
    }
    this.#say();
  }

  connected(open: Connection): void {
    this.#connection = open;
    this.#saying = false;
    this.#list(open, this.version);
    this.#say();
  }

  disconnected(): void {
    this.#connection = null;
  }

  clear(): void {
    this.#states = new Map();
    this.#unsaid.clear();
    this.version = 0;
  }

  #list(open: Connection, after: number): void {
    open.pull(
      () => (after === 0 ? { kind: 'list-states' } : { kind: 'list-states', after }),
      (answer) => {
        if (answer.kind !== 'states' || open !== this.#connection) return;
        for (const state of answer.states) this.noticed(state);
        this.#owner.listed(answer);
        if (answer.after !== undefined) this.#list(open, answer.after);
      },
    );
  }

  /** The server says so. What is not said to it yet is newer. */
  noticed(state: State): void {
    this.version = Math.max(this.version, state.version);
    if (!this.#unsaid.has(state.key)) this.#keep(state.key, state.value);
  }

  #keep(key: string, value: string): void {
    if (this.value(key) === value) return;
    const states = new Map(this.#states);
    if (value === '') states.delete(key);
    else states.set(key, value);
    this.#states = states;
    this.#owner.shared(key);
  }

  value(key: string): string {
    return this.#states.get(key) ?? '';
  }

  /** All values by key. The same map as long as nothing changed. */
  all(): ReadonlyMap<string, string> {
    return this.#states;
  }

  /** Sets a value; an empty one ends it. */
  set(key: string, value: string): void {
    if (this.value(key) === value && !this.#unsaid.has(key)) return;
    this.#unsaid.delete(key);
    this.#unsaid.set(key, value);
    this.#owner.unsaid(key, value);
    this.#keep(key, value);
    this.#say();
  }

  /** One at a time, so that a value that is set again meanwhile is sent once. */
  #say(): void {
    const open = this.#connection;
    const next = this.#unsaid.entries().next();
    if (open === null || this.#saying || next.done) return;
    const [key] = next.value;
    this.#saying = true;
    let said = '';
    open.pull(
      () => {
        said = this.#unsaid.get(key) ?? '';
        return { kind: 'set-state', key, value: said };
      },
      () => {
        this.#saying = false;
        if (this.#unsaid.get(key) === said) {
          this.#unsaid.delete(key);
          this.#owner.unsaid(key, null);
        }
        this.#say();
      },
    );
  }
}
