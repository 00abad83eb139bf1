import { words } from '../../words/words';
import type { Stage } from '../shell/stage';
import type { Talk } from '../timeline/talk';
import type * as Deeds from './verb-deeds';

/** Something that one can type after a slash. */
export interface Verb {
  readonly name: string;
  readonly also: readonly string[];
  /** What follows it, as help shows it. */
  readonly takes: string;
  readonly does: string;
  readonly deed: keyof typeof Deeds.deeds;
}

const TABLE: readonly (readonly [name: keyof Catalogued, also: string, deed: Verb['deed']])[] = [
  ['msg', '', 'message'],
  ['me', '', 'emote'],
  ['say', '', 'say'],
  ['join', 'j', 'join'],
  ['leave', 'part', 'leave'],
  ['go', 'g', 'go'],
  ['create', '', 'create'],
  ['group', '', 'group'],
  ['rooms', 'list', 'rooms'],
  ['topic', '', 'topic'],
  ['rename', '', 'rename'],
  ['invite', '', 'invite'],
  ['kick', '', 'kick'],
  ['mute', '', 'mute'],
  ['unmute', '', 'unmute'],
  ['who', 'people w', 'who'],
  ['info', '', 'info'],
  ['pins', '', 'info'],
  ['ttt', '', 'play'],
  ['file', '', 'file'],
  ['status', '', 'status'],
  ['away', '', 'away'],
  ['dnd', '', 'disturb'],
  ['back', '', 'back'],
  ['notify', '', 'notify'],
  ['favourite', 'fav', 'favourite'],
  ['read', '', 'read'],
  ['jump', '', 'jump'],
  ['next', 'n', 'next'],
  ['settings', '', 'settings'],
  ['help', 'commands ?', 'help'],
  ['quit', 'exit q', 'quit'],
];

type Catalogued = ReturnType<typeof words>['verbs'];

/** All of them, in the language that is spoken. */
export function verbs(): readonly Verb[] {
  const text = words().verbs;
  return TABLE.map(([name, also, deed]) => ({
    name,
    also: also === '' ? [] : also.split(' '),
    takes: text[name].takes,
    does: text[name].does,
    deed,
  }));
}

/** What became of an order: done, or why not; null leaves what was typed where it is. */
export type Outcome = { readonly done: boolean; readonly trouble?: string };

/** Does an order. */
export async function perform(
  stage: Stage,
  talk: Talk,
  order: { readonly name: string; readonly rest: string },
): Promise<Outcome> {
  const verb = verbs().find((each) => each.name === order.name || each.also.includes(order.name));
  if (verb === undefined) return { done: false, trouble: words().composer.noVerb(order.name) };
  const { deeds } = await import('./verb-deeds');
  const trouble = await deeds[verb.deed]({ stage, talk, rest: order.rest.trim() });
  if (trouble === null) return { done: true };
  return {
    done: false,
    trouble: trouble === 'usage' ? words().composer.usage(`/${verb.name} ${verb.takes}`) : trouble,
  };
}
