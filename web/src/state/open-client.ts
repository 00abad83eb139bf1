import { freshCid } from '../protocol/cids';
import type { CommandKind, Commands, QuestionKind, Questions } from '../protocol/client-frames';
import type { Accepted, Reply, ReplyOf } from '../protocol/server-frames';
import type { ConversationId, Millis } from '../protocol/values';
import { browser } from './browser';
import type { Client, Denied, Message } from './client';
import type { Unnumbered } from './connection';
import { Host } from './host';
import { Keeping } from './keeping';
import type { Port } from './port';
import { Session } from './session';
import type { Surroundings } from './surroundings';
import { Tabs } from './tabs';
import { Topics } from './topics';

/** One is writing: said at most so often. */
const typingMillis = 3_000;

/** Opens a client of the server that this page is from; it goes online by itself. */
export function openClient(around: Surroundings = browser()): Client {
  const topics = new Topics(around.clock);
  const keeping: Keeping = new Keeping(around, () => tabs.leads);
  const say: Port = (said) => tabs.say(said);
  const session: Session = new Session(around, topics, keeping, keeping, say);
  const tab = freshCid(around.clock.wall(), around.random);
  const tabs: Tabs = new Tabs(around, tab, {
    told: (told) => {
      session.told(told);
      if (told.tell === 'left') void keeping.removeAll();
    },
    orphaned: () => session.orphaned(),
    entries: () => session.written.entries(),
    host: (reach) => {
      const host = new Host(around, keeping, reach);
      keeping.outboxChanged = () => void host.restore();
      // This tab has begun to lead by then.
      queueMicrotask(() => {
        keeping.takeOver();
        void host.start(session.welcome === null ? 'unknown' : 'known');
      });
      return host;
    },
  });
  void keeping.restore(session).then(() => tabs.start());
  return facade({ around, topics, session, keeping, tabs });
}

interface Parts {
  readonly around: Surroundings;
  readonly topics: Topics;
  readonly session: Session;
  readonly keeping: Keeping;
  readonly tabs: Tabs;
}

function facade({ around, topics, session, keeping, tabs }: Parts): Client {
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
    leads: () => tabs.leads,
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
    again: (cid) => tabs.say({ say: 'again', cid }),
    forget: (cid) => {
      const entry = written.entry(cid);
      if (entry === null || entry.status.state === 'sending') return null;
      tabs.say({ say: 'forget', cid });
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
    findHere: (words) => findHere(session, keeping, words),
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
  };
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
