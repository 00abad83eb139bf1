import { freshCid } from '../protocol/cids';
import type { CommandKind, Commands, QuestionKind, Questions } from '../protocol/client-frames';
import type { Accepted, Reply, ReplyOf } from '../protocol/server-frames';
import type { ConversationId } from '../protocol/values';
import type { Client, Denied, LastingKind, Message } from './client';
import type { Unnumbered } from './connection';
import type { Keeping } from './keeping';
import type { Session } from './session';
import type { Surroundings } from './surroundings';
import type { Tabs } from './tabs';
import type { Topics } from './topics';

/** One is writing: said at most so often. */
const typingMillis = 3_000;

/** What a client is made of. */
export interface Parts {
  readonly around: Surroundings;
  readonly topics: Topics;
  readonly session: Session;
  readonly keeping: Keeping;
  readonly tabs: Tabs;
}

/** A client as the view sees it. */
export function facadeOf(parts: Parts): Client {
  return { ...reads(parts), ...moves(parts), ...writes(parts), ...asks(parts), ...ends(parts) };
}

function reads({ topics, session, tabs }: Parts) {
  const { viewing, written, people, listing, states } = session;
  return {
    watch: (topic, changed) => topics.watch(topic, changed),
    listen: (heard) => session.listen(heard),
    leads: () => tabs.leads,
    link: () => session.link(),
    me: () => session.welcome,
    conversations: () => listing.conversations(),
    conversation: (id) => listing.conversation(id),
    timeline: (id) => viewing.timeline(id),
    message: (id, seq) => viewing.message(id, seq),
    unsettled: (id) => written.unsettled(id ?? 'all'),
    presence: () => people.presence(),
    person: (id) => people.person(id),
    typing: (id) => people.typing(id),
    seen: (id) => people.seen(id),
    state: (key) => states.value(key),
    states: () => states.all(),
    openReports: () => session.openReports,
  } satisfies Partial<Client>;
}

function moves({ session, keeping }: Parts) {
  const { viewing } = session;
  return {
    open: (id) => viewing.open(id),
    older: (id) => viewing.older(id),
    newer: (id) => viewing.newer(id),
    jump: (id, seq) => viewing.jump(id, seq),
    lookAt: (id, seq) => viewing.lookAt(id, seq),
    jumpToEnd: (id) => viewing.jumpToEnd(id),
    findHere: (words) => findHere(session, keeping, words),
  } satisfies Partial<Client>;
}

function writes({ around, session, tabs }: Parts) {
  const { written, states, reading } = session;
  const { clock } = around;
  const typingSaid = new Map<ConversationId, number>();
  const fresh = () => freshCid(clock.wall(), around.random);
  const write = <Kind extends LastingKind>(kind: Kind, words: Commands[Kind], cid = fresh()) => {
    written.write(cid, kind, words, session.welcome);
    return cid;
  };
  return {
    freshCid: fresh,
    post: (words, cid = fresh()) => {
      typingSaid.delete(words.conversation);
      return write('post', words, cid);
    },
    change: (kind, words) => write(kind, words),
    again: (cid) => tabs.say({ say: 'again', cid }),
    forget: (cid) => written.forget(cid),
    markRead: (id, seq, thread) => reading.mark(id, seq, thread),
    setState: (key, value) => states.set(key, value),
    sayTyping: (id) => {
      const now = clock.steady();
      const open = session.connection;
      if (open === null || now - (typingSaid.get(id) ?? -typingMillis) < typingMillis) return;
      typingSaid.set(id, now);
      open.ask({ kind: 'typing', conversation: id }, () => undefined);
    },
  } satisfies Partial<Client>;
}

function asks({ around, session }: Parts): Pick<Client, 'command' | 'ask'> {
  async function command<Kind extends CommandKind>(
    kind: Kind,
    members: Commands[Kind],
  ): Promise<Accepted | Denied> {
    const { state } = session.link();
    const welcome = session.welcome;
    if (welcome === null || (state !== 'online' && state !== 'connecting')) {
      return { kind: 'lost' };
    }
    const cid = freshCid(around.clock.wall(), around.random);
    const frame = { kind, cid, epoch: welcome.epoch, ...members };
    return session.orders.order(frame as Parameters<typeof session.orders.order>[0]);
  }

  function ask<Kind extends QuestionKind>(
    kind: Kind,
    members: Questions[Kind],
  ): Promise<Reply<ReplyOf[Kind]> | Denied> {
    const open = session.connection;
    if (open === null) return Promise.resolve({ kind: 'lost' });
    return new Promise((resolve) => {
      const answered = open.whenLost(() => resolve({ kind: 'lost' }));
      open.insist({ kind, ...members } as unknown as Unnumbered, (answer) => {
        answered();
        // The server answers each question with its kind of reply, or refuses.
        resolve(answer as Reply<ReplyOf[Kind]>);
      });
    });
  }

  return { command, ask };
}

function ends({ around, session, keeping, tabs }: Parts) {
  return {
    reconnect: () => tabs.say({ say: 'reconnect' }),
    signOut: async () => {
      await around.http.signOut();
      tabs.say({ say: 'signed-out' });
      session.forgetAll();
      await keeping.removeAll();
    },
    close: () => {
      void keeping.close();
      tabs.close();
    },
  } satisfies Partial<Client>;
}

/** Messages that are here or kept and have all these words, newest first. */
async function findHere(
  session: Session,
  keeping: Keeping,
  words: string,
): Promise<readonly Message[]> {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const { stays } = session;
  const here = stays.all().map((id) => stays.timeline(id)?.tail() ?? []);
  const found = new Map<string, Message>();
  // What is here is newer than what is kept.
  for (const lines of [...(await keeping.allLines()), ...here]) {
    for (const line of lines) {
      const place = `${line.conversation} ${line.seq}`;
      found.delete(place);
      if (line.kind !== 'posted' || stays.stay(line.conversation) === null) continue;
      const text = line.text.toLowerCase();
      if (wanted.every((word) => text.includes(word))) found.set(place, line);
    }
  }
  return [...found.values()].sort((one, other) => other.time - one.time);
}
