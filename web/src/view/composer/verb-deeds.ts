import type { CommandKind, Commands, QuestionKind, Questions } from '../../protocol/client-frames';
import { moreWords, words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { say } from '../parts/toast';
import { owns } from '../rights';
import { openSettings } from '../shell/openings';
import type { Stage } from '../shell/stage';
import { neighbour, sectionsOf, titleOf } from '../sidebar/order';
import type { Talk } from '../timeline/talk';
import { choose as chooseFiles } from './files';
import { calloutOf } from './line';
import { playDeed } from './play-deed';

/** What an order is about. */
export interface Ordered {
  readonly stage: Stage;
  readonly talk: Talk;
  readonly rest: string;
}

/** Null: done. `usage`: something is missing. Else why not, in words. */
export type Result = Promise<string | null>;

async function command<Kind extends CommandKind>(
  stage: Stage,
  kind: Kind,
  members: Commands[Kind],
): Result {
  const answer = await stage.client.command(kind, members);
  return isDenied(answer) ? denialWords(answer) : null;
}

async function tell<Kind extends QuestionKind>(
  stage: Stage,
  kind: Kind,
  members: Questions[Kind],
  done: string,
): Result {
  const answer = await stage.client.ask(kind, members);
  if (isDenied(answer)) return denialWords(answer);
  say(done);
  return null;
}

/** Splits a name with spaces from what follows: the longest that somebody here has. */
function splitName(stage: Stage, rest: string): readonly [name: string, rest: string] {
  const lower = rest.toLowerCase();
  const names = [...stage.client.presence().online.values()]
    .map((each) => each.name)
    .filter((name) => lower.startsWith(`${name.toLowerCase()} `) || lower === name.toLowerCase())
    .sort((one, other) => other.length - one.length);
  const length = names[0]?.length ?? (rest.includes(' ') ? rest.indexOf(' ') : rest.length);
  return [rest.slice(0, length), rest.slice(length).trim()];
}

/** Opens the direct conversation with who has a name. Null with why not, if not. */
export async function directWith(
  stage: Stage,
  name: string,
): Promise<{ readonly conversation: string } | { readonly why: string }> {
  const answer = await stage.client.command('open-direct', { name });
  if (isDenied(answer)) return { why: denialWords(answer) };
  return 'conversation' in answer ? { conversation: answer.conversation } : { why: '' };
}

/** Says something to one person alone, and opens the pane of it. */
export async function whisper(stage: Stage, name: string, text: string): Result {
  const found = await directWith(stage, name);
  if ('why' in found) return found.why;
  stage.client.post({ conversation: found.conversation, text });
  stage.openPane(found.conversation);
  return null;
}

async function personOf(stage: Stage, name: string): Promise<{ person: string } | { why: string }> {
  const answer = await stage.client.ask('read-profile', { name: name.replace(/^@/, '') });
  return isDenied(answer) ? { why: denialWords(answer) } : { person: answer.person.person };
}

async function aboutPerson(
  { stage, rest }: Ordered,
  then: (person: string, more: string) => Result,
): Result {
  if (rest === '') return 'usage';
  const [name, more] = splitName(stage, rest.replace(/^@/, ''));
  const found = await personOf(stage, name);
  return 'why' in found ? found.why : then(found.person, more);
}

function post({ stage, talk }: Ordered, text: string): void {
  const callout = calloutOf(text);
  const thread = talk.thread === undefined ? {} : { thread: talk.thread };
  const called = callout === undefined ? {} : { callout };
  stage.client.post({ conversation: talk.id, text, ...thread, ...called });
}

async function join({ stage, rest }: Ordered): Result {
  const wanted = rest.replace(/^#/, '').toLowerCase();
  if (wanted === '') return 'usage';
  const mine = stage.client
    .conversations()
    .find((each) => titleOf(each).toLowerCase() === wanted && each.type !== 'direct');
  if (mine !== undefined) {
    stage.goTo(mine.conversation);
    return null;
  }
  let after: string | undefined;
  do {
    const page = await stage.client.ask('list-rooms', after === undefined ? {} : { after });
    if (isDenied(page)) return denialWords(page);
    const room = page.rooms.find((each) => each.name.toLowerCase() === wanted);
    if (room !== undefined) {
      const why = await command(stage, 'join', { conversation: room.conversation });
      if (why === null) stage.goTo(room.conversation);
      return why;
    }
    after = page.after;
  } while (after !== undefined);
  return words().composer.noRoom(rest);
}

async function go(ordered: Ordered): Result {
  const { stage, rest } = ordered;
  const wanted = rest.replace(/^[#@]/, '').toLowerCase();
  if (wanted === '') return 'usage';
  const place = stage.client.conversations().find((each) => titleOf(each).toLowerCase() === wanted);
  if (place !== undefined) {
    stage.goTo(place.conversation);
    return null;
  }
  const direct = await directWith(stage, rest);
  if ('why' in direct) return direct.why;
  stage.goTo(direct.conversation);
  return null;
}

async function create({ stage, rest }: Ordered): Result {
  if (rest === '') return 'usage';
  const answer = await stage.client.command('create-room', { name: rest.replace(/^#/, '') });
  if (isDenied(answer)) return denialWords(answer);
  if ('conversation' in answer) stage.goTo(answer.conversation);
  return null;
}

async function group({ stage, rest }: Ordered): Result {
  const [name = '', ...list] = rest.split(/\s+/);
  const people = list
    .join(' ')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (name === '' || people.length === 0) return 'usage';
  const answer = await stage.client.command('create-group', { name, people });
  if (isDenied(answer)) return denialWords(answer);
  if ('conversation' in answer) {
    stage.goTo(answer.conversation);
    const offline = answer.offline ?? [];
    if (offline.length > 0) say(words().composer.offline(offline.map((each) => each.name)));
  }
  return null;
}

async function jump({ stage, talk, rest }: Ordered): Result {
  const time = Date.parse(rest.length === 10 ? `${rest}T00:00` : rest);
  if (Number.isNaN(time)) return 'usage';
  const answer = await stage.client.ask('find-time', { conversation: talk.id, time });
  if (isDenied(answer)) return denialWords(answer);
  talk.jump(answer.seq);
  return null;
}

async function notify({ stage, talk, rest }: Ordered): Result {
  if (!['all', 'mentions', 'nothing'].includes(rest)) return 'usage';
  stage.client.setState(`notifications:${talk.id}`, rest === 'all' ? '' : rest);
  return null;
}

async function favourite({ stage, talk, rest }: Ordered): Result {
  const on = rest === '' ? talk.conversation()?.favourite !== true : rest === 'on';
  stage.client.setState(`favourite:${talk.id}`, on ? 'yes' : '');
  return null;
}

async function read({ stage, talk, rest }: Ordered): Result {
  const all = stage.client.conversations();
  for (const each of all) {
    if (rest === 'all' || each.conversation === talk.id) {
      stage.client.markRead(each.conversation, each.head);
    }
  }
  return null;
}

async function next({ stage, talk }: Ordered): Result {
  const { client } = stage;
  const sections = sectionsOf(client.conversations(), '', client.me()?.everyone);
  const place = neighbour(sections, talk.id, 1, 'unread');
  if (place === null) return words().composer.allRead;
  stage.goTo(place.conversation);
  return null;
}

async function rename({ stage, talk, rest }: Ordered): Result {
  const conversation = talk.conversation();
  if (rest === '' || conversation === null) return 'usage';
  if (!owns(conversation, stage.client.me()?.role)) return words().refusals['not-allowed'];
  return command(stage, 'change', { conversation: talk.id, title: rest });
}

async function dialog(
  stage: Stage,
  load: () => Promise<(props: { close: () => void }) => unknown>,
): Result {
  const [open] = await Promise.all([load(), moreWords()]);
  stage.ask((close) => open({ close }) as Element);
  return null;
}

/** What is done for each order. */
export const deeds = {
  message: async ({ stage, rest }: Ordered): Result => {
    const [name, text] = splitName(stage, rest.replace(/^@/, ''));
    return name === '' || text === '' ? 'usage' : whisper(stage, name, text);
  },
  emote: async (ordered: Ordered): Result => {
    if (ordered.rest === '') return 'usage';
    post(ordered, `_${ordered.stage.client.me()?.name ?? ''} ${ordered.rest}_`);
    return null;
  },
  say: async (ordered: Ordered): Result => {
    if (ordered.rest === '') return 'usage';
    post(ordered, ordered.rest);
    return null;
  },
  join,
  leave: async ({ stage, talk }: Ordered): Result => {
    const why = await command(stage, 'leave', { conversation: talk.id });
    if (why === null) stage.go({ at: 'home' });
    return why;
  },
  go,
  create,
  group,
  rooms: ({ stage }: Ordered): Result =>
    dialog(stage, async () => (await import('../sidebar/browse')).BrowseDialog),
  topic: ({ stage, talk, rest }: Ordered): Result =>
    command(stage, 'change', { conversation: talk.id, topic: rest }),
  rename,
  invite: (ordered: Ordered): Result =>
    aboutPerson(ordered, (person) =>
      command(ordered.stage, 'invite', { conversation: ordered.talk.id, people: [person] }),
    ),
  kick: (ordered: Ordered): Result =>
    aboutPerson(ordered, (person) =>
      command(ordered.stage, 'remove', { conversation: ordered.talk.id, person }),
    ),
  mute: (ordered: Ordered): Result =>
    aboutPerson(ordered, (person, more) => {
      const minutes = more === '' ? 60 : Number.parseInt(more, 10);
      if (!(minutes > 0)) return Promise.resolve('usage');
      return command(ordered.stage, 'mute', { conversation: ordered.talk.id, person, minutes });
    }),
  unmute: (ordered: Ordered): Result =>
    aboutPerson(ordered, (person) =>
      command(ordered.stage, 'mute', { conversation: ordered.talk.id, person, minutes: 0 }),
    ),
  who: async ({ stage }: Ordered): Result => {
    stage.show({ show: 'people' });
    return null;
  },
  info: async ({ stage }: Ordered): Result => {
    stage.show({ show: 'details' });
    return null;
  },
  play: (ordered: Ordered): Result => playDeed(ordered),
  file: async ({ stage, talk }: Ordered): Result => {
    chooseFiles(stage, talk);
    return null;
  },
  status: ({ stage, rest }: Ordered): Result =>
    tell(stage, 'set-profile', { status: rest }, words().composer.profileSet),
  away: ({ stage, rest }: Ordered): Result =>
    tell(
      stage,
      'set-profile',
      { availability: 'away', ...(rest === '' ? {} : { status: rest }) },
      words().people.marks.away,
    ),
  disturb: ({ stage, rest }: Ordered): Result =>
    tell(
      stage,
      'set-profile',
      { availability: 'do-not-disturb', ...(rest === '' ? {} : { status: rest }) },
      words().people.marks['do-not-disturb'],
    ),
  back: ({ stage }: Ordered): Result =>
    tell(stage, 'set-profile', { availability: 'here' }, words().people.marks.here),
  notify,
  favourite,
  read,
  jump,
  next,
  settings: async ({ stage }: Ordered): Result => {
    openSettings(stage);
    return null;
  },
  help: ({ stage }: Ordered): Result =>
    dialog(stage, async () => (await import('../shell/help')).HelpDialog),
  quit: async ({ stage }: Ordered): Result => {
    stage.leave();
    return null;
  },
} as const;
