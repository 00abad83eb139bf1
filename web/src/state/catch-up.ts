import { limits } from '../protocol/limits';
import type {
  Event,
  Replies,
  Reply,
  ReplyFrame,
  ResumedPage,
  Welcome,
} from '../protocol/server-frames';
import type { ConversationId, Summary } from '../protocol/values';
import type { Connection } from './connection';
import type { Stays } from './stays';
import type { Clock } from './surroundings';
import type { HistoryPage } from './timeline';

/** Events read when a conversation is opened. */
export const openingEvents = 50;

const mendAgainMillis = 1_000;

/** What catching up tells its owner. */
export interface CatchUpOwner {
  conversationListed(summary: Summary): void;
  gone(conversation: ConversationId): void;
  /** The past of this conversation is another one; its lines are read anew. */
  reread(conversation: ConversationId): void;
  /** Events are in their place now; `live`: they happened just now. */
  placed(events: readonly Event[], live: boolean): void;
  /** More lines of a conversation are here. */
  linesRead(conversation: ConversationId): void;
  caughtUp(): void;
  /** What answers there cannot be what it says it is. */
  giveUp(): void;
}

/** A page of history with what it stands for, where an older server leaves that out. */
export function wholePage(page: Replies['history'], around: 'newest' | number): HistoryPage {
  const { head, events } = page;
  const first = events[0]?.seq;
  const last = events.at(-1)?.seq;
  const end = around === 'newest' ? head : around;
  return { head, events, from: page.from ?? first ?? end + 1, to: page.to ?? last ?? end };
}

/**
 * Brings one connection from `welcome` to having everything: the list of conversations page by page
 * until one says nothing new, then `resume` for what is here and has moved. Later it mends gaps and
 * opens conversations. Made anew for each connection.
 */
export class CatchUp {
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #welcome: Welcome;
  readonly #stays: Stays;
  readonly #owner: CatchUpOwner;
  readonly #current = new Set<ConversationId>();
  readonly #mending = new Set<ConversationId>();
  readonly #enteredSince = new Set<ConversationId>();
  readonly #goneSince = new Set<ConversationId>();
  readonly #moved: ConversationId[] = [];

  constructor(
    clock: Clock,
    connection: Connection,
    welcome: Welcome,
    stays: Stays,
    owner: CatchUpOwner,
  ) {
    this.#clock = clock;
    this.#connection = connection;
    this.#welcome = welcome;
    this.#stays = stays;
    this.#owner = owner;
  }

  /** Begins. Live events may arrive meanwhile. */
  begin(): void {
    this.#list(undefined);
  }

