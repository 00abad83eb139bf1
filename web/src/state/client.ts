import type { CommandKind, Commands, QuestionKind, Questions } from '../protocol/client-frames';
import type {
  Accepted,
  Event,
  Posted,
  Refused,
  Reply,
  ReplyOf,
  Welcome,
} from '../protocol/server-frames';
import type {
  CommandId,
  ConversationId,
  ConversationType,
  Millis,
  Person,
  PersonId,
  Seq,
  Summary,
} from '../protocol/values';

/**
 * What a view may wait for. `conversation:` is anything in the list about one conversation,
 * `timeline:` the lines of one, `unsettled` what is written and not yet accepted.
 */
export type Topic =
  | 'link'
  | 'me'
  | 'conversations'
  | 'people'
  | 'states'
  | 'unsettled'
  | 'reports'
  | `conversation:${ConversationId}`
  | `timeline:${ConversationId}`
  | `typing:${ConversationId}`
  | `seen:${ConversationId}`;

/**
 * `connecting` also at the start; `offline`: tries again at `retryAt`; `stopped`: does not try
 * again by itself; `signed-out`: there is no session any more, enter again.
 */
export interface LinkState {
  readonly state: 'connecting' | 'online' | 'offline' | 'stopped' | 'signed-out';
  /** When the next try begins, by this machine's clock; only if offline. */
  readonly retryAt?: Millis;
  /** Of the server, why it closed; in the server's words. */
  readonly words?: string;
  /** Whether everything missed is here; only if online. */
  readonly caughtUp: boolean;
}

export type Level = 'all' | 'mentions' | 'nothing';

/** A conversation that one is in, as the list shows it. Immutable: a change is another object. */
export interface Conversation extends Summary {
  readonly type: ConversationType;
  /** The counts with what was read here since; 0 instead of absent. */
  readonly read: Seq;
  readonly unread: number;
  readonly mentions: number;
  readonly threads: number;
  readonly favourite: boolean;
  readonly level: Level;
  /** What is written and not sent; empty if nothing is. */
  readonly draft: string;
}

/**
 * A message as it reads now; `folded` is always there. `changing`: it reads as it will when what
 * one changed of it is accepted, and that is under way or waits.
 */
export type Message = Posted & {
  readonly folded: NonNullable<Posted['folded']>;
  readonly changing?: true;
};

/** A line of a timeline: a message, or what happened. Changes of messages are folded into them. */
export type Line = Message | Exclude<Event, Posted>;

export interface Timeline {
  /** In order, without a hole. The same array as long as nothing changed. */
  readonly lines: readonly Line[];
  /** Whether older, newer ones can be asked for. */
  readonly older: boolean;
  readonly newer: boolean;
  readonly loading: boolean;
  /** Whether this reaches the newest event and goes on with what happens. */
  readonly live: boolean;
}

/**
 * `sending` also while offline: it will be sent. `kept`: it is on this machine's disk; if not, it
 * lives as long as this page. `asked`: the server may have it already, so it cannot be taken back.
 */
export type UnsettledState =
  | { readonly state: 'sending'; readonly kept: boolean; readonly asked?: true }
  | { readonly state: 'failed'; readonly refused: Refused | null }
  /** Written under another history of the server, or by somebody else: asks the person. */
  | { readonly state: 'held'; readonly why: 'other-epoch' | 'other-person' };

/** Commands that wait until they are accepted or refused, over reload and crash. */
export type LastingKind = 'post' | 'edit' | 'delete' | 'react' | 'pin';

interface Lasting {
  readonly cid: CommandId;
  readonly conversation: ConversationId;
  /** When it was written, by this machine's clock. */
  readonly written: Millis;
  readonly status: UnsettledState;
}

/** What one wrote or changed and what is not accepted yet. */
export type Unsettled<Kind extends LastingKind = LastingKind> = {
  [K in Kind]: Lasting & { readonly kind: K; readonly words: Commands[K] };
}[Kind];

export interface Presence {
  /** Those online that the server tells one by one, by name. */
  readonly online: ReadonlyMap<PersonId, Person>;
  /** How many are online in all. */
  readonly count: number;
}

/** A refusal, or null: the line was lost, and whether it was done is not known. */
export type Denied = { readonly kind: 'lost' } | Refused;

