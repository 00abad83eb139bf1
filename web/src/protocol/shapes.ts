/**
 * What stands in each frame of a server, in order. A member is `name:type`, with `?` if it may be
 * left out. Types: `s` string, `n` integer, `b` boolean, `p` and `c` ids, `x` anything, another
 * name: what stands under it here; with `[` before it: a list of it. `event` is an event of any
 * kind.
 */
const placed = 'conversation:c seq:n ';
const made = `${placed}time:n author:p name:s cid:s `;
const page = 'conversation:c head:n events:[event more:b ';

export const eventShapes: Readonly<Record<string, string>> = {
  posted:
    `${made}text:s reply?:n thread?:n mentions?:[p callout?:s ` +
    'forwarded?:forwarded files?:[attachment folded?:folded',
  edited: `${made}target:n text:s mentions?:[p`,
  deleted: `${made}target:n`,
  reacted: `${made}target:n reaction:s on:b`,
  pinned: `${made}target:n on:b`,
  played: `${made}game:n action:s square?:n board:s cross:p nought:p next?:p winner?:p over:b`,
  called: `${made}call:n action:s media:s why?:s lasted?:n people?:[p`,
  created: `${made}type:s title:s people?:[person`,
  changed:
    `${made}title?:s topic?:s description?:s access?:s newcomers?:s ` +
    'announcement?:b slowSeconds?:n archived?:b',
  closed: made,
  joined: made,
  left: made,
  invited: `${made}people:[person`,
  removed: `${made}person:p who:s banned:b`,
  banned: `${made}person:p who:s on:b`,
  muted: `${made}person:p who:s until:n`,
  promoted: `${made}person:p who:s standing:s`,
};

export const replyShapes: Readonly<Record<string, string>> = {
  accepted: 'cid:s conversation:c seq:n time:n offline?:[person',
  done: '',
  refused: 'code:n error:s message:s retry:b field?:s limit?:n retryAfter?:n cid?:s',
  conversations: 'conversations:[summary after?:s',
  rooms: 'rooms:[room after?:s',
  people: 'people:[person after?:s',
  history: `${page}from?:n to?:n`,
  resumed: 'epoch:s pages:[resumedPage',
  versions: 'versions:[version',
  found: 'hits:[hit after?:s',
  place: 'conversation:c seq:n',
  files: 'conversation:c files:[fileLine more:b',
  storage: 'lines:[storageLine',
  conversation:
    'summary:summary made:n maker?:person description?:s newcomers:s announcement:b ' +
    'slowSeconds:n messages:n files:n bytes?:n',
  members: 'members:[member after?:s',
  profile: 'person:person online:b made:n lastSeen?:n',
  sessions: 'sessions:[session',
  states: 'states:[state marks:[mark after?:n',
  invite: 'invite:s code:s line:inviteLine',
  invites: 'invites:[inviteLine after?:s',
  reports: 'reports:[report after?:s',
  audit: 'entries:[entry after?:s',
  accounts: 'accounts:[account after?:s',
  usage:
    'accounts:n guests:n online:n rooms:n messages:n files:n fileBytes?:n bytes:n ' +
    'free:n signUp:s guestsAllowed:b',
  'call-joined': 'conversation:c call:n legs:[callLeg',
};

export const noticeShapes: Readonly<Record<string, string>> = {
  welcome:
    'server:s version:s protocol:n epoch:s person:p name:s role:s everyone:c time:n ' +
    'features:[s limits:limits recorded?:b door?:s',
  entered: 'summary:summary',
  'room-made': 'conversation:c name:s',
  arrived: 'person:p name:s role:s',
  departed: 'person:p name:s forGood:b',
  typing: 'conversation:c person:p name:s',
  beat: '',
  marked: 'mark:mark unread?:n mentions?:n',
  state: 'state:state',
  seen: 'conversation:c marks:[seenMark',
  presence: 'arrived?:[person departed?:[person left?:[person changed?:[person online:n',
  'presence-count': 'online:n',
  reported: 'open:n',
  call: 'conversation:c call:n media:s caller:p started:n ringing:[p legs:[callLeg',
  signal: 'conversation:c call:n from:s to:s what:s body:s',
  'leg-ended': 'conversation:c call:n leg:s why:s',
  closing: 'message:s retryAfter?:n',
};

/** What stands inside of frames. */
export const partShapes: Readonly<Record<string, string>> = {
  person: 'person:p name:s role:s displayName?:s status?:s availability?:s',
  summary:
    'conversation:c type:s title:s head:n time:n with?:person standing?:s access?:s topic?:s ' +
    'people?:n floor?:n read?:n unread?:n mentions?:n threads?:n mutedUntil?:n archived?:b',
  callLeg: 'leg:s person:p name:s muted:b camera:b screen:b away?:b',
  room: 'conversation:c name:s people:n joined:b topic?:s unread?:n archived?:b',
  attachment: 'file:s name:s size:n type:s width?:n height?:n preview?:b duration?:n waveform?:s',
  fileLine: 'seq:n time:n author:p name:s attachment:attachment',
  storageLine: 'name?:s files:n bytes:n conversation?:c person?:p sort?:s file?:s',
  forwarded: 'conversation:c seq:n author:p name:s time:n',
  folded: 'version:n edited?:n deleted?:b pinned?:b reactions?:[reaction replies?:n lastReply?:n',
  reaction: 'reaction:s count:n people:[p mine:b',
  resumedPage: `${page}resync:b`,
  version: 'seq:n time:n text:s',
  hit: 'conversation:c seq:n time:n author:p name:s text:s thread?:n',
  member: 'person:person standing:s mutedUntil?:n online:b',
  session: 'session:s made:n used:n device:s current:b',
  state: 'key:s value:s version:n',
  mark: 'conversation:c thread?:n seq:n',
  seenMark: 'person:p seq:n',
  inviteLine: 'invite:s role:s uses:n expires:n conversation?:c maker:s',
  report: 'report:s time:n reporter:person conversation:c target:n author:person text:s reason:s',
  entry: 'time:n who:s what:s whom?:s',
  account: 'person:person made:n lastSeen?:n sessions:n banned?:b online:b',
  limits: 'text:n frame:n history:n cursors:n beat:n silence:n file?:n',
};
