import type { ConversationId, Cursor, PersonId, Seq, Summary } from '../protocol/values';
import { tight } from './folding';
import { Stay } from './stay';
import type { Timeline } from './timeline';

/** All conversations that one is in: what is known of each, and its timeline. */
export class Stays {
  readonly #stays = new Map<ConversationId, Stay>();
  #me: PersonId | null = null;

  /** This is who reads from now on; another one finds nothing here. */
  belongTo(person: PersonId): void {
    if (this.#me !== null && this.#me !== person) this.clear();
    this.#me = person;
  }

  get me(): PersonId | null {
    return this.#me;
  }

  /** The stay in this conversation, or null if one is not in it. */
  stay(conversation: ConversationId): Stay | null {
    return this.#stays.get(conversation) ?? null;
  }

  timeline(conversation: ConversationId): Timeline | null {
    return this.stay(conversation)?.timeline ?? null;
  }

  /** The same, beginning after `last` if there is none yet. */
  begun(conversation: ConversationId, last: Seq): Timeline {
    return this.#stayed(conversation, last).timeline;
  }

  #stayed(conversation: ConversationId, last: Seq): Stay {
    const known = this.#stays.get(conversation);
    if (known !== undefined) return known;
    const stay = new Stay(conversation, last, this.#me);
    this.#stays.set(conversation, stay);
    return stay;
  }

  /** Takes an entry of the list of conversations. True if it is new or says something new. */
  listed(summary: Summary): boolean {
    const stay = this.#stayed(summary.conversation, summary.head);
    const news = !stay.isListed || stay.timeline.differs(summary.head);
    stay.listed(summary);
    return news;
  }

  /** One has entered a conversation, or asked for one that one is in. */
  entered(summary: Summary): void {
    this.#stayed(summary.conversation, summary.head).entered(summary);
  }

  /** The server is asked for the list now. */
  asked(): void {
    for (const stay of this.#stays.values()) stay.asked();
  }

  /** All marks of ours that the server has are here. */
  marksListed(): void {
    for (const stay of this.#stays.values()) stay.marksListed();
  }

  /** Whether events of this conversation are missing, or its past is another one than ours. */
  differs(summary: Summary): boolean {
    return this.timeline(summary.conversation)?.differs(summary.head) === true;
  }

  all(): readonly ConversationId[] {
    return [...this.#stays.keys()];
  }

  /** Where we are in this conversation, as `resume` asks for it. */
  cursor(conversation: ConversationId): Cursor {
    const { last, lastTime } = this.begun(conversation, 0);
    return tight<Cursor>({ conversation, seq: last, time: lastTime || undefined });
  }

  /** Drops the events of a conversation and begins again after `last`. */
  restart(conversation: ConversationId, last: Seq): void {
    this.#stayed(conversation, last).restart(last);
  }

  /** One is no longer in this conversation. */
  drop(conversation: ConversationId): boolean {
    return this.#stays.delete(conversation);
  }

  /** The server's history is another one: nothing of ours holds. */
  clear(): void {
    this.#stays.clear();
  }
}
