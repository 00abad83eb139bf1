import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TabId } from './host';
import { transact } from './store';
import type { Locks, Surroundings } from './surroundings';

const name = 'klatch-leader';

/** What leadership tells its tab. */
export interface LeadershipOwner {
  leads(): void;
  /** Another tab leads from now on. */
  lost(): void;
  /** This tab leads, as the others may not know yet: whether it answers is to be found out. */
  follows(leader: TabId): void;
}

/** Which of the tabs leads. Exactly one does, but for moments. */
export interface Leadership {
  seek(): void;
  /** The leader (null: nobody says that it leads) does not answer: this tab wants to lead. */
  takeOver(silent: TabId | null): void;
  /** Whether this tab still leads, where that is not told. */
  check(): void;
  /** Lets another tab lead. */
  resign(): void;
}

/** By a lock that the browser takes from a tab that is gone. */
export class LockedLeadership implements Leadership {
  readonly #locks: Locks;
  readonly #owner: LeadershipOwner;
  #waiting: AbortController | null = null;
  #release: (() => void) | null = null;

  constructor(locks: Locks, owner: LeadershipOwner) {
    this.#locks = locks;
    this.#owner = owner;
  }

  seek(): void {
    if (this.#waiting !== null || this.#release !== null) return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#request({ signal: waiting.signal });
  }

  #request(options: { readonly signal?: AbortSignal; readonly steal?: boolean }): void {
    const held = () => {
      this.#waiting = null;
      this.#owner.leads();
      return new Promise<void>((resolve) => {
        this.#release = resolve;
      });
    };
    this.#locks.request(name, options, held).catch(() => {
      // Given up by this tab itself, or taken by another one.
      if (this.#release === null) return;
      this.#release = null;
      this.#owner.lost();
    });
  }

  takeOver(): void {
    if (this.#release !== null) return;
    this.#waiting?.abort();
    this.#waiting = null;
    this.#request({ steal: true });
  }

  check(): void {
    // The browser says when the lock is lost.
  }

  resign(): void {
    this.#waiting?.abort();
    this.#waiting = null;
    const release = this.#release;
    this.#release = null;
    release?.();
  }
}

interface Shape extends DBSchema {
  leader: { key: 'leader'; value: TabId };
}

/**
 * By a row that holds who leads: whoever finds nobody in it, or somebody who does not answer,
 * writes itself there in one transaction. Whether a leader is alive is found out by asking it:
 * timers of hidden tabs are too slow for a lease that ends.
 */
export class RowLeadership implements Leadership {
  readonly #tab: TabId;
  readonly #owner: LeadershipOwner;
  #db: Promise<IDBPDatabase<Shape>> | null = null;
  #leading = false;

  constructor(tab: TabId, owner: LeadershipOwner) {
    this.#tab = tab;
    this.#owner = owner;
  }

  #open(): Promise<IDBPDatabase<Shape>> {
    this.#db ??= openDB<Shape>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('leader');
      },
    });
    return this.#db;
  }

  /** Writes what this makes of the row; returns what stands there then. */
  async #write(decide: (leader: TabId | null) => TabId | null): Promise<TabId | null> {
    const step = (await this.#open()).transaction('leader', 'readwrite');
    return transact(step, async () => {
      const before = (await step.store.get('leader')) ?? null;
      const now = decide(before);
      if (now === null) await step.store.delete('leader');
      else if (now !== before) await step.store.put(now, 'leader');
      return now;
    });
  }

  seek(): void {
    this.takeOver(null);
  }

  takeOver(silent: TabId | null): void {
    this.#write((leader) => (leader === silent || leader === null ? this.#tab : leader)).then(
      (leader) => this.#found(leader),
      // Where nothing can be kept every tab is on its own.
      () => this.#found(this.#tab),
    );
  }

  #found(leader: TabId | null): void {
    if (leader === this.#tab) {
      if (this.#leading) return;
      this.#leading = true;
      this.#owner.leads();
    } else if (this.#leading) {
      this.#leading = false;
      this.#owner.lost();
    } else if (leader !== null) {
      this.#owner.follows(leader);
    }
  }

  check(): void {
    if (!this.#leading) return;
    this.#write((leader) => leader).then(
      (leader) => this.#found(leader ?? this.#tab),
      () => undefined,
    );
  }

  resign(): void {
    this.#leading = false;
    this.#write((leader) => (leader === this.#tab ? null : leader)).catch(() => undefined);
  }
}

/** On its own: there is no other tab to speak to. */
export class LoneLeadership implements Leadership {
  readonly #owner: LeadershipOwner;

  constructor(owner: LeadershipOwner) {
    this.#owner = owner;
  }

  seek(): void {
    this.#owner.leads();
  }

  takeOver(): void {
    // Nobody else can lead.
  }

  check(): void {
    // Nobody else can lead.
  }

  resign(): void {
    // Nobody else can lead.
  }
}

/** The best that this browser has. */
export function leadershipOf(
  around: Surroundings,
  tab: TabId,
  hasChannel: boolean,
  owner: LeadershipOwner,
): Leadership {
  if (!hasChannel) return new LoneLeadership(owner);
  if (around.locks !== null) return new LockedLeadership(around.locks, owner);
  return around.databases === null ? new LoneLeadership(owner) : new RowLeadership(tab, owner);
}
