import type {
  Access,
  Account,
  Attachment,
  AuditEntry,
  CallAction,
  CallEnd,
  CallLeg,
  CallMedia,
  Callout,
  CommandId,
  ConversationId,
  ConversationType,
  FileLine,
  Folded,
  Forwarded,
  Hit,
  Invite,
  LegEnd,
  LegId,
  Mark,
  Member,
  Millis,
  Newcomers,
  OwnSession,
  Person,
  PersonId,
  PlayAction,
  Report,
  Role,
  Room,
  Seq,
  SignalSort,
  Standing,
  State,
  StorageLine,
  Summary,
  Usage,
  Version,
  WelcomeLimits,
} from './values';

interface Placed {
  readonly conversation: ConversationId;
  readonly seq: Seq;
}

interface Made extends Placed {
  readonly time: Millis;
  readonly author: PersonId;
  readonly name: string;
  readonly cid: CommandId;
}

export interface Posted extends Made {
  readonly kind: 'posted';
  readonly text: string;
  readonly reply?: Seq;
  readonly thread?: Seq;
  readonly mentions?: readonly PersonId[];
  readonly callout?: Callout;
  readonly forwarded?: Forwarded;
  readonly files?: readonly Attachment[];
  readonly folded?: Folded;
}

export interface Edited extends Made {
  readonly kind: 'edited';
  readonly target: Seq;
  readonly text: string;
  readonly mentions?: readonly PersonId[];
}

export interface Deleted extends Made {
  readonly kind: 'deleted';
  readonly target: Seq;
}

export interface Reacted extends Made {
  readonly kind: 'reacted';
  readonly target: Seq;
  readonly reaction: string;
  readonly on: boolean;
}

export interface Pinned extends Made {
  readonly kind: 'pinned';
  readonly target: Seq;
  readonly on: boolean;
}

export interface Played extends Made {
  readonly kind: 'played';
  readonly game: Seq;
  readonly action: PlayAction;
  readonly square?: number;
  /** Nine of `X`, `O` and `.` in reading order. */
  readonly board: string;
  readonly cross: PersonId;
  readonly nought: PersonId;
  readonly next?: PersonId;
  readonly winner?: PersonId;
  readonly over: boolean;
}

/** A call was started, or is over. */
export interface Called extends Made {
  readonly kind: 'called';
  /** The seq of its start. */
  readonly call: Seq;
  readonly action: CallAction;
  readonly media: CallMedia;
  readonly why?: CallEnd;
  /** In milliseconds, if it was answered. */
  readonly lasted?: number;
  /** Who was in it, the first 50. */
  readonly people?: readonly PersonId[];
}

export interface Created extends Made {
  readonly kind: 'created';
  readonly type: ConversationType;
  readonly title: string;
  readonly people?: readonly Person[];
}

export interface Changed extends Made {
  readonly kind: 'changed';
  readonly title?: string;
  readonly topic?: string;
  readonly description?: string;
  readonly access?: Access;
  readonly newcomers?: Newcomers;
  readonly announcement?: boolean;
  readonly slowSeconds?: number;
  readonly archived?: boolean;
}

/** Events that say nothing but who did it: the conversation ended, somebody came or went. */
export interface Plain extends Made {
  readonly kind: 'closed' | 'joined' | 'left';
}

export interface Invited extends Made {
  readonly kind: 'invited';
  readonly people: readonly Person[];
}

export interface Removed extends Made {
  readonly kind: 'removed';
  readonly person: PersonId;
  readonly who: string;
  readonly banned: boolean;
}

export interface Banned extends Made {
  readonly kind: 'banned';
  readonly person: PersonId;
  readonly who: string;
  readonly on: boolean;
}

export interface Muted extends Made {
  readonly kind: 'muted';
  readonly person: PersonId;
  readonly who: string;
  readonly until: Millis;
}

export interface Promoted extends Made {
  readonly kind: 'promoted';
  readonly person: PersonId;
  readonly who: string;
  readonly standing: Standing;
}

/** An event of a kind that this client does not know: it keeps its place. */
export interface Opaque extends Placed {
  readonly kind: 'opaque';
  readonly time?: Millis;
}

export type Change = Edited | Deleted | Reacted | Pinned;
export type Event =
  | Posted
  | Change
  | Played
  | Called
  | Created
  | Changed
  | Plain
  | Invited
  | Removed
  | Banned
  | Muted
  | Promoted
  | Opaque;
/** Any event that somebody made. */
export type MadeEvent = Exclude<Event, Opaque>;

export interface Page extends Omit<Placed, 'seq'> {
  readonly head: Seq;
  readonly events: readonly Event[];
  readonly more: boolean;
}

export interface ResumedPage extends Page {
  readonly resync: boolean;
}

export interface Refused {
  readonly kind: 'refused';
  readonly ref: number;
  readonly code: number;
  readonly error: string;
  readonly message: string;
  readonly retry: boolean;
  readonly field?: string;
  readonly limit?: number;
  readonly retryAfter?: Millis;
  readonly cid?: CommandId;
}

export interface Accepted {
  readonly kind: 'accepted';
  readonly ref: number;
  readonly cid: CommandId;
  readonly conversation: ConversationId;
  readonly seq: Seq;
  readonly time: Millis;
  readonly offline?: readonly Person[];
}

