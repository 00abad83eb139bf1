import type { Person } from '../../protocol/values';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { isDenied } from '../deeds';
import { nameOf } from '../person';
import { titleOf } from '../sidebar/order';
import type { Talk } from '../timeline/talk';
import { type Candidate, ranked, type Wanted } from './completion';
import { verbs } from './verbs';

const MOST = 8;

/** The people of conversations, asked for once. */
const members = new Map<string, Promise<readonly Person[]>>();

function membersOf(client: Client, conversation: string): Promise<readonly Person[]> {
  let known = members.get(conversation);
  if (known === undefined) {
    known = client.ask('list-members', { conversation }).then((answer) => {
      if (!isDenied(answer)) return answer.members.map((each) => each.person);
      members.delete(conversation);
      return [];
    });
    members.set(conversation, known);
  }
  return known;
}

async function people(client: Client, talk: Talk, query: string): Promise<readonly Candidate[]> {
  const all = new Map<string, Person>();
  for (const line of client.timeline(talk.id).lines.toReversed()) {
    const known = 'author' in line ? client.person(line.author) : null;
    if (known !== null) all.set(known.person, known);
  }
  for (const each of client.presence().online.values()) all.set(each.person, each);
  if (client.link().state === 'online') {
    for (const each of await membersOf(client, talk.id)) all.set(each.person, each);
  }
  all.delete(talk.me() ?? '');
  const callouts = ['everyone', 'here'] as const;
  const called: Candidate[] = callouts.map((each) => ({
    key: each,
    label: `@${each}`,
    about: words().composer.callouts[each],
    sign: '📣',
    text: `@${each} `,
  }));
  const named = ranked([...all.values()], query, (each) => `${each.name} ${nameOf(each)}`, MOST);
  return [
    ...named.map((each) => ({
      key: each.person,
      label: nameOf(each),
      about: each.displayName === undefined ? '' : each.name,
      person: each.person,
      text: `@${each.name} `,
    })),
    ...ranked(called, query, (each) => each.label.slice(1), 2),
  ].slice(0, MOST);
}

function rooms(client: Client, query: string): readonly Candidate[] {
  const all = client.conversations().filter((each) => each.type !== 'direct');
  return ranked(all, query, titleOf, MOST).map((each) => ({
    key: each.conversation,
    label: titleOf(each),
    about: each.topic ?? '',
    sign: '#',
    text: `#${titleOf(each)} `,
  }));
}

async function emoji(query: string): Promise<readonly Candidate[]> {
  const { findEmoji } = await import('./emoji');
  return (await findEmoji(query, MOST)).map((each) => ({
    key: each.sign,
    label: each.code === undefined ? each.label : `:${each.code}:`,
    about: each.label,
    sign: each.sign,
    text: `${each.sign} `,
  }));
}

function orders(query: string): readonly Candidate[] {
  return ranked(verbs(), query, (each) => each.name, MOST).map((each) => ({
    key: each.name,
    label: `/${each.name} ${each.takes}`.trim(),
    about: each.does,
    sign: '/',
    text: `/${each.name} `,
  }));
}

/** What can be put in place of what is being typed. */
export async function candidatesFor(
  client: Client,
  talk: Talk,
  wanted: Wanted,
): Promise<readonly Candidate[]> {
  switch (wanted.what) {
    case 'person':
    case 'receiver':
      return people(client, talk, wanted.query);
    case 'room':
      return rooms(client, wanted.query);
    case 'emoji':
      return emoji(wanted.query);
    case 'verb':
      return orders(wanted.query);
  }
}
