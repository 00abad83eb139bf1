import type { Change, Posted } from '../protocol/server-frames';
import type { Folded, PersonId, Reaction, Seq } from '../protocol/values';
import type { Message } from './client';

/** The people told of a reaction; the others are only counted. */
const listed = 20;

/** Members that are `undefined` are left out. */
export type Loose<Of> = { readonly [Name in keyof Of]: Of[Name] | undefined };

/** The same object without members that say nothing. */
export function tight<Of extends object>(members: Loose<Of>): Of {
  const said = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Of;
}

/** As it stands when nothing has happened to it but what the server says. */
export function begun(said: Posted): Message {
  return { ...said, folded: said.folded ?? { version: said.seq } };
}

export function isErased(message: Posted): boolean {
  return message.folded?.deleted === true;
}

function withFolded(message: Message, folded: Loose<Folded>): Message {
  return { ...message, folded: tight(folded) };
}

/** Nothing of it is left but its place, and its thread. */
function erased(message: Message, version: Seq): Message {
  const { kind, conversation, seq, time, author, name, cid, thread, folded } = message;
  const { replies, lastReply } = folded;
  const left = { kind, conversation, seq, time, author, name, cid, text: '', thread };
  const now = tight<Folded>({
    version,
    edited: undefined,
    deleted: true,
    pinned: undefined,
    reactions: undefined,
    replies,
    lastReply,
  });
  return tight<Message>({
    ...left,
    reply: undefined,
    mentions: undefined,
    callout: undefined,
    forwarded: undefined,
    files: undefined,
    folded: now,
  });
}

/**
 * Where more people have reacted than are listed, somebody who is not in the list is taken for one
 * who has reacted when taking it away, and for one who has not when reacting.
 */
function reactedTo(now: Reaction, author: PersonId, on: boolean, me: PersonId | null): Reaction {
  const isListed = now.people.includes(author);
  const unchanged = on ? isListed : !isListed && now.count <= now.people.length;
  if (unchanged) return now;
  const others = now.people.filter((person) => person !== author);
  const people = on && others.length < listed ? [...others, author] : others;
  const mine = author === me ? on : now.mine;
  return { reaction: now.reaction, count: now.count + (on ? 1 : -1), people, mine };
}

function reactions(
  before: readonly Reaction[],
  change: Extract<Change, { kind: 'reacted' }>,
  me: PersonId | null,
): readonly Reaction[] | undefined {
  const { reaction, author, on } = change;
  const after = before
    .map((each) => (each.reaction === reaction ? reactedTo(each, author, on, me) : each))
    .filter((each) => each.count > 0);
  if (on && !before.some((each) => each.reaction === reaction)) {
    after.push({ reaction, count: 1, people: [author], mine: author === me });
  }
  return after.length === 0 ? undefined : after;
}

/** As a message reads after a change of which it is the target. `me` is who reads. */
export function after(message: Message, change: Change, me: PersonId | null): Message {
  if (isErased(message)) return message;
  const version = change.seq;
  const { folded } = message;
  switch (change.kind) {
    case 'edited': {
      const { mentions: _, ...rest } = message;
      const said = { ...rest, text: change.text };
      const read = change.mentions === undefined ? said : { ...said, mentions: change.mentions };
      return withFolded(read, { ...folded, version, edited: change.time });
    }
    case 'deleted':
      return erased(message, version);
    case 'pinned':
      return withFolded(message, { ...folded, version, pinned: change.on ? true : undefined });
    case 'reacted': {
      const now = reactions(folded.reactions ?? [], change, me);
      return withFolded(message, { ...folded, version, reactions: now });
    }
  }
}

/** As the first message of a thread reads when it has so many answers, the last one there. */
export function answered(root: Message, replies: number, lastReply: Seq | undefined): Message {
  const some = replies > 0;
  return withFolded(root, {
    ...root.folded,
    replies: some ? replies : undefined,
    lastReply: some ? lastReply : undefined,
  });
}
