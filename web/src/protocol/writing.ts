import type { ClientFrame, CommandKind, Commands, QuestionKind, Questions } from './client-frames';

type Order<All> = { readonly [Kind in keyof All]: readonly (keyof All[Kind])[] };

const commands: Order<Commands> = {
  post: ['conversation', 'text', 'reply', 'thread', 'mentions', 'callout', 'files'],
  edit: ['conversation', 'target', 'text', 'mentions'],
  delete: ['conversation', 'target'],
  react: ['conversation', 'target', 'reaction', 'on'],
  pin: ['conversation', 'target', 'on'],
  forward: ['conversation', 'source'],
  play: ['conversation', 'action', 'game', 'square'],
  call: ['conversation', 'media'],
  'create-room': ['name', 'topic', 'description', 'access', 'newcomers', 'announcement'],
  'create-group': ['name', 'people'],
  join: ['conversation'],
  leave: ['conversation'],
  'open-direct': ['person', 'name'],
  change: [
    'conversation',
    'title',
    'topic',
    'description',
    'access',
    'newcomers',
    'announcement',
    'slowSeconds',
    'archived',
  ],
  invite: ['conversation', 'people'],
  remove: ['conversation', 'person'],
  ban: ['conversation', 'person'],
  unban: ['conversation', 'person'],
  mute: ['conversation', 'person', 'minutes'],
  'set-standing': ['conversation', 'person', 'standing'],
};

const questions: Order<Questions> = {
  'read-history': ['conversation', 'before', 'after', 'limit'],
  'read-thread': ['conversation', 'root', 'after'],
  'read-versions': ['conversation', 'target'],
  'list-pins': ['conversation'],
  'list-files': ['conversation', 'sort', 'before'],
  resume: ['epoch', 'cursors'],
  search: ['query', 'conversation', 'after'],
  'find-time': ['conversation', 'time'],
  'list-conversations': ['after'],
  'list-rooms': ['after'],
  'read-conversation': ['conversation'],
  'list-members': ['conversation', 'after'],
  'list-bans': ['conversation', 'after'],
  'list-readers': ['conversation', 'seq', 'after'],
  'mark-read': ['conversation', 'seq', 'thread'],
  'set-state': ['key', 'value'],
  'list-states': ['after'],
  'set-profile': ['displayName', 'status', 'availability', 'lastSeen'],
  'read-profile': ['person', 'name'],
  'list-sessions': [],
  'end-session': ['session'],
  'end-other-sessions': [],
  'redeem-invite': ['code'],
  'set-role': ['person', 'role'],
  'ban-person': ['person', 'reason'],
  'unban-person': ['person'],
  'mute-person': ['person', 'minutes'],
  'kick-person': ['person'],
  'make-invite': ['role', 'uses', 'hours', 'conversation'],
  'list-invites': ['after'],
  'revoke-invite': ['invite'],
  'set-sign-up': ['mode', 'guests'],
  report: ['conversation', 'target', 'reason'],
  'list-reports': ['after'],
  'settle-report': ['report', 'note'],
  'list-audit': ['after'],
  'list-accounts': ['after', 'query'],
  'read-usage': [],
  'list-storage': ['by'],
  'remove-file': ['file'],
  'join-call': ['conversation', 'call', 'leg', 'muted', 'camera'],
  'leave-call': ['conversation', 'call', 'leg'],
  'decline-call': ['conversation', 'call'],
  signal: ['conversation', 'call', 'leg', 'to', 'what', 'body'],
  'set-leg': ['conversation', 'call', 'leg', 'muted', 'camera', 'screen'],
  'list-people': ['after'],
  typing: ['conversation'],
  beat: [],
};

/** Answered from what is stored: one at a time on a connection. */
const stored: ReadonlySet<string> = new Set<QuestionKind>([
  'read-history',
  'read-thread',
  'read-versions',
  'list-pins',
  'resume',
  'search',
  'find-time',
  'list-files',
  'list-conversations',
  'list-rooms',
  'read-conversation',
  'list-members',
  'list-bans',
  'list-readers',
  'list-states',
  'read-profile',
  'list-sessions',
  'list-invites',
  'list-reports',
  'list-audit',
  'list-accounts',
  'read-usage',
  'list-storage',
]);

/** Whether another frame of these may not be unanswered on the same connection. */
export function isStored(kind: CommandKind | QuestionKind): boolean {
  return stored.has(kind);
}

export function isCommand(kind: string): kind is CommandKind {
  return Object.hasOwn(commands, kind);
}

/** The kinds of frames of a client, for tests of completeness. */
export const clientKinds: readonly string[] = [...Object.keys(commands), ...Object.keys(questions)];

/** A frame as it goes over the wire, its members in the order of docs/protocol.md. */
export function writeFrame(frame: ClientFrame): string {
  const { kind } = frame;
  const rest: readonly string[] = isCommand(kind)
    ? ['cid', 'epoch', ...commands[kind]]
    : questions[kind];
  const members: Record<string, unknown> = frame;
  const ordered: Record<string, unknown> = { kind, ref: frame.ref };
  for (const name of rest) ordered[name] = members[name];
  return JSON.stringify(ordered);
}
