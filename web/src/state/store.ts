import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Welcome } from '../protocol/server-frames';
import type {
  CommandId,
  ConversationId,
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
}

const all = ['conversations', 'lines', 'people', 'self', 'unsaid'] as const;

const nameOf = (person: PersonId) => `klatch-${person}`;

/** The database of one person in this browser (IndexedDB). Every method may fail. */
export class Store {
  readonly #db: IDBPDatabase<Shape>;

  private constructor(db: IDBPDatabase<Shape>) {
    this.#db = db;
  }

  static async open(person: PersonId): Promise<Store> {
    const db = await openDB<Shape>(nameOf(person), 1, {
      upgrade: (fresh) => {
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
    const step = this.#db.transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([step.store.put(entry), step.done]);
  }

  dropEntry(cid: CommandId): Promise<void> {
    return this.#db.delete('outbox', cid);
  }

  entries(): Promise<readonly Entry[]> {
    return this.#db.getAll('outbox');
  }

  putUnsaid(key: string, value: string): Promise<string> {
    return this.#db.put('unsaid', value, key);
  }

  dropUnsaid(key: string): Promise<void> {
    return this.#db.delete('unsaid', key);
  }

  async unsaid(): Promise<readonly (readonly [string, string])[]> {
    const step = this.#db.transaction('unsaid');
    const [keys, values] = await Promise.all([step.store.getAllKeys(), step.store.getAll()]);
    return keys.map((key, at) => [key, values[at] ?? ''] as const);
  }

  self(): Promise<KeptSelf | undefined> {
    return this.#db.get('self', 'self');
  }

  conversations(): Promise<readonly KeptConversation[]> {
    return this.#db.getAll('conversations');
  }

  people(): Promise<readonly Person[]> {
    return this.#db.getAll('people');
  }

  lines(conversation: ConversationId): Promise<KeptLines | undefined> {
    return this.#db.get('lines', conversation);
  }

  allLines(): Promise<readonly KeptLines[]> {
    return this.#db.getAll('lines');
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
    const done: Promise<unknown>[] = [];
    if (changed.self !== null) done.push(step.objectStore('self').put(changed.self, 'self'));
    for (const each of changed.conversations) {
      done.push(step.objectStore('conversations').put(each));
    }
    for (const each of changed.lines) done.push(step.objectStore('lines').put(each));
    for (const each of changed.people) done.push(step.objectStore('people').put(each));
    for (const id of changed.gone) {
      done.push(step.objectStore('conversations').delete(id));
      done.push(step.objectStore('lines').delete(id));
    }
    await Promise.all([...done, step.done]);
  }

  /** Nothing holds any more but what was written. */
  async forget(): Promise<void> {
    const step = this.#db.transaction(all, 'readwrite');
    await Promise.all([...all.map((name) => step.objectStore(name).clear()), step.done]);
  }
}
