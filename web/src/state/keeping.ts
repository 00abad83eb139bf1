import type { Welcome } from '../protocol/server-frames';
import type { CommandId, ConversationId, Mark, PersonId, Role } from '../protocol/values';
import type { Line } from './client';
import type { Entry, Outbox } from './port';
import type { Keeper, Session } from './session';
import { type KeptConversation, type KeptLines, Store } from './store';
import type { Surroundings } from './surroundings';
import { keptHidden } from './viewing';

/** Changes are kept so long after the first of them, all at once. */
const flushMillis = 1_000;

/** A database that does not answer for so long counts as one that is not there. */
const patienceMillis = 3_000;

const noteName = 'klatch-person';

/** Who was here last. */
interface LastPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** The session ended: whoever comes next may be somebody else, and is asked first. */
  readonly ended?: boolean;
}

/**
 * What is kept on this machine for one person: what was written and is not settled, and of
 * everything else as much as a start without a connection needs. Where nothing can be kept, all
 * goes on in memory.
 */
export class Keeping implements Keeper, Outbox {
  readonly #around: Surroundings;
  readonly #leads: () => boolean;
  readonly #memory = new Map<CommandId, Entry>();
  readonly #changed = new Set<ConversationId>();
  readonly #restored = new Map<ConversationId, Promise<void>>();
  #store: Promise<Store | null> = Promise.resolve(null);
  #person: PersonId | null = null;
  #session: Session | null = null;
  #selfChanged = false;
  #flushing: (() => void) | null = null;
  #closed = false;
  /** Whether kept lines are of the same past as those that are here. */
  #adopts = true;
  /** Runs when there is another person's outbox now. */
  outboxChanged: () => void = () => undefined;

  /** @param leads whether this tab is the one that keeps what all of them know */
  constructor(around: Surroundings, leads: () => boolean) {
    this.#around = around;
    this.#leads = leads;
  }

  /** Who was here last in this browser, or null. */
  last(): LastPerson | null {
    try {
      const note = this.#around.notes?.getItem(noteName);
      const read: unknown = JSON.parse(note ?? 'null');
      return read !== null && typeof read === 'object' && 'person' in read
        ? (read as LastPerson)
        : null;
    } catch {
      return null;
    }
  }

