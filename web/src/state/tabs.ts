import type { Host, Tabs as Reach, TabId } from './host';
import { type Leadership, leadershipOf } from './leadership';
import type { Entry, Said, Told } from './port';
import type { Channel, Surroundings } from './surroundings';

/** A leader that is asked has so long to answer. */
const answerMillis = 2_000;

/** A follower that is seen asks so often. */
const askMillis = 5_000;

/** What goes from tab to tab. */
type Message =
  | { readonly is: 'who'; readonly from: TabId }
  | { readonly is: 'leader'; readonly from: TabId }
  | { readonly is: 'resigned'; readonly from: TabId }
  | { readonly is: 'said'; readonly from: TabId; readonly to: TabId; readonly said: Said }
  | { readonly is: 'told'; readonly from: TabId; readonly to: TabId | null; readonly told: Told };

/** What a tab has to do with the one that has the line. */
export interface TabOwner {
  told(told: Told): void;
  /** The one that had the line is gone; another one takes it. */
  orphaned(): void;
  /** What this tab has written, for one that takes the line. */
  entries(): readonly Entry[];
  /** Makes the host of all tabs: this tab has the line from now on. */
  host(reach: Reach): Host;
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'is' in value && 'from' in value;
}

/**
 * The tabs of one browser, of which one leads: it has the line to the server, and the others speak
 * to the server through it.
 */
export class Tabs {
  readonly #around: Surroundings;
  readonly #owner: TabOwner;
  readonly #tab: TabId;
  readonly #channel: Channel | null;
  readonly #leadership: Leadership;
  readonly #followers = new Set<TabId>();
  readonly #endings: (() => void)[];
  #host: Host | null = null;
  #leader: TabId | null = null;
  #answeredAt = 0;
  #stopAsking: () => void = () => undefined;
  #away = false;
  #closed = false;

  constructor(around: Surroundings, tab: TabId, owner: TabOwner) {
    this.#around = around;
    this.#owner = owner;
    this.#tab = tab;
    this.#channel = around.channel((message) => {
      if (isMessage(message) && !this.#away) this.#heard(message);
    });
    this.#leadership = leadershipOf(around, tab, this.#channel !== null, {
      leads: () => this.#lead(),
      lost: () => this.#lost(),
      follows: (leader) => this.#follow(leader),
    });
    this.#endings = [around.woken(() => this.#woken()), around.leaving(() => this.#leave())];
  }

  get leads(): boolean {
    return this.#host !== null;
  }

  start(): void {
    this.#away = false;
    this.#post({ is: 'who', from: this.#tab });
    this.#leadership.seek();
    this.#askOn();
  }

  /** Says something to the one that has the line; while there is none it is not heard. */
  say(said: Said): void {
    if (this.#host !== null) this.#host.said(this.#tab, said);
    else if (this.#leader !== null) {
      this.#post({ is: 'said', from: this.#tab, to: this.#leader, said });
    }
  }

  #post(message: Message): void {
    this.#channel?.post(message);
  }

  #lead(): void {
    if (this.#closed || this.#host !== null) return;
    this.#leader = null;
    this.#followers.clear();
    this.#owner.orphaned();
    const host = this.#owner.host({
      tell: (tab, told) => {
        if (tab === this.#tab) this.#owner.told(told);
        else this.#post({ is: 'told', from: this.#tab, to: tab, told });
      },
      tellAll: (told) => {
        if (this.#host !== host) return;
        this.#owner.told(told);
        if (this.#followers.size > 0) {
          this.#post({ is: 'told', from: this.#tab, to: null, told });
        }
      },
    });
    this.#host = host;
    this.#post({ is: 'leader', from: this.#tab });
    host.said(this.#tab, { say: 'hello', entries: this.#owner.entries() });
  }

  #lost(): void {
    this.#drop();
    if (this.#closed) return;
    this.#post({ is: 'who', from: this.#tab });
    this.#leadership.seek();
  }

  /** Has the line no more. */
  #drop(): void {
    const host = this.#host;
    this.#host = null;
    host?.close();
    this.#owner.orphaned();
  }

  #follow(leader: TabId): void {
    if (this.#host !== null || leader === this.#tab) return;
    if (this.#leader === leader) return;
    this.#leader = leader;
    this.#owner.orphaned();
    this.say({ say: 'hello', entries: this.#owner.entries() });
    this.#ask();
  }

  #heard(message: Message): void {
    const { from } = message;
    if (from === this.#leader) this.#answeredAt = this.#around.clock.steady();
    switch (message.is) {
      case 'who':
        if (this.#host !== null) this.#post({ is: 'leader', from: this.#tab });
        break;
      case 'leader':
        if (this.#host !== null) this.#leadership.check();
        else this.#follow(from);
        break;
      case 'resigned':
        this.#followers.delete(from);
        if (from === this.#leader) this.#orphan();
        break;
      case 'said':
        if (message.to !== this.#tab || this.#host === null) break;
        this.#followers.add(from);
        this.#host.said(from, message.said);
        break;
      case 'told':
        if (from !== this.#leader || (message.to ?? this.#tab) !== this.#tab) break;
        this.#owner.told(message.told);
        break;
    }
  }

  #orphan(): void {
    this.#leader = null;
    this.#owner.orphaned();
    this.#leadership.seek();
  }

  /** Now and then a follower asks whether its leader is there. */
  #askOn(): void {
    this.#stopAsking();
    this.#stopAsking = this.#around.clock.after(askMillis, () => {
      if (this.#host !== null) this.#leadership.check();
      else if (this.#around.visible()) this.#ask();
      this.#askOn();
    });
  }

  /** Asks the leader; if it does not answer in time this tab takes its place. */
  #ask(): void {
    const leader = this.#leader;
    const askedAt = this.#around.clock.steady();
    this.#post({ is: 'who', from: this.#tab });
    this.#around.clock.after(answerMillis, () => {
      const away = this.#closed || this.#away;
      if (away || this.#host !== null || leader !== this.#leader) return;
      if (leader === null || this.#answeredAt < askedAt) this.#leadership.takeOver(leader);
    });
  }

  #woken(): void {
    if (this.#closed) return;
    if (this.#away) this.start();
    else if (this.#host !== null) this.#leadership.check();
    else this.#ask();
  }

  /** The page goes away: another tab is to lead at once. */
  #leave(): void {
    if (this.#away) return;
    this.#away = true;
    this.#stopAsking();
    this.#drop();
    this.#leader = null;
    this.#post({ is: 'resigned', from: this.#tab });
    this.#leadership.resign();
  }

  close(): void {
    if (this.#closed) return;
    for (const end of this.#endings) end();
    this.#leave();
    this.#closed = true;
    this.#channel?.close();
  }
}
