import { limits } from '../protocol/limits';
import type { Event, Notices, ServerFrame } from '../protocol/server-frames';
import type { ConversationId, Person, PersonId, Seq } from '../protocol/values';
import type { Presence, Topic } from './client';
import type { Connection } from './connection';
import type { Clock } from './surroundings';

/** So long somebody counts as writing after the server said so. */
const typingMillis = 6_000;

const nobody: readonly Person[] = [];
const none: ReadonlyMap<PersonId, Seq> = new Map();

/**
 * Who is online, as far as the server tells: everybody one by one up to some number of people,
 * beyond that only how many. Who was ever seen here, who writes, and how far others have read.
 */
export class People {
  readonly #clock: Clock;
  readonly #tell: (...topics: readonly Topic[]) => void;
  readonly #known = new Map<PersonId, Person>();
  readonly #typing = new Map<ConversationId, Map<PersonId, () => void>>();
  readonly #typingShown = new Map<ConversationId, readonly Person[]>();
  readonly #seen = new Map<ConversationId, ReadonlyMap<PersonId, Seq>>();
  /** Those that were met since this was asked last, to be kept. */
  #met = new Set<PersonId>();
  #here = new Map<PersonId, Person>();
  #online = 0;
  #shown: Presence | null = null;
  #connection: Connection | null = null;
  me: PersonId | null = null;