  #list(after: string | undefined): void {
    this.#connection.pull(
      () => {
        this.#stays.asked();
        this.#asked();
        return after === undefined
          ? { kind: 'list-conversations' }
          : { kind: 'list-conversations', after };
      },
      (answer) => {
        if (answer.kind === 'conversations') this.#listed(answer);
        else this.#owner.giveUp();
      },
    );
  }

  /** A question is asked now. What is told before its answer may be newer than that. */
  #asked(): void {
    this.#enteredSince.clear();
    this.#goneSince.clear();
  }

  #listed(page: Reply<'conversations'>): void {
    let news = false;
    for (const summary of page.conversations) {
      const { conversation } = summary;
      if (this.#goneSince.has(conversation)) continue;
      this.#current.add(conversation);
      if (this.#stays.differs(summary)) this.#moved.push(conversation);
      if (this.#stays.listed(summary)) news = true;
      this.#owner.conversationListed(summary);
    }
    if (page.after !== undefined && news) {
      this.#list(page.after);
      return;
    }
    if (page.after === undefined) this.#dropOthers();
    this.#resumeMoved();
  }

  #dropOthers(): void {
    for (const conversation of this.#stays.all()) {
      if (!this.#current.has(conversation)) this.#owner.gone(conversation);
    }
  }

  /** One has entered this conversation just now. */
  entered(conversation: ConversationId): void {
    this.#current.add(conversation);
    this.#enteredSince.add(conversation);
    this.#goneSince.delete(conversation);
  }

  /** One is out of this conversation just now. */
  gone(conversation: ConversationId): void {
    this.#current.delete(conversation);
    this.#enteredSince.delete(conversation);
    this.#goneSince.add(conversation);
  }

  /** The answer does not know these conversations as ones that we are in. */
  #unknown(conversations: Iterable<ConversationId>): void {
    for (const conversation of conversations) {
      if (!this.#enteredSince.has(conversation)) this.#owner.gone(conversation);
    }
  }

  #resumeMoved(): void {
    const batch: ConversationId[] = [];
    while (this.#moved.length > 0 && batch.length < limits.cursors) {
      const conversation = this.#moved.shift();
      if (conversation !== undefined && this.#stays.timeline(conversation) !== null) {
        batch.push(conversation);
      }
    }
    if (batch.length === 0) this.#owner.caughtUp();
    else this.#resume(batch, () => this.#resumeMoved());
  }

  /** Something is missing before an event that arrived: fetches it, once at a time. */
  mend(conversation: ConversationId): void {
    if (this.#mending.has(conversation)) return;
    this.#mending.add(conversation);
    this.#resume([conversation], () => this.#mended(conversation));
  }

  #mended(conversation: ConversationId): void {
    this.#mending.delete(conversation);
    if (!this.#gapped(conversation)) return;
    this.#clock.after(mendAgainMillis, () => {
      if (!this.#connection.over && this.#gapped(conversation)) this.mend(conversation);
    });
  }

  #gapped(conversation: ConversationId): boolean {
    return this.#stays.timeline(conversation)?.gapped === true;
  }

  #resume(batch: readonly ConversationId[], then: () => void): void {
    const { epoch } = this.#welcome;
    this.#connection.pull(
      () => {
        this.#asked();
        const cursors = batch.map((conversation) => this.#stays.cursor(conversation));
        return { kind: 'resume', epoch, cursors };
      },
      (answer) => this.#resumed(batch, answer, then),
    );
  }

  #resumed(batch: readonly ConversationId[], answer: ReplyFrame, then: () => void): void {
    if (answer.kind === 'resumed') {
      this.#taken(batch, answer, then);
    } else if (batch.length > 1) {
      // One conversation that we are no longer in must not keep the others from being resumed.
      const left = [...batch];
      const next = () => {
        const first = left.shift();
        if (first === undefined) then();
        else this.#resume([first], next);
      };
      next();
    } else {
      this.#unknown(batch);
      then();
    }
  }

  #taken(batch: readonly ConversationId[], resumed: Reply<'resumed'>, then: () => void): void {
    if (resumed.epoch !== this.#welcome.epoch) {
      this.#owner.giveUp();
      return;
    }
    const again: ConversationId[] = [];
    const unreadable = new Set(batch);
    for (const page of resumed.pages) {
      unreadable.delete(page.conversation);
      const timeline = this.#stays.timeline(page.conversation);
      if (timeline === null) continue;
      if (page.resync) {
        this.#reread(page, timeline.opened);
      } else {
        this.#owner.placed(timeline.missed(page.events), false);
        if (page.more) again.push(page.conversation);
      }
    }
    this.#unknown(unreadable);
    if (again.length === 0) then();
    else this.#resume(again, then);
  }

  #reread(page: ResumedPage, wasOpened: boolean): void {
    this.#stays.restart(page.conversation, page.head);
    this.#owner.reread(page.conversation);
    if (wasOpened) this.open(page.conversation, () => undefined);
  }

  /** Reads the newest page; `then` runs when its events are told, or when they cannot be had. */
  open(conversation: ConversationId, then: () => void, tries = 2): void {
    this.#connection.pull(
      () => ({ kind: 'read-history', conversation, limit: openingEvents }),
      (answer) => {
        const timeline = this.#stays.timeline(conversation);
        if (tries > 1 && answer.kind === 'history' && timeline?.lags(answer.head)) {
          this.open(conversation, then, tries - 1);
        } else {
          this.#opened(conversation, answer);
          then();
        }
      },
    );
  }

  #opened(conversation: ConversationId, answer: ReplyFrame): void {
    const timeline = this.#stays.timeline(conversation);
    if (timeline === null || answer.kind !== 'history') return;
    const page = wholePage(answer, 'newest');
    if (!answer.more) timeline.start = Math.max(timeline.start, page.from);
    timeline.history(page);
    this.#owner.linesRead(conversation);
  }
}
