import { limits } from '../protocol/limits';
import type { Changed, Event, Posted } from '../protocol/server-frames';
import type { ConversationId, Mark, Millis, PersonId, Seq, Summary } from '../protocol/values';
import type { Message } from './client';
import { isErased, type Loose, tight } from './folding';
import { Timeline } from './timeline';

/** What events change of a summary. */
type Moving = Pick<
  Summary,
  'title' | 'standing' | 'access' | 'topic' | 'people' | 'mutedUntil' | 'archived' | 'threads'
>;

/**
 * One's stay in a conversation: what the server said of it, what the events since then changed,
 * and what is unread. Counts are carried on from those of the server; where the events that are
 * here do not tell, they are `doubtful`, and the server is to be asked.
 */
export class Stay {
  readonly id: ConversationId;
  readonly #me: PersonId | null;
  readonly #threadMarks = new Map<Seq, Seq>();
  #timeline: Timeline;
  #said: Summary | null = null;
  #now: Loose<Moving> = {
    title: '',
    standing: undefined,
    access: undefined,
    topic: undefined,
    people: undefined,
    mutedUntil: undefined,
    archived: undefined,
    threads: undefined,
  };
  #noted: Seq = 0;
  #read: Seq = 0;
  #doubtful = false;
  #threadsDoubtful = false;
  #marksKnown = false;
  #marks = 0;
  #marksAsked = 0;
  #unread = 0;
  #mentions = 0;
  /** What was counted behind a mark, up to a message; what comes later is added. */
  #tally: { behind: Seq; upTo: Seq; unread: number; mentions: number } | null = null;

  constructor(id: ConversationId, last: Seq, me: PersonId | null) {
    this.id = id;
    this.#me = me;
    this.#timeline = new Timeline(last, me);
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Drops the events and begins again after `last`. */
  restart(last: Seq): Timeline {
    this.#timeline = new Timeline(last, this.#me);
    this.#timeline.start = this.#said?.floor ?? 1;
    this.#tally = null;
    return this.#timeline;
  }

  /** Whether the server has said what this conversation is. */
  get isListed(): boolean {
    return this.#said !== null;
  }

  /** How far one has read, on any device that is known of. */
  get read(): Seq {
    return this.#read;
  }

  /**
   * The server is asked for the summary now. Marks have no place in the order of events: what is
   * heard of them from now on may not be counted in the answer.
   */
  asked(): void {
    this.#marksAsked = this.#marks;
  }

  /** All marks of ours that the server has are here. */
  marksListed(): void {
    this.#marksKnown = true;
  }

  /** Takes what the server says of this conversation as of `summary.head`. */
  listed(summary: Summary): void {
    if (this.#said !== null && this.#said.head > summary.head) return;
    this.#said = summary;
    this.#tally = null;
    this.#noted = summary.head;
    const { title, standing, access, topic, people, mutedUntil, archived, threads } = summary;
    this.#now = { title, standing, access, topic, people, mutedUntil, archived, threads };
    this.#timeline.start = Math.max(this.#timeline.start, summary.floor ?? 1);
    const mark = summary.read ?? 0;
    this.#doubtful = mark < this.#read || this.#timeline.forgot(summary.head);
    this.#threadsDoubtful = this.#marks !== this.#marksAsked;
    if (!this.#doubtful) {
      this.#read = mark;
      this.#unread = summary.unread ?? 0;
      this.#mentions = summary.mentions ?? 0;
    }
    for (const event of this.#timeline.after(this.#noted)) this.#note(event);
    this.#count();
  }

  /** Whether one was in this conversation after `event`: whoever left before has come back. */
  heldAfter(event: Event): boolean {
    return this.#said !== null && event.seq <= this.#said.head;
  }

  /** Takes what the server says when one enters, without counts. */
  entered(summary: Summary): void {
    this.listed(summary);
    this.#threadsDoubtful = true;
    if ((summary.read ?? 0) < summary.head) this.#doubtful = true;
    this.#count();
  }

  /** Takes note of an event that has its place now. */
  happened(event: Event): void {
    if (event.seq > this.#noted) {
      this.#noted = event.seq;
      this.#note(event);
    }
    this.#count();
  }

  /** More of what lies before is here: perhaps the counts are known by that. */
  recount(): void {
    if (this.#covered()) this.#tally = null;
    this.#count();
  }

  #set(now: Partial<Loose<Moving>>): void {
    this.#now = { ...this.#now, ...now };
  }

  #note(event: Event): void {
    switch (event.kind) {
      case 'changed':
        this.#changed(event);
        break;
      case 'created':
        if (event.author === this.#me && this.#said?.type !== 'direct') {
          this.#set({ standing: 'owner' });
        }
        break;
      case 'joined':
        if (event.author !== this.#me) this.#more(1);
        break;
      case 'left':
      case 'removed':
        this.#more(-1);
        break;
      case 'invited':
        // Who enters is told how many are there then, oneself included.
        if (!event.people.some(({ person }) => person === this.#me)) {
          this.#more(event.people.length);
        }
        break;
      case 'promoted':
        if (event.person === this.#me) this.#set({ standing: event.standing });
        break;
      case 'muted':
        if (event.person === this.#me) this.#set({ mutedUntil: event.until || undefined });
        break;
      case 'deleted':
        this.#tally = null;
        this.#doubt(event.target);
        if (this.#now.threads) this.#threadsDoubtful = true;
        break;
      case 'edited':
        this.#tally = null;
        this.#doubt(event.target);
        break;
      case 'posted':
        if (event.thread !== undefined) this.#answered(event, event.thread);
        break;
    }
  }

  #changed(event: Changed): void {
    const { title, topic, access, archived } = event;
    if (title !== undefined) this.#set({ title });
    if (topic !== undefined) this.#set({ topic: topic || undefined });
    if (access !== undefined) this.#set({ access });
    if (archived !== undefined) this.#set({ archived: archived || undefined });
  }

  #more(change: number): void {
    const { people } = this.#now;
    if (people !== undefined) this.#set({ people: Math.max(0, people + change) });
  }

  /** A message that the server has counted is otherwise now, and is not here to be counted anew. */
  #doubt(target: Seq): void {
    const said = this.#said;
    if (said !== null && target > this.#read && target <= said.head && !this.#covered()) {
      this.#doubtful = true;
    }
  }

  /** Who answers in a thread follows it, and so does who began it. */
  #answered(reply: Posted, root: Seq): void {
    if (reply.author === this.#me) {
      this.#threadMarks.set(root, Math.max(this.#threadMarks.get(root) ?? 0, reply.seq));
      if (this.#now.threads) this.#threadsDoubtful = true;
      return;
    }
    const first = this.#timeline.message(root);
    const followed = !this.#marksKnown || this.#threadMarks.has(root);
    if (first === null || first.author === this.#me || followed) this.#threadsDoubtful = true;
  }

  /** One has read up to here. True if that is news. */
  mark(seq: Seq): boolean {
    if (seq <= this.#read) return false;
    this.#read = seq;
    this.#doubtful = this.#said !== null;
    this.#count();
    return true;
  }

  /** One has read a thread up to here. True if that is news. */
  markThread(root: Seq, seq: Seq): boolean {
    if ((this.#threadMarks.get(root) ?? -1) >= seq) return false;
    this.#threadMarks.set(root, seq);
    this.threadsMoved();
    return true;
  }

  /** The server has taken a mark of a thread. */
  threadsMoved(): void {
    this.#marks += 1;
    this.#threadsDoubtful = true;
  }

  /** The server lists this mark of ours. At the first time it has counted with it before. */
  knows(mark: Mark): void {
    if (mark.thread === undefined) {
      this.mark(mark.seq);
      return;
    }
    const before = this.#threadMarks.get(mark.thread);
    this.#threadMarks.set(mark.thread, Math.max(before ?? 0, mark.seq));
    if (before === undefined ? this.#marksKnown : before !== mark.seq) this.threadsMoved();
  }

  /** Another device has read so far. */
  marked(mark: Mark, unread: number | undefined, mentions: number | undefined): void {
    if (mark.thread !== undefined) {
      this.markThread(mark.thread, mark.seq);
    } else if (this.mark(mark.seq) && this.#doubtful && unread !== undefined) {
      this.#unread = unread;
      this.#mentions = mentions ?? 0;
    }
  }

  /** Whether the server has to be asked for the counts. */
  get doubtful(): boolean {
    return this.#doubtful || this.#threadsDoubtful;
  }

  /** The server could not say more: what there is has to do. */
  settle(): void {
    this.#doubtful = false;
    this.#threadsDoubtful = false;
  }

  /** Whether all that can be unread is here. */
  #covered(): boolean {
    const said = this.#said;
    const upToNow = said === null || this.#timeline.last >= said.head;
    return upToNow && this.#timeline.first <= Math.max(this.#read + 1, said?.floor ?? 1);
  }

  #count(): void {
    const said = this.#said;
    if (said === null) return;
    if (this.#read >= Math.max(said.head, this.#timeline.last)) {
      this.#unread = 0;
      this.#mentions = 0;
      this.#doubtful = false;
    } else if (this.#tally?.behind === this.#read && !this.#doubtful) {
      this.#number(this.#tally);
    } else if (this.#covered()) {
      this.#doubtful = false;
      this.#number({ behind: this.#read, upTo: this.#read, unread: 0, mentions: 0 });
    } else if (this.#carriesOn(said)) {
      const { head, unread = 0, mentions = 0 } = said;
      this.#number({ behind: this.#read, upTo: head, unread, mentions });
    } else {
      this.#doubtful = true;
    }
  }

  /** Whether the server's count and what came since then are all. */
  #carriesOn(said: Summary): boolean {
    const sameMark = (said.read ?? 0) === this.#read;
    return !this.#doubtful && sameMark && this.#timeline.first <= said.head + 1;
  }

  /** Adds what came since it was counted. */
  #number(before: { behind: Seq; upTo: Seq; unread: number; mentions: number }): void {
    let { upTo, unread, mentions } = before;
    for (const message of this.#timeline.messagesAfter(upTo)) {
      upTo = message.seq;
      if (isErased(message) || message.author === this.#me) continue;
      if (message.thread === undefined) unread += 1;
      if (this.#names(message)) mentions += 1;
    }
    this.#tally = { behind: before.behind, upTo, unread, mentions };
    this.#unread = unread;
    this.#mentions = mentions;
  }

  /** An answer in a thread calls nobody but those whom it names. */
  #names(message: Message): boolean {
    const called = message.callout !== undefined && message.thread === undefined;
    return called || (this.#me !== null && message.mentions?.includes(this.#me) === true);
  }

  /** The conversation as of now; null before the server has said what it is. */
  summary(): Summary | null {
    const said = this.#said;
    if (said === null) return null;
    const time: Millis = Math.max(said.time, this.#timeline.lastTime ?? 0);
    return tight<Summary>({
      conversation: this.id,
      type: said.type,
      ...this.#now,
      head: Math.max(said.head, this.#timeline.last),
      time,
      with: said.with,
      floor: said.floor,
      read: this.#read || undefined,
      unread: Math.min(this.#unread, limits.counted) || undefined,
      mentions: Math.min(this.#mentions, limits.counted) || undefined,
    });
  }
}
