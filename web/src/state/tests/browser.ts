import { IDBFactory } from 'fake-indexeddb';
import type { Channel, Locks, Notes, Surroundings } from '../surroundings';

/** Notes as `localStorage` keeps them. */
function notesOf(): Notes {
  const notes = new Map<string, string>();
  return {
    getItem: (key) => notes.get(key) ?? null,
    setItem: (key, value) => notes.set(key, value),
    removeItem: (key) => notes.delete(key),
  };
}

interface Held {
  lose(): void;
}

/** Locks as browsers have them: one holder, others wait in order, and one may steal. */
class HandLocks implements Locks {
  readonly #waiting: (() => void)[] = [];
  #held: Held | null = null;

  request(
    _name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const take = () => {
        const own: Held = { lose: () => reject(new DOMException('stolen', 'AbortError')) };
        this.#held = own;
        held().then(() => {
          resolve(undefined);
          if (this.#held !== own) return;
          this.#held = null;
          this.#waiting.shift()?.();
        });
      };
      options.signal?.addEventListener('abort', () => {
        const place = this.#waiting.indexOf(take);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(new DOMException('aborted', 'AbortError'));
      });
      if (options.steal === true) {
        this.#held?.lose();
        take();
      } else if (this.#held === null) {
        take();
      } else {
        this.#waiting.push(take);
      }
    });
  }
}

/** One tab of a browser: it can be closed, or die without a word. */
export interface Tab {
  readonly around: Partial<Surroundings>;
  /** It hears, says and does nothing any more, as if its process were killed. */
  kill(): void;
  /** The page is put away, and `wake` brings it back. */
  leave(): void;
}

/** A browser that keeps things over the life of its pages, and whose tabs hear each other. */
export class HandBrowser {
  readonly databases = new IDBFactory();
  readonly notes = notesOf();
  readonly #locks: Locks | null;
  readonly #channels: string;

  constructor(locks: 'locks' | 'no-locks') {
    this.#locks = locks === 'locks' ? new HandLocks() : null;
    this.#channels = `klatch-${Math.random()}`;
    // The library for databases asks for the global one.
    globalThis.indexedDB = this.databases;
  }

  tab(): Tab {
    let dead = false;
    const leavers = new Set<() => void>();
    const killers: (() => void)[] = [];
    const locks = this.#locks;
    const channel = (heard: (message: unknown) => void): Channel => {
      const tabs = new BroadcastChannel(this.#channels);
      tabs.onmessage = ({ data }: { data: unknown }) => {
        if (!dead) heard(data);
      };
      return {
        post: (message) => {
          if (!dead) tabs.postMessage(message);
        },
        close: () => tabs.close(),
      };
    };
    const dying: Locks | null =
      locks === null
        ? null
        : {
            request: (name, options, held) =>
              locks.request(name, options, () => {
                const gone = new Promise<void>((resolve) => killers.push(resolve));
                return Promise.race([held(), gone]);
              }),
          };
    return {
      around: {
        databases: this.databases,
        notes: this.notes,
        locks: dying,
        channel,
        leaving: (run) => {
          leavers.add(run);
          return () => leavers.delete(run);
        },
      },
      kill: () => {
        dead = true;
        for (const kill of killers) kill();
      },
      leave: () => {
        for (const leave of [...leavers]) leave();
      },
    };
  }
}
