import { freshCid } from '../protocol/cids';
import { browser } from './browser';
import type { Client } from './client';
import { facadeOf } from './facade';
import { Host } from './host';
import { Keeping } from './keeping';
import type { Port } from './port';
import { Session } from './session';
import type { Surroundings } from './surroundings';
import { Tabs } from './tabs';
import { Topics } from './topics';

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
  return facadeOf({ around, topics, session, keeping, tabs });
}
