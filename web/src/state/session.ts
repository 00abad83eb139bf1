import type {
  Event,
  Posted,
  Reply,
  ReplyFrame,
  ServerFrame,
  Welcome,
} from '../protocol/server-frames';
import type { ConversationId, Mark, PersonId, Summary } from '../protocol/values';
import { CatchUp, type CatchUpOwner } from './catch-up';
import type { LinkState, Message } from './client';
import { Connection } from './connection';
import { isErased } from './folding';
import { Listing } from './listing';
import { Orders } from './orders';
import { People } from './people';
import type { Line, Outbox, Port, Told } from './port';
import { Reading } from './reading';
import { SharedStates, type SharedStatesOwner } from './shared-states';
import { Stays } from './stays';
import type { KeptConversation } from './store';
import type { Surroundings } from './surroundings';
import type { Topics } from './topics';
import { Viewing } from './viewing';
import { Written } from './written';

/** What changes, for whoever keeps it on this machine. */
export interface Keeper {
  welcomed(welcome: Welcome): void;
  /** There is no session any more. */
  ended(): void;
  moved(conversation: ConversationId): void;
  shared(): void;
  unsaid(key: string, value: string | null): void;
  unsaidMark(key: string, mark: Mark | null): void;
  restoreLines(conversation: ConversationId): Promise<void>;
  /** The kept lines are of another past. */
  dropLines(conversation: ConversationId): Promise<void>;
  /** Nothing that was kept holds any more, but what was written. */
  forget(why: 'other-epoch' | 'other-person'): void;
}

/**
 * All that a client is, in one tab: hands what is told by the one that has the line to what keeps
 * timelines, counts, states and people, and tells the view what may read otherwise.
 */
export class Session implements CatchUpOwner, SharedStatesOwner {
  readonly #around: Surroundings;
  readonly #topics: Topics;
  readonly #say: Port;
  readonly #keeper: Keeper;
  readonly #listeners = new Set<(message: Message) => void>();
  readonly stays = new Stays();
  readonly states = new SharedStates(this);
  readonly listing = new Listing(this.stays, this.states);
  readonly people: People;
  readonly reading: Reading;
  readonly written: Written;
  readonly orders: Orders;
  readonly viewing: Viewing;
  #line: Line = { state: 'connecting' };
  #caughtUp = false;
  #shownLine: LinkState | null = null;
  #connection: Connection | null = null;
  #catchUp: CatchUp | null = null;
  #welcome: Welcome | null = null;
  #openReports = 0;