/**
 * A client without a face. Reads answer at once with what is here, and `watch` tells when to read
 * again. All of it runs on the page's one thread. It may be the tab that has the socket or another
 * one: that makes no difference here.
 */
export interface Client {
  /** Runs `changed` whenever the topic may read otherwise. Returns what ends it. */
  watch(topic: Topic, changed: () => void): () => void;

  /**
   * Runs `heard` for each message of others that arrives while this page is there: what happened
   * before, and what was missed, is not told here. Returns what ends it.
   */
  listen(heard: (message: Message) => void): () => void;
  /** Whether this tab is the one that does what is to be done once, such as notifying. */
  leads(): boolean;

  link(): LinkState;
  /** The last welcome; kept on this machine, so it is there without a connection. Null at first. */
  me(): Welcome | null;
  /** Those one is in, in no particular order. The same array as long as nothing changed. */
  conversations(): readonly Conversation[];
  conversation(id: ConversationId): Conversation | null;
  timeline(id: ConversationId): Timeline;
  /** The message of this seq if it is here. */
  message(id: ConversationId, seq: Seq): Message | null;
  /** Of one conversation or of all, in the order written. The same array until it changes. */
  unsettled(id?: ConversationId): readonly Unsettled[];
  presence(): Presence;
  /** Whoever was ever seen here under this id. */
  person(id: PersonId): Person | null;
  /** Those who write at this moment, without oneself. */
  typing(id: ConversationId): readonly Person[];
  /** How far others have read; told in conversations of at most 50 people. */
  seen(id: ConversationId): ReadonlyMap<PersonId, Seq>;
  /** The values that the person's devices share (docs/protocol.md, "States"). */
  state(key: string): string;
  states(): ReadonlyMap<string, string>;
  /** Reports that wait for a moderator, as told last. */
  openReports(): number;

  /** Loads the newest page if it is not here. */
  open(id: ConversationId): Promise<void>;
  older(id: ConversationId): Promise<void>;
  newer(id: ConversationId): Promise<void>;
  /** Shows the lines around a seq. False if it cannot be had. */
  jump(id: ConversationId, seq: Seq): Promise<boolean>;
  /**
   * One reads here now; null: at the newest lines. Those far from there may go; they are loaded
   * again when they are wanted.
   */
  lookAt(id: ConversationId, seq: Seq | null): void;
  /** Back to the newest lines. */
  jumpToEnd(id: ConversationId): Promise<void>;

  /** A name for a message that is still being written. */
  freshCid(): CommandId;
  /**
   * Keeps a message, shows it as sending, and sends it as soon as that is possible, in order. Said
   * once more with the same cid it is the same message.
   */
  post(words: Commands['post'], cid?: CommandId): CommandId;
  /** The same with a change of a message, which reads so from now on. */
  change<Kind extends Exclude<LastingKind, 'post'>>(kind: Kind, words: Commands[Kind]): CommandId;
  /** Sends one that failed or was held once more, under the same cid if it never had an answer. */
  again(cid: CommandId): void;
  /** Forgets one, and says what it was; null if it is gone, or the server may have it already. */
  forget(cid: CommandId): Promise<Unsettled | null>;

  /** A command that is not kept: an own event, or why not. */
  command<Kind extends CommandKind>(
    kind: Kind,
    members: Commands[Kind],
  ): Promise<Accepted | Denied>;
  ask<Kind extends QuestionKind>(
    kind: Kind,
    members: Questions[Kind],
  ): Promise<Reply<ReplyOf[Kind]> | Denied>;

  /** One has read up to here; told to the server and to the own devices. */
  markRead(id: ConversationId, seq: Seq, thread?: Seq): void;
  /** An empty value ends it. Holds here at once. */
  setState(key: string, value: string): void;
  /** One is writing; said at most every few seconds. */
  sayTyping(id: ConversationId): void;
  /** Messages kept on this machine that have these words, newest first. */
  findHere(words: string): Promise<readonly Message[]>;
  /** Does not wait for the next try. */
  reconnect(): void;
  /** Ends this session and forgets all that was kept on this machine. */
  signOut(): Promise<void>;
  close(): void;
}