/** The members of each reply, without `kind` and `ref`. */
export interface Replies {
  done: Record<never, never>;
  conversations: { conversations: readonly Summary[]; after?: string };
  rooms: { rooms: readonly Room[]; after?: string };
  people: { people: readonly Person[]; after?: string };
  history: Page & { from?: Seq; to?: Seq };
  resumed: { epoch: string; pages: readonly ResumedPage[] };
  versions: { versions: readonly Version[] };
  found: { hits: readonly Hit[]; after?: string };
  place: { conversation: ConversationId; seq: Seq };
  conversation: {
    summary: Summary;
    made: Millis;
    maker?: Person;
    description?: string;
    newcomers: Newcomers;
    announcement: boolean;
    slowSeconds: number;
    messages: number;
    files: number;
    bytes?: number;
  };
  files: { conversation: ConversationId; files: readonly FileLine[]; more: boolean };
  storage: { lines: readonly StorageLine[] };
  members: { members: readonly Member[]; after?: string };
  profile: { person: Person; online: boolean; made: Millis; lastSeen?: Millis };
  sessions: { sessions: readonly OwnSession[] };
  states: { states: readonly State[]; marks: readonly Mark[]; after?: number };
  invite: { invite: string; code: string; line: Invite };
  invites: { invites: readonly Invite[]; after?: string };
  reports: { reports: readonly Report[]; after?: string };
  audit: { entries: readonly AuditEntry[]; after?: string };
  accounts: { accounts: readonly Account[]; after?: string };
  usage: Usage;
  'call-joined': { conversation: ConversationId; call: Seq; legs: readonly CallLeg[] };
}

export type ReplyKind = keyof Replies;
export type Reply<Kind extends ReplyKind = ReplyKind> = {
  [K in Kind]: { readonly kind: K; readonly ref: number } & Readonly<Replies[K]>;
}[Kind];

/** What answers each question. */
export interface ReplyOf {
  'read-history': 'history';
  'read-thread': 'history';
  'read-versions': 'versions';
  'list-pins': 'history';
  resume: 'resumed';
  search: 'found';
  'find-time': 'place';
  'list-files': 'files';
  'list-conversations': 'conversations';
  'list-rooms': 'rooms';
  'read-conversation': 'conversation';
  'list-members': 'members';
  'list-bans': 'people';
  'list-readers': 'people';
  'mark-read': 'done';
  'set-state': 'done';
  'list-states': 'states';
  'set-profile': 'done';
  'read-profile': 'profile';
  'list-sessions': 'sessions';
  'end-session': 'done';
  'end-other-sessions': 'done';
  'redeem-invite': 'done';
  'set-role': 'done';
  'ban-person': 'done';
  'unban-person': 'done';
  'mute-person': 'done';
  'kick-person': 'done';
  'make-invite': 'invite';
  'list-invites': 'invites';
  'revoke-invite': 'done';
  'set-sign-up': 'done';
  report: 'done';
  'list-reports': 'reports';
  'settle-report': 'done';
  'list-audit': 'audit';
  'list-accounts': 'accounts';
  'read-usage': 'usage';
  'list-storage': 'storage';
  'remove-file': 'done';
  'join-call': 'call-joined';
  'leave-call': 'done';
  'decline-call': 'done';
  signal: 'done';
  'set-leg': 'done';
  'list-people': 'people';
  typing: 'done';
  beat: 'done';
}

export interface Welcome {
  readonly kind: 'welcome';
  readonly server: string;
  readonly version: string;
  readonly protocol: number;
  readonly epoch: string;
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly everyone: ConversationId;
  readonly time: Millis;
  readonly features: readonly string[];
  readonly limits: WelcomeLimits;
  /** The operator keeps a copy of what is said. */
  readonly recorded?: boolean;
  /** `basic`: others on the way can read along. */
  readonly door?: string;
}

/** The members of each notice but `welcome`, without `kind`. */
export interface Notices {
  entered: { summary: Summary };
  'room-made': { conversation: ConversationId; name: string };
  arrived: { person: PersonId; name: string; role: Role };
  departed: { person: PersonId; name: string; forGood: boolean };
  typing: { conversation: ConversationId; person: PersonId; name: string };
  beat: Record<never, never>;
  marked: { mark: Mark; unread?: number; mentions?: number };
  state: { state: State };
  seen: {
    conversation: ConversationId;
    marks: readonly { readonly person: PersonId; readonly seq: Seq }[];
  };
  presence: {
    arrived?: readonly Person[];
    departed?: readonly Person[];
    left?: readonly Person[];
    changed?: readonly Person[];
    online: number;
  };
  'presence-count': { online: number };
  reported: { open: number };
  call: {
    conversation: ConversationId;
    call: Seq;
    media: CallMedia;
    caller: PersonId;
    started: Millis;
    ringing: readonly PersonId[];
    legs: readonly CallLeg[];
  };
  signal: {
    conversation: ConversationId;
    call: Seq;
    from: LegId;
    to: LegId;
    what: SignalSort;
    body: string;
  };
  'leg-ended': { conversation: ConversationId; call: Seq; leg: LegId; why: LegEnd };
  closing: { message: string; retryAfter?: Millis };
}

export type NoticeKind = keyof Notices;
export type Notice<Kind extends NoticeKind = NoticeKind> = {
  [K in Kind]: { readonly kind: K } & Readonly<Notices[K]>;
}[Kind];

export type ServerFrame = Welcome | Accepted | Refused | Reply | Event | Notice;
/** What answers a frame of a client. */
export type ReplyFrame = Accepted | Refused | Reply;
