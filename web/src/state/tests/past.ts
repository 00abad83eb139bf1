import type { Change, Event, Posted } from '../../protocol/server-frames';
import type { ConversationId, Folded, PersonId, Reaction, Seq } from '../../protocol/values';

/**
 * The past of one conversation as a server has it, in the plainest way: all events, and how a
 * message stands is found by going through all of them again.
 */
export class Past {
  readonly id: ConversationId;
  readonly events: Event[] = [];
  readonly people = new Map<PersonId, string>();
  readonly marks = new Map<PersonId, Seq>();
  title = '';

  constructor(id: ConversationId) {
    this.id = id;
  }

  get head(): Seq {
    return this.events.length;
  }

  #changesOf(seq: Seq, head: Seq): readonly Change[] {
    return this.events.filter(
      (event): event is Change =>
        event.seq <= head &&
        (event.kind === 'edited' ||
          event.kind === 'deleted' ||
          event.kind === 'reacted' ||
          event.kind === 'pinned') &&
        event.target === seq,
    );
  }

  isErased(seq: Seq, head = this.head): boolean {
    return this.#changesOf(seq, head).some((change) => change.kind === 'deleted');
  }

  /** As it reads for `me` when `head` was the newest event. */
  folded(posted: Posted, me: PersonId, head = this.head): Posted {
    const changes = this.#changesOf(posted.seq, head);
    const erased = changes.find((change) => change.kind === 'deleted');
    const answers = this.events.filter(
      (event) =>
        event.kind === 'posted' &&
        event.seq <= head &&
        event.thread === posted.seq &&
        !this.isErased(event.seq, head),
    );
    const lastAnswer = answers.at(-1);
    const replies =
      lastAnswer === undefined ? {} : { replies: answers.length, lastReply: lastAnswer.seq };
    if (changes.length === 0 && answers.length === 0) return posted;
    const version = changes.at(-1)?.seq ?? posted.seq;
    if (erased !== undefined) {
      const { kind, conversation, seq, time, author, name, cid, thread } = posted;
      const bare = { kind, conversation, seq, time, author, name, cid, text: '' };
      const folded: Folded = { version: erased.seq, deleted: true, ...replies };
      return { ...bare, ...(thread === undefined ? {} : { thread }), folded };
    }
    const edit = changes.findLast((change) => change.kind === 'edited');
    const pin = changes.findLast((change) => change.kind === 'pinned');
    const reactions = this.#reactions(changes, me);
    const folded: Folded = {
      version,
      ...(edit === undefined ? {} : { edited: edit.time }),
      ...(pin?.on === true ? { pinned: true } : {}),
      ...(reactions.length === 0 ? {} : { reactions }),
      ...replies,
    };
    if (edit === undefined) return { ...posted, folded };
    const { mentions: _, ...rest } = posted;
    const named = edit.mentions === undefined ? {} : { mentions: edit.mentions };
    return { ...rest, text: edit.text, ...named, folded };
  }

  #reactions(changes: readonly Change[], me: PersonId): readonly Reaction[] {
    const all = new Map<string, PersonId[]>();
    for (const change of changes) {
      if (change.kind !== 'reacted') continue;
      const before = all.get(change.reaction) ?? [];
      const others = before.filter((person) => person !== change.author);
      const same = change.on && before.includes(change.author);
      const now = same ? before : change.on ? [...others, change.author] : others;
      if (now.length === 0) all.delete(change.reaction);
      else all.set(change.reaction, now);
    }
    return [...all].map(([reaction, people]) => ({
      reaction,
      count: people.length,
      people: people.slice(0, 20),
      mine: people.includes(me),
    }));
  }

  /** The lines as they read now. */
  lines(me: PersonId, head = this.head): readonly Event[] {
    const said = this.events.filter((event) => event.seq <= head && !('target' in event));
    return this.#standing(said, me, head);
  }

  #standing(said: readonly Event[], me: PersonId, head: Seq): readonly Event[] {
    const touched = this.#touched();
    return said.map((event) =>
      event.kind === 'posted' && touched.has(event.seq) ? this.folded(event, me, head) : event,
    );
  }

  /** The messages to which something happened since they were said, or that have answers. */
  #touched(): ReadonlySet<Seq> {
    const touched = new Set<Seq>();
    for (const event of this.events) {
      if ('target' in event) touched.add(event.target);
      else if (event.kind === 'posted' && event.thread !== undefined) touched.add(event.thread);
    }
    return touched;
  }

  unread(me: PersonId): number {
    const read = this.marks.get(me) ?? 0;
    const touched = this.#touched();
    return this.events.filter(
      (event) =>
        event.kind === 'posted' &&
        event.seq > read &&
        event.author !== me &&
        event.thread === undefined &&
        !(touched.has(event.seq) && this.isErased(event.seq)),
    ).length;
  }

  mentions(me: PersonId): number {
    const read = this.marks.get(me) ?? 0;
    const touched = this.#touched();
    return this.events.filter(
      (event) =>
        event.kind === 'posted' &&
        event.seq > read &&
        event.author !== me &&
        (event.mentions !== undefined || touched.has(event.seq)) &&
        this.folded(event, me).mentions?.includes(me) === true &&
        !this.isErased(event.seq),
    ).length;
  }

  /** A page of history, as `read-history` asks for it. */
  history(me: PersonId, asked: { before?: Seq; after?: Seq; limit?: number }) {
    const { before, after, limit = 200 } = asked;
    const { head, id: conversation } = this;
    const lines = this.events.filter((event) => !('target' in event));
    const newer = lines.filter((line) => line.seq > (after ?? 0));
    const older = lines.filter((line) => line.seq < (before ?? head + 1));
    const page = after === undefined ? older.slice(-limit) : newer.slice(0, limit);
    const events = this.#standing(page, me, head);
    const more = events.length < (after === undefined ? older : newer).length;
    const end = before === undefined ? head : before - 1;
    const from = after === undefined ? (more ? (events[0]?.seq ?? 1) : 1) : after + 1;
    const to = after === undefined ? end : more ? (events.at(-1)?.seq ?? head) : head;
    return { conversation, head, events, more, from, to };
  }

  /** What happened after a cursor, or that the past of its owner is another one. */
  missed(
    seq: Seq,
    time: number | undefined,
    most: { readonly resumes: number; readonly resumePage: number },
  ) {
    const { head, id: conversation } = this;
    const isOther = time !== undefined && this.events[seq - 1]?.time !== time;
    const resync = seq > head || isOther || head - seq > most.resumes;
    const events = resync ? [] : this.events.slice(seq, seq + most.resumePage);
    const more = !resync && seq + events.length < head;
    return { conversation, head, events, more, resync };
  }
}
