import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  openDB,
  type StoreNames,
  type StoreValue,
} from 'idb';
import type { Welcome } from '../protocol/server-frames';
import type {
  CommandId,
  ConversationId,
  Mark,
  Millis,
  Person,
  PersonId,
  Seq,
  Summary,
} from '../protocol/values';
import type { Line } from './client';
import type { Entry } from './port';

/** A conversation as it was known last. */
export interface KeptConversation {
  readonly conversation: ConversationId;
  readonly summary: Summary;
  /** The seq up to which everything was told, and the time of that event. */
  readonly last: Seq;
  readonly lastTime: Millis | null;
}

/** The newest lines of a conversation, without a hole from `first` to `last`. */
export interface KeptLines {
  readonly conversation: ConversationId;
  readonly first: Seq;
  readonly last: Seq;
  readonly lines: readonly Line[];
}

/** What is known of the person: by which welcome, and the shared states up to a version. */
export interface KeptSelf {
  readonly welcome: Welcome;
  readonly states: ReadonlyMap<string, string>;
  readonly version: number;
}

interface Shape extends DBSchema {
  outbox: { key: CommandId; value: Entry };
  conversations: { key: ConversationId; value: KeptConversation };
  lines: { key: ConversationId; value: KeptLines };
  people: { key: PersonId; value: Person };
  self: { key: string; value: KeptSelf };
  /** States that are not said yet. */
  unsaid: { key: string; value: string };
  /** How far one has read, as far as it is not said yet. */
  marks: { key: string; value: Mark };
}

const all = ['conversations', 'lines', 'people', 'self', 'unsaid', 'marks'] as const;

const nameOf = (person: PersonId) => `klatch-${person}`;

/**
 * Runs a transaction to its end. The browser may break it off at any moment, for instance because
 * the session's end clears all that the server's pages keep: both promises must be heard then.
 */
export async function transact<Answer>(
  step: { readonly done: Promise<void> },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const [answer] = await Promise.all([(async () => run())(), step.done]);
  return answer;
}

/** The database of one person in this browser (IndexedDB). Every method may fail. */
export class Store {
  readonly #db: IDBPDatabase<Shape>;

  private constructor(db: IDBPDatabase<Shape>) {
    this.#db = db;
  }

  static async open(person: PersonId): Promise<Store> {
    const db = await openDB<Shape>(nameOf(person), 2, {
      upgrade: (fresh, before) => {
        fresh.createObjectStore('marks');
        if (before > 0) return;
        fresh.createObjectStore('outbox', { keyPath: 'cid' });
        fresh.createObjectStore('conversations', { keyPath: 'conversation' });
        fresh.createObjectStore('lines', { keyPath: 'conversation' });
        fresh.createObjectStore('people', { keyPath: 'person' });
        fresh.createObjectStore('self');
        fresh.createObjectStore('unsaid');
      },
      // Another tab forgets all.
      blocking: () => db.close(),
    });
    return new Store(db);
  }

  /** Removes all that was kept for a person. */
  static remove(person: PersonId): Promise<void> {
    return deleteDB(nameOf(person));
  }

  close(): void {
    this.#db.close();
  }

  /** Resolves when it would outlive a crash. */
  async putEntry(entry: Entry): Promise<void> {
    // What was asked was on the disk before.
    const fresh = entry.status.state === 'sending' && entry.status.asked !== true;
    const durability = fresh ? 'strict' : 'relaxed';
    const step = this.#db.transaction('outbox', 'readwrite', { durability });
    await transact(step, () => step.store.put(entry));
  }

  async dropEntry(cid: CommandId): Promise<void> {
    const step = this.#db.transaction('outbox', 'readwrite');
    await transact(step, () => step.store.delete(cid));
  }

  entries(): Promise<readonly Entry[]> {
    return this.#all('outbox');
  }

  /** Without a value it is forgotten. */
  async putUnsaid(key: string, value: string | null): Promise<void> {
    const step = this.#db.transaction('unsaid', 'readwrite');
    await transact<unknown>(step, () =>
      value === null ? step.store.delete(key) : step.store.put(value, key),
    );
  }

  async putMark(key: string, mark: Mark | null): Promise<void> {
    const step = this.#db.transaction('marks', 'readwrite');
    await transact<unknown>(step, () =>
      mark === null ? step.store.delete(key) : step.store.put(mark, key),
    );
  }

  marks(): Promise<readonly Mark[]> {
    return this.#all('marks');
  }

  async unsaid(): Promise<readonly (readonly [string, string])[]> {
    const step = this.#db.transaction('unsaid');
    const [keys, values] = await transact(step, () =>
      Promise.all([step.store.getAllKeys(), step.store.getAll()]),
    );
    return keys.map((key, at) => [key, values[at] ?? ''] as const);
  }

  async self(): Promise<KeptSelf | undefined> {
    const step = this.#db.transaction('self');
    return transact(step, () => step.store.get('self'));
  }

  conversations(): Promise<readonly KeptConversation[]> {
    return this.#all('conversations');
  }

  people(): Promise<readonly Person[]> {
    return this.#all('people');
  }

  async lines(conversation: ConversationId): Promise<KeptLines | undefined> {
    const step = this.#db.transaction('lines');
    return transact(step, () => step.store.get(conversation));
  }

  allLines(): Promise<readonly KeptLines[]> {
    return this.#all('lines');
  }

  async #all<Name extends StoreNames<Shape>>(name: Name): Promise<StoreValue<Shape, Name>[]> {
    const step = this.#db.transaction(name);
    return transact(step, () => step.store.getAll());
  }

  /** Keeps what changed, all of it or nothing; `gone` are conversations that one left. */
  async keep(changed: {
    readonly self: KeptSelf | null;
    readonly conversations: readonly KeptConversation[];
    readonly lines: readonly KeptLines[];
    readonly people: readonly Person[];
    readonly gone: readonly ConversationId[];
  }): Promise<void> {
    const step = this.#db.transaction(all, 'readwrite');
    const { self, conversations, lines, people, gone } = changed;
    await transact(step, () =>
      Promise.all([
        ...(self === null ? [] : [step.objectStore('self').put(self, 'self')]),
        ...conversations.map((each) => step.objectStore('conversations').put(each)),
        ...lines.map((each) => step.objectStore('lines').put(each)),
        ...people.map((each) => step.objectStore('people').put(each)),
        ...gone.map((id) => step.objectStore('conversations').delete(id)),
        ...gone.map((id) => step.objectStore('lines').delete(id)),
      ]),
    );
  }

  /** Nothing holds any more but what was written. */
  async forget(): Promise<void> {
    const step = this.#db.transaction(all, 'readwrite');
    await transact(step, () => Promise.all(all.map((name) => step.objectStore(name).clear())));
  }
}
