import type {
  Access,
  Availability,
  CallMedia,
  Callout,
  CommandId,
  ConversationId,
  Cursor,
  FileId,
  FileSort,
  LegId,
  Millis,
  Newcomers,
  PersonId,
  PlayAction,
  Role,
  Seq,
  SignalSort,
  SignUpMode,
  Standing,
  StorageBy,
} from './values';

/**
 * The members of each command, without those that the connection adds: `kind`, `ref`, `cid`,
 * `epoch`. Commands make an event and are answered with `accepted`.
 */
export interface Commands {
  post: {
    conversation: ConversationId;
    text: string;
    reply?: Seq;
    thread?: Seq;
    mentions?: readonly PersonId[];
    callout?: Callout;
    files?: readonly FileId[];
  };
  edit: { conversation: ConversationId; target: Seq; text: string; mentions?: readonly PersonId[] };
  delete: { conversation: ConversationId; target: Seq };
  react: { conversation: ConversationId; target: Seq; reaction: string; on: boolean };
  pin: { conversation: ConversationId; target: Seq; on: boolean };
  forward: { conversation: ConversationId; source: { conversation: ConversationId; seq: Seq } };
  play: { conversation: ConversationId; action: PlayAction; game?: Seq; square?: number };
  call: { conversation: ConversationId; media: CallMedia };
  'create-room': {
    name: string;
    topic?: string;
    description?: string;
    access?: Access;
    newcomers?: Newcomers;
    announcement?: boolean;
  };
  'create-group': { name: string; people: readonly string[] };
  join: { conversation: ConversationId };
  leave: { conversation: ConversationId };
  'open-direct': { person?: PersonId; name?: string };
  change: {
    conversation: ConversationId;
    title?: string;
    topic?: string;
    description?: string;
    access?: Access;
    newcomers?: Newcomers;
    announcement?: boolean;
    slowSeconds?: number;
    archived?: boolean;
  };
  invite: { conversation: ConversationId; people: readonly PersonId[] };
  remove: { conversation: ConversationId; person: PersonId };
  ban: { conversation: ConversationId; person: PersonId };
  unban: { conversation: ConversationId; person: PersonId };
  mute: { conversation: ConversationId; person: PersonId; minutes: number };
  'set-standing': { conversation: ConversationId; person: PersonId; standing: Standing };
}

/** The members of each question and instruction, without `kind` and `ref`. */
export interface Questions {
  'read-history': { conversation: ConversationId; before?: Seq; after?: Seq; limit?: number };
  'read-thread': { conversation: ConversationId; root: Seq; after?: Seq };
  'read-versions': { conversation: ConversationId; target: Seq };
  'list-pins': { conversation: ConversationId };
  'list-files': { conversation: ConversationId; sort?: FileSort; before?: Seq };
  resume: { epoch: string; cursors: readonly Cursor[] };
  search: { query: string; conversation?: ConversationId; after?: string };
  'find-time': { conversation: ConversationId; time: Millis };
  'list-conversations': { after?: string };
  'list-rooms': { after?: string };
  'read-conversation': { conversation: ConversationId };
  'list-members': { conversation: ConversationId; after?: string };
  'list-bans': { conversation: ConversationId; after?: string };
  'list-readers': { conversation: ConversationId; seq: Seq; after?: string };
  'mark-read': { conversation: ConversationId; seq: Seq; thread?: Seq };
  'set-state': { key: string; value: string };
  'list-states': { after?: number };
  'set-profile': {
    displayName?: string;
    status?: string;
    availability?: Availability;
    lastSeen?: 'shown' | 'hidden';
  };
  'read-profile': { person?: PersonId; name?: string };
  'list-sessions': Record<never, never>;
  'end-session': { session: string };
  'end-other-sessions': Record<never, never>;
  'redeem-invite': { code: string };
  'set-role': { person: PersonId; role: Role };
  'ban-person': { person: PersonId; reason?: string };
  'unban-person': { person: PersonId };
  'mute-person': { person: PersonId; minutes: number };
  'kick-person': { person: PersonId };
  'make-invite': { role?: Role; uses?: number; hours?: number; conversation?: ConversationId };
  'list-invites': { after?: string };
  'revoke-invite': { invite: string };
  'set-sign-up': { mode?: SignUpMode; guests?: boolean };
  report: { conversation: ConversationId; target: Seq; reason: string };
  'list-reports': { after?: string };
  'settle-report': { report: string; note?: string };
  'list-audit': { after?: string };
  'list-accounts': { after?: string; query?: string };
  'read-usage': Record<never, never>;
  'list-storage': { by: StorageBy };
  'remove-file': { file: FileId };
  'join-call': {
    conversation: ConversationId;
    call: Seq;
    leg: LegId;
    muted: boolean;
    camera: boolean;
  };
  'leave-call': { conversation: ConversationId; call: Seq; leg: LegId };
  'decline-call': { conversation: ConversationId; call: Seq };
  signal: {
    conversation: ConversationId;
    call: Seq;
    leg: LegId;
    to: LegId;
    what: SignalSort;
    body: string;
  };
  'set-leg': {
    conversation: ConversationId;
    call: Seq;
    leg: LegId;
    muted: boolean;
    camera: boolean;
    screen: boolean;
  };
  'list-people': { after?: string };
  typing: { conversation: ConversationId };
  beat: Record<never, never>;
}

export type CommandKind = keyof Commands;
export type QuestionKind = keyof Questions;

/** A command as it goes over the wire; members in the order of docs/protocol.md. */
export type CommandFrame<Kind extends CommandKind = CommandKind> = {
  [K in Kind]: { kind: K; ref: number; cid: CommandId; epoch: string } & Commands[K];
}[Kind];

/** A question or instruction as it goes over the wire. */
export type QuestionFrame<Kind extends QuestionKind = QuestionKind> = {
  [K in Kind]: { kind: K; ref: number } & Questions[K];
}[Kind];

export type ClientFrame = CommandFrame | QuestionFrame;
