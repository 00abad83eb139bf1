import type { Reply } from '../protocol/server-frames';
import type { ConversationId, Mark, Seq } from '../protocol/values';
import type { Connection } from './connection';
import type { Stay } from './stay';
import type { Stays } from './stays';
import type { Clock } from './surroundings';

const eachMillis = 1_000;

/** Keeps what is not said yet on this machine, or forgets it. */
export interface MarkKeeper {
  unsaidMark(key: string, mark: Mark | null): void;
}

function keyOf(conversation: ConversationId, thread: Seq | undefined): string {
  return thread === undefined ? conversation : `${conversation} ${thread}`;
}

/**
 * Keeps what is read and unread: tells the server how far one has read, at most once a second, and
 * again on the next connection; and asks it for the counts where the events that are here do not
 * tell them.
 */
export class Reading {
  readonly #clock: Clock;
  readonly #stays: Stays;
  readonly #changed: (conversation: ConversationId) => void;
  /** By conversation and thread. */
  readonly #unsaid = new Map<string, Mark>();
  /** Those of them that are kept on this machine. */
  readonly #kept = new Set<string>();
  readonly #keeper: MarkKeeper;
  readonly #asking = new Set<ConversationId>();
  #connection: Connection | null = null;
  #resting = false;

  constructor(
    clock: Clock,
    stays: Stays,
    keeper: MarkKeeper,
    changed: (conversation: ConversationId) => void,
  ) {
    this.#clock = clock;
    this.#stays = stays;
    this.#keeper = keeper;
    this.#changed = changed;
  }

  /** Marks that were kept on this machine, and are to be said still. */
  restore(marks: readonly Mark[]): void {
    for (const { conversation, seq, thread } of marks) {
      const stay = this.#stays.stay(conversation);
      if (stay === null) continue;
      if (thread === undefined) stay.mark(Math.min(seq, stay.timeline.last));
      else stay.markThread(thread, seq);
      this.#note(stay, thread, thread === undefined ? stay.read : seq);
      this.look(conversation);
    }
    this.#say();
  }

  /** There is a connection, and everything missed is here. */
  connected(open: Connection): void {
    this.#connection = open;
    this.#asking.clear();
    this.#say();
    for (const conversation of this.#stays.all()) this.look(conversation);
  }

  disconnected(): void {
    this.#connection = null;
    this.#asking.clear();
    for (const [key, mark] of this.#unsaid) this.#keepOne(key, mark);
  }

  /** The server's history is another one, or one is somebody else. */
  clear(): void {
    this.#unsaid.clear();
    this.#kept.clear();
  }

  /** One has read a conversation, or a thread of it, up to this seq. */
  mark(conversation: ConversationId, seq: Seq, thread: Seq | undefined): void {
    const stay = this.#stays.stay(conversation);
    if (stay === null) return;
    if (thread !== undefined) {
      if (!stay.markThread(thread, seq)) return;
      this.#note(stay, thread, seq);
    } else {
      if (!stay.mark(Math.min(seq, stay.timeline.last))) return;
      this.#note(stay, undefined, stay.read);
    }
    this.#say();
    this.look(conversation);
  }

  /** It is to be said; without a line it may take until after this page. */
  #note(stay: Stay, thread: Seq | undefined, seq: Seq): void {
    const conversation = stay.id;
    const mark = thread === undefined ? { conversation, seq } : { conversation, thread, seq };
    const key = keyOf(conversation, thread);
    this.#unsaid.set(key, mark);
    if (this.#connection === null) this.#keepOne(key, mark);
  }

  #keepOne(key: string, mark: Mark): void {
    this.#kept.add(key);
    this.#keeper.unsaidMark(key, mark);
  }

  /** Another device of ours has read so far. */
  marked(notice: { mark: Mark; unread?: number; mentions?: number }): void {
    const { conversation } = notice.mark;
    this.#stays.stay(conversation)?.marked(notice.mark, notice.unread, notice.mentions);
    this.look(conversation);
  }

  /** The server lists these marks of ours. */
  listed(page: Reply<'states'>): void {
    for (const mark of page.marks) {
      this.#stays.stay(mark.conversation)?.knows(mark);
      this.look(mark.conversation);
    }
    if (page.after === undefined) this.#stays.marksListed();
  }

  #say(): void {
    const open = this.#connection;
    if (open === null || this.#resting || this.#unsaid.size === 0) return;
    this.#resting = true;
    for (const [key, mark] of [...this.#unsaid]) {
      open.ask({ kind: 'mark-read', ...mark }, (answer) => {
        const later = answer.kind === 'refused' && answer.retry;
        if (!later) {
          if (this.#unsaid.get(key) === mark) {
            this.#unsaid.delete(key);
            if (this.#kept.delete(key)) this.#keeper.unsaidMark(key, null);
          }
          if (mark.thread !== undefined) this.#stays.stay(mark.conversation)?.threadsMoved();
        }
        this.look(mark.conversation);
      });
    }
    this.#clock.after(eachMillis, () => {
      this.#resting = false;
      this.#say();
    });
  }

  #isUnsaid(conversation: ConversationId): boolean {
    return [...this.#unsaid.values()].some((mark) => mark.conversation === conversation);
  }

  /** Something may be otherwise in this conversation: tells it, and asks where it is in doubt. */
  look(conversation: ConversationId): void {
    this.#changed(conversation);
    const open = this.#connection;
    const stay = this.#stays.stay(conversation);
    if (open === null || stay === null || !stay.doubtful) return;
    if (!stay.isListed || this.#isUnsaid(conversation) || this.#asking.has(conversation)) return;
    this.#asking.add(conversation);
    this.#clock.after(eachMillis / 10, () => this.#ask(open, conversation));
  }

  #ask(open: Connection, conversation: ConversationId): void {
    if (open !== this.#connection) return;
    const stay = this.#stays.stay(conversation);
    if (stay === null) {
      this.#asking.delete(conversation);
      return;
    }
    open.pull(
      () => {
        stay.asked();
        return { kind: 'read-conversation', conversation };
      },
      (answer) => {
        this.#answered(stay, answer.kind === 'conversation' ? answer : null);
        this.#clock.after(eachMillis, () => {
          if (open === this.#connection && this.#asking.delete(conversation)) {
            this.look(conversation);
          }
        });
      },
    );
  }

  /** Who left and came back meanwhile has another stay, of which the answer knows nothing. */
  #answered(stay: Stay, answer: Reply<'conversation'> | null): void {
    if (stay !== this.#stays.stay(stay.id)) return;
    if (answer === null) stay.settle();
    else stay.listed(answer.summary);
    this.look(stay.id);
  }
}