  constructor(clock: Clock, tell: (...topics: readonly Topic[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** A connection begins: who is there is told anew. */
  begins(): void {
    this.#here.clear();
    this.#online = 0;
    this.#presenceChanged();
  }

  /** Everything missed is here. */
  connected(open: Connection): void {
    this.#connection = open;
    this.#list(open, undefined);
  }

  disconnected(): void {
    this.#connection = null;
    for (const [conversation, people] of this.#typing) {
      for (const end of people.values()) end();
      this.#typingChanged(conversation);
    }
    this.#typing.clear();
    this.begins();
  }

  clear(): void {
    this.disconnected();
    this.#known.clear();
    this.#met.clear();
    this.#seen.clear();
    this.me = null;
  }

  #list(open: Connection, after: string | undefined): void {
    open.pull(
      () => (after === undefined ? { kind: 'list-people' } : { kind: 'list-people', after }),
      (answer) => {
        if (answer.kind !== 'people' || open !== this.#connection) return;
        for (const person of answer.people) this.#here.set(person.person, person);
        this.#online = Math.max(this.#online, this.#here.size);
        this.#presenceChanged();
        if (answer.after !== undefined && this.#here.size < limits.watchedPeople) {
          this.#list(open, answer.after);
        }
      },
    );
  }

  #presenceChanged(): void {
    this.#shown = null;
    this.#tell('people');
  }

  presence(): Presence {
    this.#shown ??= { online: new Map(this.#here), count: this.#online };
    return this.#shown;
  }

  /** Somebody came online. */
  arrived({ person, name, role }: Notices['arrived']): void {
    const known = this.#here.get(person);
    if (known === undefined) this.#online += 1;
    const now = { ...(known ?? this.#known.get(person)), person, name, role };
    this.#here.set(person, now);
    this.learn(now);
    this.#presenceChanged();
  }

  departed(person: PersonId): void {
    if (this.#here.delete(person)) this.#online -= 1;
    this.#presenceChanged();
  }

  /** Several came, went or changed. */
  changed(notice: Notices['presence']): void {
    const { arrived = [], departed = [], left = [], changed = [] } = notice;
    for (const { person } of [...departed, ...left]) this.#here.delete(person);
    for (const person of arrived) this.#here.set(person.person, person);
    for (const person of changed) {
      if (this.#here.has(person.person)) this.#here.set(person.person, person);
    }
    this.#online = notice.online;
    this.#presenceChanged();
  }

  counted(online: number): void {
    this.#online = online;
    this.#presenceChanged();
  }

  /** This is how somebody is called and what they show. */
  learn(person: Person): void {
    const known = this.#known.get(person.person);
    if (known === person) return;
    this.#known.set(person.person, person);
    this.#met.add(person.person);
    if (JSON.stringify(known) !== JSON.stringify(person)) this.#tell('people');
  }

  /** An event names who made it; live ones know it better than what is remembered. */
  learnOf(event: Event, live: boolean): void {
    if (event.kind === 'opaque') return;
    const { author, name } = event;
    const known = this.#known.get(author);
    if (known === undefined) this.learn({ person: author, name, role: '' });
    else if (live && known.name !== name) this.learn({ ...known, name });
    if (event.kind === 'created' || event.kind === 'invited') {
      for (const person of event.people ?? []) {
        if (live || !this.#known.has(person.person)) this.learn(person);
      }
    }
  }

  /** Learns of all people that a frame shows. */
  learnFrom(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'people':
      case 'conversations':
      case 'members':
      case 'reports':
      case 'presence':
      case 'profile':
      case 'entered':
      case 'conversation':
        for (const person of peopleIn(frame)) this.learn(person);
        break;
      case 'history':
        for (const event of frame.events) this.learnOf(event, false);
        break;
      case 'resumed':
        for (const page of frame.pages) for (const it of page.events) this.learnOf(it, false);
        break;
    }
  }

  /** Those met since this was asked last. */
  met(): readonly Person[] {
    const met = [...this.#met].map((id) => this.#known.get(id)).filter((it) => it !== undefined);
    this.#met = new Set();
    return met;
  }

  /** What was kept on this machine; what is known already is newer. */
  restore(people: readonly Person[]): void {
    for (const person of people) {
      if (!this.#known.has(person.person)) this.#known.set(person.person, person);
    }
    this.#tell('people');
  }

  person(id: PersonId): Person | null {
    return this.#here.get(id) ?? this.#known.get(id) ?? null;
  }

  /** Somebody writes. */
  types({ conversation, person, name }: Notices['typing']): void {
    if (person === this.me) return;
    if (!this.#known.has(person)) this.learn({ person, name, role: '' });
    const people = this.#typing.get(conversation) ?? new Map<PersonId, () => void>();
    this.#typing.set(conversation, people);
    people.get(person)?.();
    people.set(
      person,
      this.#clock.after(typingMillis, () => this.typesNoMore(conversation, person)),
    );
    this.#typingChanged(conversation);
  }

  typesNoMore(conversation: ConversationId, person: PersonId): void {
    const people = this.#typing.get(conversation);
    const end = people?.get(person);
    if (people === undefined || end === undefined) return;
    end();
    people.delete(person);
    this.#typingChanged(conversation);
  }

  #typingChanged(conversation: ConversationId): void {
    this.#typingShown.delete(conversation);
    this.#tell(`typing:${conversation}`);
  }

  typing(conversation: ConversationId): readonly Person[] {
    const people = this.#typing.get(conversation);
    if (people === undefined || people.size === 0) return nobody;
    const known = this.#typingShown.get(conversation);
    if (known !== undefined) return known;
    const shown = [...people.keys()].map((id) => this.person(id)).filter((it) => it !== null);
    this.#typingShown.set(conversation, shown);
    return shown;
  }

  /** Others have read so far. */
  sees({ conversation, marks }: Notices['seen']): void {
    const seen = new Map(this.seen(conversation));
    for (const { person, seq } of marks) {
      if (person !== this.me) seen.set(person, Math.max(seen.get(person) ?? 0, seq));
    }
    this.#seen.set(conversation, seen);
    this.#tell(`seen:${conversation}`);
  }

  seen(conversation: ConversationId): ReadonlyMap<PersonId, Seq> {
    return this.#seen.get(conversation) ?? none;
  }
}

type Peopled = Extract<
  ServerFrame,
  {
    kind:
      | 'people'
      | 'conversations'
      | 'members'
      | 'reports'
      | 'presence'
      | 'profile'
      | 'entered'
      | 'conversation';
  }
>;

function peopleIn(frame: Peopled): readonly Person[] {
  const some = (...people: readonly (Person | undefined)[]) =>
    people.filter((person) => person !== undefined);
  switch (frame.kind) {
    case 'people':
      return frame.people;
    case 'conversations':
      return some(...frame.conversations.map((summary) => summary.with));
    case 'members':
      return frame.members.map((member) => member.person);
    case 'reports':
      return frame.reports.flatMap((report) => [report.reporter, report.author]);
    case 'presence':
      return [...(frame.arrived ?? []), ...(frame.changed ?? [])];
    case 'profile':
      return [frame.person];
    case 'entered':
      return some(frame.summary.with);
    case 'conversation':
      return some(frame.summary.with, frame.maker);
  }
}
