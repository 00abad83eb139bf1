import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { CommandId, ConversationId, FileId, PersonId, Seq } from '../../protocol/values';
import { transact } from '../../state/store';

/** What a voice message says of itself: how long it is, and how loud (docs/protocol.md, "Files"). */
export interface About {
  readonly duration: string;
  readonly waveform: string;
}

/** A file on its way. */
export interface KeptFile {
  readonly key: string;
  /** The file itself: browsers keep a copy of it. */
  readonly file: File;
  /** What the server is told of it beside its name. */
  readonly about?: About;
  /** Where the server takes it, once it was asked. */
  readonly address?: string;
  /** All of it is there. */
  readonly id?: FileId;
}

/** Files that one message shows, and the message. */
export interface Parcel {
  /** The name of the message: the same in every try, so that it is said once. */
  readonly cid: CommandId;
  readonly person: PersonId;
  /** The tab that brings it: that survives a reload, and no other tab brings it as well. */
  readonly tab: string;
  readonly conversation: ConversationId;
  readonly thread?: Seq;
  readonly reply?: Seq;
  readonly text: string;
  /** It is to be said as soon as all is there; before that it is still being written. */
  readonly sent: boolean;
  readonly files: readonly KeptFile[];
}

interface Shape extends DBSchema {
  parcels: { key: CommandId; value: Parcel };
}

const name = 'klatch-parcels';

/** What is on its way is kept, so that it goes on after a reload. Every method may fail. */
export class Parcels {
  #db: Promise<IDBPDatabase<Shape>> | null = null;

  #open(): Promise<IDBPDatabase<Shape>> {
    this.#db ??= openDB<Shape>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('parcels', { keyPath: 'cid' });
      },
      blocking: () => {
        const db = this.#db;
        this.#db = null;
        void db?.then((open) => open.close());
      },
    });
    return this.#db;
  }

  async all(): Promise<readonly Parcel[]> {
    const step = (await this.#open()).transaction('parcels');
    return transact(step, () => step.store.getAll());
  }

  async put(parcel: Parcel): Promise<void> {
    const step = (await this.#open()).transaction('parcels', 'readwrite');
    await transact(step, () => step.store.put(parcel));
  }

  async drop(cid: CommandId): Promise<void> {
    const step = (await this.#open()).transaction('parcels', 'readwrite');
    await transact(step, () => step.store.delete(cid));
  }
}

/** Forgets all that is on its way from this browser. */
export async function forgetParcels(): Promise<void> {
  await deleteDB(name);
}