  constructor(around: Surroundings, topics: Topics, outbox: Outbox, keeper: Keeper, say: Port) {
    const { clock } = around;
    this.#around = around;
    this.#topics = topics;
    this.#keeper = keeper;
    this.#say = say;
    this.people = new People(clock, (...changed) => topics.tell(...changed));
    this.reading = new Reading(clock, this.stays, keeper, (id) => this.#changed(id));
    this.written = new Written(clock, outbox, this.stays, say, (conversations) =>
      topics.tell('unsettled', ...conversations.map((id) => `timeline:${id}` as const)),
    );
    this.orders = new Orders(clock);
    this.viewing = new Viewing(this.stays, {
      connection: () => this.#connection,
      openNewest: (conversation, then) => {
        if (this.#catchUp === null) then();
        else this.#catchUp.open(conversation, then);
      },
      restoreLines: (conversation) => keeper.restoreLines(conversation),
      isWatched: (topic) => topics.isWatched(topic),
      tell: (topic) => topics.tell(topic),
      changes: (conversation) => this.written.changes(conversation),
    });
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  get welcome(): Welcome | null {
    return this.#welcome;
  }

  get openReports(): number {
    return this.#openReports;
  }

  link(): LinkState {
    this.#shownLine ??= { ...this.#line, caughtUp: this.#caughtUp };
    return this.#shownLine;
  }

  listen(heard: (message: Message) => void): () => void {
    const listener = (message: Message) => heard(message);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What was kept on this machine, before anything is told. */
  restore(welcome: Welcome, conversations: readonly KeptConversation[]): void {
    if (this.#connection !== null) return;
    this.#welcome = welcome;
    this.people.me = welcome.person;
    this.stays.belongTo(welcome.person);
    for (const { conversation, summary, last, lastTime } of conversations) {
      this.stays.begun(conversation, last).lastTime = lastTime;
      this.stays.listed(summary);
      this.#changed(conversation);
    }
    this.#topics.tell('me');
  }

  /** Lines that were read, or kept on this machine, are here now. */
  linesRead(conversation: ConversationId): void {
    this.stays.stay(conversation)?.recount();
    this.reading.look(conversation);
    this.#topics.tell(`timeline:${conversation}`);
  }

  /** The one that has the line tells something. */
  told(told: Told): void {
    switch (told.tell) {
      case 'line':
        this.#lineChanged(told.line);
        break;
      case 'frame':
        this.#heard(told.frame);
        break;
      case 'left':
        this.forgetAll();
        break;
      default:
        this.written.told(told);
    }
  }

  #lineChanged(line: Line): void {
    this.#line = line;
    if (line.state !== 'online') this.lost();
    if (line.state === 'signed-out') this.#keeper.ended();
    if (line.state === 'signed-out' || line.state === 'stopped') this.orders.lose();
    this.#linkChanged();
  }

  #linkChanged(): void {
    this.#shownLine = null;
    this.#topics.tell('link');
  }

  /** The one that has the line is gone: another one takes it. */
  orphaned(): void {
    this.lost();
    if (this.#line.state === 'signed-out') return;
    this.#line = { state: 'connecting' };
    this.#linkChanged();
  }

  /** The line is gone. */
  lost(): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.#connection = null;
    this.#caughtUp = false;
    this.#catchUp = null;
    connection.end();
    this.reading.disconnected();
    this.states.disconnected();
    this.people.disconnected();
    this.orders.disconnected();
    this.#linkChanged();
  }

  #heard(frame: ServerFrame): void {
    if (frame.kind === 'welcome') this.#begin(frame);
    else if (this.#connection === null) return;
    else if ('ref' in frame) this.#answered(frame);
    else if ('seq' in frame) this.#happened(frame);
    else this.#noticed(frame);
  }

  #answered(answer: ReplyFrame): void {
    this.people.learnFrom(answer);
    this.#connection?.answered(answer);
  }

  #begin(welcome: Welcome): void {
    this.lost();
    const before = this.#welcome;
    if (before !== null && before.person !== welcome.person) this.#forget('other-person');
    else if (before !== null && before.epoch !== welcome.epoch) this.#forget('other-epoch');
    this.#welcome = welcome;
    this.#openReports = 0;
    this.people.me = welcome.person;
    this.stays.belongTo(welcome.person);
    const { person, name, role } = welcome;
    this.people.learn({ ...this.people.person(person), person, name, role });
    this.people.begins();
    this.#keeper.welcomed(welcome);
    this.#topics.tell('me');
    const connection: Connection = new Connection(this.#around.clock, (frame) =>
      this.#say({ say: 'ask', frame }),
    );
    this.#connection = connection;
    this.#catchUp = new CatchUp(this.#around.clock, connection, welcome, this.stays, this);
    this.#catchUp.begin();
    this.orders.connected(connection);
    this.#linkChanged();
  }

  /** Nothing of what is here holds any more but what was written. */
  #forget(why: 'other-epoch' | 'other-person'): void {
    const all = this.stays.all();
    this.listing.clear();
    this.stays.clear();
    this.reading.clear();
    this.states.clear();
    this.people.clear();
    this.viewing.clear();
    this.#keeper.forget(why);
    for (const conversation of all) this.#topics.tell(`timeline:${conversation}`);
    this.#topics.tell('conversations', 'states');
  }

  /** The person has gone: nothing is left here. */
  forgetAll(): void {
    this.lost();
    this.#forget('other-person');
    this.written.clear();
    this.#welcome = null;
    this.#topics.tell('me');
  }

