/** What frames are made of (docs/protocol.md, "Connection"). */

/** `p` and a number in base 36. */
export type PersonId = string;
/** `c` and a number in base 36. */
export type ConversationId = string;
/** `f` and a number in base 36. */
export type FileId = string;
/** A UUID of version 7 in lower case: the client's name for a command. */
export type CommandId = string;
/** The place of an event in its conversation: 1, 2, 3 … */
export type Seq = number;
/** Milliseconds since 1970 by the server's clock; for show only. */
export type Millis = number;

/** Words that this client does not know are shown as something else, never as an error. */
type Word<Known extends string> = Known | (string & Record<never, never>);

export type ConversationType = Word<'room' | 'group' | 'direct'>;
export type Role = Word<'guest' | 'member' | 'moderator' | 'admin' | 'owner' | 'server'>;
export type Standing = Word<'member' | 'moderator' | 'owner'>;
export type Access = Word<'public' | 'private'>;
export type Newcomers = Word<'all' | 'from-joining'>;
export type Availability = Word<'here' | 'away' | 'do-not-disturb'>;
export type Callout = Word<'here' | 'everyone'>;
export type PlayAction = Word<'challenge' | 'accept' | 'decline' | 'move' | 'resign' | 'rematch'>;
/** A UUID of version 7 in lower case: a device in a call. */
export type LegId = string;
export type CallAction = Word<'started' | 'ended'>;
export type CallMedia = Word<'sound' | 'video'>;
export type CallEnd = Word<
  'hung-up' | 'declined' | 'missed' | 'busy' | 'cancelled' | 'interrupted'
>;
export type SignalSort = Word<'description' | 'candidate'>;
export type LegEnd = Word<'elsewhere' | 'removed'>;
export type FileSort = Word<'picture' | 'video' | 'sound' | 'document'>;
export type StorageBy = Word<'conversation' | 'person' | 'sort' | 'file'>;
export type SignUpMode = Word<'open' | 'invite' | 'closed'>;

export interface Person {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly displayName?: string;
  readonly status?: string;
  readonly availability?: Availability;
}

/** A device in a call, as the others see it; `away` while its connection is lost. */
export interface CallLeg {
  readonly leg: LegId;
  readonly person: PersonId;
  readonly name: string;
  readonly muted: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly away?: boolean;
}

export interface Summary {
  readonly conversation: ConversationId;
  readonly type: ConversationType;
  /** Empty for a direct conversation. */
  readonly title: string;
  readonly head: Seq;
  readonly time: Millis;
  /** The other one of a direct conversation. */
  readonly with?: Person;
  readonly standing?: Standing;
  readonly access?: Access;
  readonly topic?: string;
  readonly people?: number;
  readonly floor?: Seq;
  readonly read?: Seq;
  /** Up to 100, which stands for 100 or more. */
  readonly unread?: number;
  readonly mentions?: number;
  readonly threads?: number;
  readonly mutedUntil?: Millis;
  readonly archived?: boolean;
}

export interface Room {
  readonly conversation: ConversationId;
  readonly name: string;
  readonly people: number;
  readonly joined: boolean;
  readonly topic?: string;
  readonly unread?: number;
  readonly archived?: boolean;
}

export interface Reaction {
  readonly reaction: string;
  readonly count: number;
  /** The first twenty. */
  readonly people: readonly PersonId[];
  readonly mine: boolean;
}

/** How a message stands after what happened to it. */
export interface Folded {
  /** The seq of its last change. */
  readonly version: Seq;
  readonly edited?: Millis;
  readonly deleted?: boolean;
  readonly pinned?: boolean;
  readonly reactions?: readonly Reaction[];
  readonly replies?: number;
  readonly lastReply?: Seq;
}

export interface Forwarded {
  readonly conversation: ConversationId;
  readonly seq: Seq;
  readonly author: PersonId;
  readonly name: string;
  readonly time: Millis;
}

/** A file that a message shows. */
export interface Attachment {
  readonly file: FileId;
  readonly name: string;
  readonly size: number;
  /** The media type by what is in it. */
  readonly type: string;
  /** The pixels of a picture as it is to be seen. */
  readonly width?: number;
  readonly height?: number;
  /** There are smaller pictures of it. */
  readonly preview?: boolean;
  /** Of a voice message, in milliseconds. */
  readonly duration?: number;
  /** Hexadecimal digits, each the loudness of a part. */
  readonly waveform?: string;
}

export interface Cursor {
  readonly conversation: ConversationId;
  readonly seq: Seq;
  readonly time?: Millis;
}

/** How far somebody has read: a conversation, or a thread of it. */
export interface Mark {
  readonly conversation: ConversationId;
  readonly thread?: Seq;
  readonly seq: Seq;
}

export interface State {
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

/** A file and the message that shows it. */
export interface FileLine {
  readonly seq: Seq;
  readonly time: Millis;
  readonly author: PersonId;
  readonly name: string;
  readonly attachment: Attachment;
}

/** What takes room: a conversation, a person, a sort of files or one file. */
export interface StorageLine {
  readonly name?: string;
  readonly files: number;
  readonly bytes: number;
  readonly conversation?: ConversationId;
  readonly person?: PersonId;
  readonly sort?: FileSort;
  readonly file?: FileId;
}

export interface Member {
  readonly person: Person;
  readonly standing: Standing;
  readonly mutedUntil?: Millis;
  readonly online: boolean;
}

export interface Hit {
  readonly conversation: ConversationId;
  readonly seq: Seq;
  readonly time: Millis;
  readonly author: PersonId;
  readonly name: string;
  readonly text: string;
  readonly thread?: Seq;
}

export interface Version {
  readonly seq: Seq;
  readonly time: Millis;
  readonly text: string;
}

export interface OwnSession {
  readonly session: string;
  readonly made: Millis;
  readonly used: Millis;
  readonly device: string;
  readonly current: boolean;
}

export interface Invite {
  readonly invite: string;
  readonly role: Role;
  readonly uses: number;
  readonly expires: Millis;
  readonly conversation?: ConversationId;
  readonly maker: string;
}

export interface Report {
  readonly report: string;
  readonly time: Millis;
  readonly reporter: Person;
  readonly conversation: ConversationId;
  readonly target: Seq;
  readonly author: Person;
  readonly text: string;
  readonly reason: string;
}

export interface AuditEntry {
  readonly time: Millis;
  readonly who: string;
  readonly what: string;
  readonly whom?: string;
}

export interface Account {
  readonly person: Person;
  readonly made: Millis;
  /** Left out if it is hidden, or the person is online. */
  readonly lastSeen?: Millis;
  /** How many there are. */
  readonly sessions: number;
  readonly banned?: boolean;
  readonly online: boolean;
}

/** How much there is on the server, and how people come in. */
export interface Usage {
  readonly accounts: number;
  readonly guests: number;
  readonly online: number;
  readonly rooms: number;
  readonly messages: number;
  readonly files: number;
  readonly fileBytes?: number;
  /** What the databases take, and what is left beside them. */
  readonly bytes: number;
  readonly free: number;
  readonly signUp: SignUpMode;
  readonly guestsAllowed: boolean;
}

export interface WelcomeLimits {
  readonly text: number;
  readonly frame: number;
  readonly history: number;
  readonly cursors: number;
  readonly beat: number;
  readonly silence: number;
  /** Bytes of the largest file; without it there are no files. */
  readonly file?: number;
}
