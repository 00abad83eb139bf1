import type { Commands } from '../protocol/client-frames';
import { limits, textBytes, unsendable } from '../protocol/limits';
import { refusals } from '../protocol/refusals';
import type { Refused, Welcome } from '../protocol/server-frames';
import type { CommandId, ConversationId, Millis, Seq } from '../protocol/values';
import type { Unsettled } from './client';
import type { Entry, Outbox, Port, Told } from './port';
import type { Stays } from './stays';

const nothing: readonly Unsettled[] = [];

/** Why no server would take this; null if one would. */
function refusedWords(words: Commands['post'], cid: CommandId): Refused | null {
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
  if (words.text.trim() === '') return refused('text-empty');
  if (unsendable(words.text)) return refused('malformed');
  if (textBytes(words.text) > limits.textBytes) {
    return refused('text-too-long', limits.textBytes);
  }
  return null;
}

/**
 * What was written on this machine and is not settled, as the one that has the line says, and what
 * is written in this tab: kept on the disk before it is shown, then handed over.
 */
export class Written {
  readonly #outbox: Outbox;
  readonly #stays: Stays;
  readonly #say: Port;
  readonly #changed: () => void;
  #entries = new Map<CommandId, Entry>();
  /** Accepted at a place whose event is not here yet: shown until it is. */
  readonly #placed = new Map<CommandId, { conversation: ConversationId; seq: Seq }>();
  readonly #shown = new Map<ConversationId, readonly Unsettled[]>();
  #keeping: Promise<void> = Promise.resolve();
  #writtenAt: Millis = 0;

  constructor(outbox: Outbox, stays: Stays, say: Port, changed: () => void) {
    this.#outbox = outbox;
    this.#stays = stays;
    this.#say = say;
    this.#changed = changed;
  }

  /** All that this tab knows, for one that takes the line. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => !this.#placed.has(entry.cid));
  }

  /** Keeps a message, then shows it as sending, then hands it over, in the order written. */
  post(cid: CommandId, words: Commands['post'], now: Millis, me: Welcome | null): void {
    // No two of a tab were written at the same time: by that their order is known after a start.
    const written = Math.max(now, this.#writtenAt + 1);
    this.#writtenAt = written;
    const refused = refusedWords(words, cid);
    const entry: Entry = {
      cid,
      conversation: words.conversation,
      words,
      written,
      person: me?.person ?? null,
      epoch: me?.epoch ?? null,
      status: refused === null ? { state: 'sending', kept: true } : { state: 'failed', refused },
    };
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
    this.#renew();
  }

  #remove(cid: CommandId): void {
    this.#placed.delete(cid);
    if (this.#entries.delete(cid)) this.#renew();
  }

  #renew(): void {
    this.#shown.clear();
    this.#changed();
  }

  told(told: Told): void {
    switch (told.tell) {
      case 'outbox': {
        const placed = [...this.#placed.keys()].map((cid) => this.#entries.get(cid));
        this.#entries = new Map();
        for (const entry of [...told.entries, ...placed]) {
          if (entry !== undefined) this.#entries.set(entry.cid, entry);
        }
        this.#renew();
        break;
      }
      case 'entry':
        this.#take(told.entry);
        break;
      case 'settled':
        this.#settled(told.cid, told.conversation, told.seq);
        break;
      case 'forgotten':
        this.#remove(told.cid);
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

  entry(cid: CommandId): Entry | null {
    return this.#entries.get(cid) ?? null;
  }

  unsettled(conversation: ConversationId): readonly Unsettled[] {
    const known = this.#shown.get(conversation);
    if (known !== undefined) return known;
    const entries = [...this.#entries.values()].filter(
      (entry) => entry.conversation === conversation,
    );
    const shown = entries.length === 0 ? nothing : entries;
    this.#shown.set(conversation, shown);
    return shown;
  }

  clear(): void {
    this.#entries.clear();
    this.#placed.clear();
    this.#renew();
  }
}