  #happened(event: Event): void {
    const { conversation } = event;
    const timeline = this.stays.begun(conversation, event.seq - 1);
    this.placed(timeline.live(event), true);
    if (timeline.gapped) this.#catchUp?.mend(conversation);
  }

  /** Events are in their place now; `live`: they happened just now. */
  placed(events: readonly Event[], live: boolean): void {
    for (const event of events) this.#placed(event, live);
    const conversation = events[0]?.conversation;
    if (conversation === undefined) return;
    this.written.placed(conversation);
    this.viewing.trim(conversation);
    if (live) this.viewing.recount(conversation);
    this.#topics.tell(`timeline:${conversation}`);
  }

  #placed(event: Event, live: boolean): void {
    const { conversation } = event;
    this.people.learnOf(event, true);
    if (event.kind === 'posted') {
      this.people.typesNoMore(conversation, event.author);
      if (live && event.author !== this.#welcome?.person) this.#arrived(event);
    }
    const stay = this.stays.stay(conversation);
    stay?.happened(event);
    if (this.#takesMeOut(event) && stay?.heldAfter(event) !== true) this.gone(conversation);
    else this.reading.look(conversation);
  }

  #arrived(posted: Posted): void {
    const message = this.stays.timeline(posted.conversation)?.message(posted.seq) ?? null;
    if (message === null || isErased(message)) return;
    for (const listener of [...this.#listeners]) listener(message);
  }

  /** After this event nothing more comes from its conversation. */
  #takesMeOut(event: Event): boolean {
    const me: PersonId | undefined = this.#welcome?.person;
    switch (event.kind) {
      case 'left':
        return event.author === me;
      case 'removed':
        return event.person === me;
      case 'banned':
        return event.on && event.person === me;
      case 'closed':
        return true;
      default:
        return false;
    }
  }

  #noticed(notice: Exclude<ServerFrame, ReplyFrame | Event | Welcome>): void {
    this.people.learnFrom(notice);
    switch (notice.kind) {
      case 'entered':
        this.stays.entered(notice.summary);
        this.#catchUp?.entered(notice.summary.conversation);
        this.conversationListed(notice.summary);
        break;
      case 'marked':
        this.reading.marked(notice);
        break;
      case 'state':
        this.states.noticed(notice.state);
        break;
      case 'typing':
        this.people.types(notice);
        break;
      case 'seen':
        this.people.sees(notice);
        break;
      case 'arrived':
        this.people.arrived(notice);
        break;
      case 'departed':
        this.people.departed(notice.person);
        break;
      case 'presence':
        this.people.changed(notice);
        break;
      case 'presence-count':
        this.people.counted(notice.online);
        break;
      case 'reported':
        this.#openReports = notice.open;
        this.#topics.tell('reports');
        break;
      default:
      // `room-made`, `closing` and what is told of calls change nothing here.
    }
  }

  #changed(conversation: ConversationId): void {
    this.listing.changed(conversation);
    this.#keeper.moved(conversation);
    this.#topics.tell('conversations', `conversation:${conversation}`);
  }

  conversationListed(summary: Summary): void {
    this.reading.look(summary.conversation);
  }

  gone(conversation: ConversationId): void {
    this.#catchUp?.gone(conversation);
    if (!this.stays.drop(conversation)) return;
    this.viewing.gone(conversation);
    this.written.placed(conversation);
    this.#changed(conversation);
    this.#topics.tell(`timeline:${conversation}`);
  }

  reread(conversation: ConversationId): void {
    this.written.placed(conversation);
    void this.#keeper.dropLines(conversation);
    this.#topics.tell(`timeline:${conversation}`);
  }

  caughtUp(): void {
    const open = this.#connection;
    if (open === null) return;
    this.#caughtUp = true;
    this.reading.connected(open);
    this.states.connected(open);
    this.people.connected(open);
    this.viewing.connected();
    this.#linkChanged();
  }

  giveUp(): void {
    this.#say({ say: 'give-up' });
  }

  shared(key: string): void {
    const conversation = this.listing.aboutOf(key);
    if (conversation !== null) this.#changed(conversation);
    this.#keeper.shared();
    this.#topics.tell('states');
  }

  listed(page: Reply<'states'>): void {
    this.reading.listed(page);
  }

  unsaid(key: string, value: string | null): void {
    this.#keeper.unsaid(key, value);
  }
}
