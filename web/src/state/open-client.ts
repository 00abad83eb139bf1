import { freshCid } from '../protocol/cids';
import type { CommandKind, Commands, QuestionKind, Questions } from '../protocol/client-frames';
import type { Accepted, Reply, ReplyOf } from '../protocol/server-frames';
import type { CommandId, ConversationId, Millis } from '../protocol/values';
import { browser } from './browser';
import type { Client, Denied, Message } from './client';
import type { Unnumbered } from './connection';
import { Host } from './host';
import type { Entry, Outbox } from './port';
import { type Keeper, Session } from './session';
import type { Surroundings } from './surroundings';
import { Topics } from './topics';

/** One is writing: said at most so often. */
const typingMillis = 3_000;

/** Keeps nothing beyond the life of the page. */
function memoryOutbox(): Outbox {
  const entries = new Map<CommandId, Entry>();
  return {
    put: async (entry) => {
      entries.set(entry.cid, entry);
      return false;
    },
    drop: async (cid) => {
      entries.delete(cid);
    },
    entries: async () => [...entries.values()],
  };
}

const keepsNothing: Keeper = {
  welcomed: () => undefined,
  moved: () => undefined,
  shared: () => undefined,
  unsaid: () => undefined,
  restoreLines: async () => undefined,
  forget: () => undefined,
};

/** Opens a client of the server that this page is from; it goes online by itself. */
export function openClient(around: Surroundings = browser()): Client {
  const topics = new Topics(around.clock);
  const outbox = memoryOutbox();
  const session: Session = new Session(around, topics, outbox, keepsNothing, (said) =>
    host.said('self', said),
  );
  const tabs = {
    tell: (_: string, told: Parameters<Session['told']>[0]) => session.told(told),
    tellAll: (told: Parameters<Session['told']>[0]) => session.told(told),
  };
  const host: Host = new Host(around, outbox, tabs, () => undefined);
  host.said('self', { say: 'hello', entries: [] });
  void host.start('unknown');
  return facade(around, topics, session, host);
}

function facade(around: Surroundings, topics: Topics, session: Session, host: Host): Client {
  const { clock } = around;
  const { viewing, written, people, listing, states } = session;
  const typingSaid = new Map<ConversationId, Millis>();
  const fresh = () => freshCid(clock.wall(), around.random);

  async function command<Kind extends CommandKind>(
    kind: Kind,
    members: Commands[Kind],
  ): Promise<Accepted | Denied> {
    const { state } = session.link();
    const welcome = session.welcome;
    if (welcome === null || (state !== 'online' && state !== 'connecting')) {
      return { kind: 'lost' };
    }
    const { epoch } = welcome;
    const frame = { kind, cid: fresh(), epoch, ...members };
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

  return {
    watch: (topic, changed) => topics.watch(topic, changed),
    listen: (heard) => session.listen(heard),
    leads: () => true,
    link: () => session.link(),
    me: () => session.welcome,
    conversations: () => listing.conversations(),
    conversation: (id) => listing.conversation(id),
    timeline: (id) => viewing.timeline(id),
    message: (id, seq) => viewing.message(id, seq),
    unsettled: (id) => written.unsettled(id),
    presence: () => people.presence(),
    person: (id) => people.person(id),
    typing: (id) => people.typing(id),
    seen: (id) => people.seen(id),
    state: (key) => states.value(key),
    states: () => states.all(),
    openReports: () => session.openReports,
    open: (id) => viewing.open(id),
    older: (id) => viewing.older(id),
    newer: (id) => viewing.newer(id),
    jump: (id, seq) => viewing.jump(id, seq),
    jumpToEnd: (id) => viewing.jumpToEnd(id),
    post: (words) => {
      const cid = fresh();
      typingSaid.delete(words.conversation);
      written.post(cid, words, clock.wall(), session.welcome);
      return cid;
    },
    again: (cid) => host.said('self', { say: 'again', cid }),
    forget: (cid) => {
      const entry = written.entry(cid);
      if (entry === null || entry.status.state === 'sending') return null;
      host.said('self', { say: 'forget', cid });
      return entry.words;
    },
    command,
    ask,
    markRead: (id, seq, thread) => session.reading.mark(id, seq, thread),
    setState: (key, value) => states.set(key, value),
    sayTyping: (id) => {
      const now = clock.steady();
      const open = session.connection;
      if (open === null || now - (typingSaid.get(id) ?? -typingMillis) < typingMillis) return;
      typingSaid.set(id, now);
      open.ask({ kind: 'typing', conversation: id }, () => undefined);
    },
    findHere: async (words) => findIn(session, words),
    reconnect: () => host.said('self', { say: 'reconnect' }),
    signOut: async () => {
      await around.http.signOut();
      host.said('self', { say: 'signed-out' });
      session.forgetAll();
    },
    close: () => {
      session.lost();
      host.close();
    },
  };
}

/** Messages that are here and have all these words, newest first. */
function findIn(session: Session, words: string): readonly Message[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const found: Message[] = [];
  for (const conversation of session.stays.all()) {
    for (const line of session.stays.timeline(conversation)?.tail() ?? []) {
      if (line.kind !== 'posted') continue;
      const text = line.text.toLowerCase();
      if (wanted.every((word) => text.includes(word))) found.push(line);
    }
  }
  return found.sort((one, other) => other.time - one.time);
}