  #note(last: LastPerson | null): void {
    try {
      if (last === null) this.#around.notes?.removeItem(noteName);
      else this.#around.notes?.setItem(noteName, JSON.stringify(last));
    } catch {
      // Then the next start begins with a question to the server.
    }
  }

  /** Fills a session with what is kept; before it hears anything. */
  async restore(session: Session): Promise<void> {
    this.#session = session;
    const last = this.last();
    if (last === null || last.ended === true) return;
    this.#open(last.person);
    const store = await this.#store;
    await this.#try(async () => {
      const self = await store?.self();
      const [conversations, people, unsaid, marks] = await Promise.all([
        store?.conversations() ?? [],
        store?.people() ?? [],
        store?.unsaid() ?? [],
        store?.marks() ?? [],
      ]);
      if (self === undefined || this.#person !== self.welcome.person) return;
      session.restore(self.welcome, conversations);
      session.people.restore(people);
      session.states.restore(self.states, unsaid, self.version);
      session.reading.restore(marks);
    });
  }

  #open(person: PersonId): void {
    this.#person = person;
    this.#adopts = true;
    this.#restored.clear();
    this.#changed.clear();
    const { databases, clock } = this.#around;
    if (databases === null) return;
    const late = new Promise<null>((resolve) => {
      clock.after(patienceMillis, () => resolve(null));
    });
    this.#store = Promise.race([Store.open(person).catch(() => null), late]);
  }

  async #try<Answer>(run: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await run();
    } catch {
      return null;
    }
  }

  // What was written

  async put(entry: Entry): Promise<boolean> {
    const store = await this.#store;
    const kept = await this.#try(async () => {
      await store?.putEntry(entry);
      return store !== null;
    });
    if (kept === true) this.#memory.delete(entry.cid);
    else this.#memory.set(entry.cid, entry);
    return kept === true;
  }

  async drop(cid: CommandId): Promise<void> {
    this.#memory.delete(cid);
    const store = await this.#store;
    await this.#try(async () => store?.dropEntry(cid));
  }

  async entries(): Promise<readonly Entry[]> {
    const store = await this.#store;
    const kept = (await this.#try(async () => store?.entries())) ?? [];
    const all = [...kept, ...this.#memory.values()];
    return all.sort((one, other) => one.written - other.written || (one.cid < other.cid ? -1 : 1));
  }

  // What is known

  welcomed(welcome: Welcome): void {
    const { person, name, role } = welcome;
    const before = this.last();
    if (this.#person !== person) {
      this.#open(person);
      void this.#restoreUnsaid();
      if (before !== null && before.person !== person) void this.#succeed(before, name);
      else this.outboxChanged();
    }
    this.#note({ person, name, role });
    this.shared();
  }

  async #restoreUnsaid(): Promise<void> {
    const store = await this.#store;
    const unsaid = await this.#try(async () => store?.unsaid());
    if (unsaid != null) this.#session?.states.restore([], unsaid, 0);
  }

  /** There is no session any more. */
  ended(): void {
    const last = this.last();
    if (last !== null) this.#note({ ...last, ended: true });
  }

  /**
   * Somebody else was here before. A guest never comes again: if it had the same name, what it
   * wrote is held for the one who has it now, and nothing else of it stays.
   */
  async #succeed(before: LastPerson, name: string): Promise<void> {
    if (before.role === 'guest') {
      await this.#try(async () => {
        const old = await Store.open(before.person);
        const entries = before.name === name ? await old.entries() : [];
        for (const entry of entries) {
          await this.put({ ...entry, status: { state: 'held', why: 'other-person' } });
        }
        old.close();
        await Store.remove(before.person);
      });
    }
    this.outboxChanged();
  }

  moved(conversation: ConversationId): void {
    this.#changed.add(conversation);
    this.#flushSoon();
  }

  shared(): void {
    this.#selfChanged = true;
    this.#flushSoon();
  }

  unsaid(key: string, value: string | null): void {
    void this.#store.then((store) => this.#try(async () => store?.putUnsaid(key, value)));
  }

  unsaidMark(key: string, mark: Mark | null): void {
    void this.#store.then((store) => this.#try(async () => store?.putMark(key, mark)));
  }

  /** This tab keeps what all of them know from now on. */
  takeOver(): void {
    for (const conversation of this.#session?.stays.all() ?? []) this.#changed.add(conversation);
    this.shared();
  }

  #flushSoon(): void {
    if (this.#flushing !== null || this.#closed || !this.#leads()) return;
    this.#flushing = this.#around.clock.after(flushMillis, () => {
      this.#flushing = null;
      void this.flush();
    });
  }

  /** Keeps what changed since the last time. */
  async flush(): Promise<void> {
    const session = this.#session;
    const person = this.#person;
    if (session === null || !this.#leads()) return;
    const store = await this.#store;
    if (store === null) return;
    const ids = [...this.#changed];
    this.#changed.clear();
    await Promise.all(ids.map((id) => this.restoreLines(id)));
    if (person !== this.#person || session.welcome?.person !== person) return;
    const { welcome } = session;
    const self = { welcome, states: session.states.all(), version: session.states.version };
    const conversations: KeptConversation[] = [];
    const lines: KeptLines[] = [];
    for (const conversation of ids) {
      const kept = this.#conversation(session, conversation);
      if (kept !== null) conversations.push(kept);
      const tail = this.#lines(session, conversation);
      if (tail !== null) lines.push(tail);
    }
    const gone = ids.filter((id) => session.stays.stay(id) === null);
    const changed = {
      self: this.#selfChanged ? self : null,
      conversations,
      lines,
      people: session.people.met(),
      gone,
    };
    this.#selfChanged = false;
    await this.#try(() => store.keep(changed));
  }

  #conversation(session: Session, conversation: ConversationId): KeptConversation | null {
    const stay = session.stays.stay(conversation);
    const summary = stay?.summary() ?? null;
    if (stay === null || summary === null) return null;
    const { last, lastTime } = stay.timeline;
    return { conversation, summary, last, lastTime };
  }

  #lines(session: Session, conversation: ConversationId): KeptLines | null {
    const timeline = session.stays.timeline(conversation);
    if (timeline === null || timeline.first > timeline.last) return null;
    const tail = timeline.tail();
    const lines = tail.slice(-keptHidden);
    const cut = lines.length < tail.length ? lines[0]?.seq : undefined;
    return { conversation, first: cut ?? timeline.first, last: timeline.last, lines };
  }

  /** Takes the kept lines into the timeline, once. */
  restoreLines(conversation: ConversationId): Promise<void> {
    const known = this.#restored.get(conversation);
    if (known !== undefined) return known;
    const restoring = this.#restoreLines(conversation);
    this.#restored.set(conversation, restoring);
    return restoring;
  }

  async #restoreLines(conversation: ConversationId): Promise<void> {
    const store = await this.#store;
    const kept = await this.#try(async () => store?.lines(conversation));
    if (!this.#adopts) return;
    const timeline = this.#session?.stays.timeline(conversation);
    if (kept == null || timeline == null) return;
    if (timeline.adopt(kept.lines, kept.first, kept.last)) {
      this.#session?.linesRead(conversation);
    }
  }

  /** The kept lines are of another past. */
  async dropLines(conversation: ConversationId): Promise<void> {
    this.#restored.set(conversation, Promise.resolve());
    const store = await this.#store;
    const gone = [conversation];
    const nothing = { self: null, conversations: [], lines: [], people: [] };
    await this.#try(async () => store?.keep({ ...nothing, gone }));
    this.moved(conversation);
  }

  forget(why: 'other-epoch' | 'other-person'): void {
    this.#restored.clear();
    this.#changed.clear();
    this.#adopts = false;
    if (why === 'other-person' || !this.#leads()) return;
    void this.#store.then((store) => this.#try(async () => store?.forget()));
  }

  /** The lines that are kept, of all conversations. */
  async allLines(): Promise<readonly (readonly Line[])[]> {
    const store = await this.#store;
    const kept = (await this.#try(async () => store?.allLines())) ?? [];
    return kept.map(({ lines }) => lines);
  }

  /** Removes all that was ever kept for this person. */
  async removeAll(): Promise<void> {
    const person = this.#person;
    const store = await this.#store;
    this.#memory.clear();
    this.#store = Promise.resolve(null);
    this.#person = null;
    this.#note(null);
    store?.close();
    if (person !== null && store !== null) await this.#try(() => Store.remove(person));
  }

  async close(): Promise<void> {
    this.#flushing?.();
    await this.flush();
    this.#closed = true;
    (await this.#store)?.close();
  }
}
