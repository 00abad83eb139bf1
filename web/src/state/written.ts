import type { Commands } from '../protocol/client-frames';
import { limits, textBytes, unsendable } from '../protocol/limits';
import { refusals } from '../protocol/refusals';
import type { Refused, Welcome } from '../protocol/server-frames';
import type { CommandId, ConversationId, Millis, Seq } from '../protocol/values';
import type { LastingKind, Unsettled } from './client';
import type { Entry, Outbox, Port, Told } from './port';
import type { Stays } from './stays';
import type { Clock } from './surroundings';

/** The one that has the line answers at once; it may be about to go. */
const patienceMillis = 5_000;

const nothing: readonly Unsettled[] = [];

/** Why no server would take this; null if one would. */
function refusedText(text: string, files: boolean, cid: CommandId): Refused | null {
  const refused = (error: keyof typeof refusals, limit?: number): Refused => ({
    kind: 'refused',
    ref: 0,
    code: refusals[error],
    error,
    message: '',
    retry: false,
    field: 'text',
    ...(limit === undefined ? {} : { limit }),
    cid,
  });
  if (text.trim() === '' && !files) return refused('text-empty');
  if (unsendable(text)) return refused('malformed');
  if (textBytes(text) > limits.textBytes) {
    return refused('text-too-long', limits.textBytes);
  }
  return null;
}

/**
 * What was written on this machine and is not settled, as the one that has the line says, and what
 * is written in this tab: kept on the disk before it is shown, then handed over.
 */
export class Written {
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #stays: Stays;
  readonly #say: Port;
  readonly #changed: (conversations: readonly ConversationId[]) => void;
  #entries = new Map<CommandId, Entry>();
  /** Accepted at a place whose event is not here yet: shown until it is. */
  readonly #placed = new Map<CommandId, { conversation: ConversationId; seq: Seq }>();
  readonly #shown = new Map<ConversationId | 'all', readonly Unsettled[]>();
  readonly #changes = new Map<ConversationId, readonly Unsettled[]>();
  /** Who waits to hear whether something is forgotten. */
  readonly #forgetting = new Map<CommandId, (forgotten: boolean) => void>();
  #keeping: Promise<void> = Promise.resolve();
  #writtenAt: Millis = 0;

  /** @param changed hears of which conversations something was told */
  constructor(
    clock: Clock,
    outbox: Outbox,
    stays: Stays,
    say: Port,
    changed: (conversations: readonly ConversationId[]) => void,
  ) {
    this.#clock = clock;
    this.#outbox = outbox;
    this.#stays = stays;
    this.#say = say;
    this.#changed = changed;
  }

  /** All that this tab knows, for one that takes the line. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => !this.#placed.has(entry.cid));
  }

  /** Keeps something, then shows it as sending, then hands it over, in the order written. */
  write<Kind extends LastingKind>(
    cid: CommandId,
    kind: Kind,
    words: Commands[Kind],
    me: Welcome | null,
  ): void {
    // No two of a tab were written at the same time: by that their order is known after a start.
    const written: Millis = Math.max(this.#clock.wall(), this.#writtenAt + 1);
    this.#writtenAt = written;
    const refused = 'text' in words ? refusedText(words.text, 'files' in words, cid) : null;
    const entry = {
      cid,
      conversation: words.conversation,
      kind,
      words,
      written,
      person: me?.person ?? null,
      epoch: me?.epoch ?? null,
      status: refused === null ? { state: 'sending', kept: true } : { state: 'failed', refused },
    } as Entry;
    this.#keeping = this.#keeping.then(async () => {
      const kept = await this.#outbox.put(entry);
      this.#handOver(
        kept || refused !== null ? entry : { ...entry, status: { state: 'sending', kept } },
      );
    });
  }

  #handOver(entry: Entry): void {
    this.#take(entry);
    this.#say({ say: 'keep', entry });
  }

  #take(entry: Entry): void {
    this.#entries.set(entry.cid, entry);
    this.#placed.delete(entry.cid);
    this.#renew([entry]);
  }

  #remove(cid: CommandId): void {
    this.#placed.delete(cid);
    const entry = this.#entries.get(cid);
    if (entry === undefined) return;
    this.#entries.delete(cid);
    this.#renew([entry]);
  }

  #renew(of: readonly Entry[]): void {
    const conversations = [...new Set(of.map(({ conversation }) => conversation))];
    for (const conversation of conversations) {
      this.#shown.delete(conversation);
      this.#changes.delete(conversation);
    }
    this.#shown.delete('all');
    this.#changed(conversations);
  }

  /** Takes something back before it is sent. Null if it is gone, or the server may have it. */
  async forget(cid: CommandId): Promise<Unsettled | null> {
    const entry = this.#entries.get(cid);
    if (entry === undefined || this.#placed.has(cid)) return null;
    const forgotten = await new Promise<boolean>((resolve) => {
      this.#forgetting.set(cid, resolve);
      this.#clock.after(patienceMillis, () => resolve(false));
      this.#say({ say: 'forget', cid });
    });
    this.#forgetting.delete(cid);
    return forgotten ? entry : null;
  }

  told(told: Told): void {
    switch (told.tell) {
      case 'outbox': {
        const placed = [...this.#placed.keys()].map((cid) => this.#entries.get(cid));
        const before = [...this.#entries.values()];
        this.#entries = new Map();
        for (const entry of [...told.entries, ...placed]) {
          if (entry !== undefined) this.#entries.set(entry.cid, entry);
        }
        this.#renew([...before, ...this.#entries.values()]);
        break;
      }
      case 'entry':
        this.#take(told.entry);
        this.#forgetting.get(told.entry.cid)?.(false);
        break;
      case 'settled':
        this.#forgetting.get(told.cid)?.(false);
        this.#settled(told.cid, told.conversation, told.seq);
        break;
      case 'forgotten':
        this.#remove(told.cid);
        this.#forgetting.get(told.cid)?.(true);
        break;
    }
  }

  #settled(cid: CommandId, conversation: ConversationId, seq: Seq): void {
    if (!this.#entries.has(cid)) return;
    this.#placed.set(cid, { conversation, seq });
    this.placed(conversation);
  }

  /** Events of this conversation are in their place now, or nothing of it is wanted any more. */
  placed(conversation: ConversationId): void {
    const last = this.#stays.timeline(conversation)?.last ?? Number.POSITIVE_INFINITY;
    for (const [cid, place] of [...this.#placed]) {
      if (place.conversation === conversation && place.seq <= last) this.#remove(cid);
    }
  }

  unsettled(of: ConversationId | 'all'): readonly Unsettled[] {
    const known = this.#shown.get(of);
    if (known !== undefined) return known;
    const entries = [...this.#entries.values()];
    const found = of === 'all' ? entries : entries.filter((entry) => entry.conversation === of);
    const shown = found.length === 0 ? nothing : found;
    this.#shown.set(of, shown);
    return shown;
  }

  /** The changes of messages that will be made, in order. The same array until that changes. */
  changes(conversation: ConversationId): readonly Unsettled[] {
    const known = this.#changes.get(conversation);
    if (known !== undefined) return known;
    const found = this.unsettled(conversation).filter(
      ({ kind, status }) => kind !== 'post' && status.state === 'sending',
    );
    const shown = found.length === 0 ? nothing : found;
    this.#changes.set(conversation, shown);
    return shown;
  }

  clear(): void {
    const before = [...this.#entries.values()];
    this.#entries.clear();
    this.#placed.clear();
    this.#renew(before);
  }
}
