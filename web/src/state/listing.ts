import type { ConversationId, Summary } from '../protocol/values';
import type { Conversation, Level } from './client';
import type { SharedStates } from './shared-states';
import type { Stays } from './stays';

/** States that are about a conversation. */
const prefixes = ['favourite:', 'notifications:', 'draft:'];

function levelOf(value: string): Level {
  return value === 'mentions' || value === 'nothing' ? value : 'all';
}

/** The conversations that one is in, as the list shows them: objects that never change. */
export class Listing {
  readonly #stays: Stays;
  readonly #states: SharedStates;
  readonly #shown = new Map<ConversationId, Conversation>();
  readonly #changed = new Set<ConversationId>();
  #list: readonly Conversation[] = [];

  constructor(stays: Stays, states: SharedStates) {
    this.#stays = stays;
    this.#states = states;
  }

  /** Something of it may be otherwise. */
  changed(conversation: ConversationId): void {
    this.#changed.add(conversation);
  }

  /** The conversation that a state is about, or null. */
  aboutOf(key: string): ConversationId | null {
    const prefix = prefixes.find((each) => key.startsWith(each));
    return prefix === undefined ? null : key.slice(prefix.length);
  }

  clear(): void {
    for (const conversation of this.#shown.keys()) this.#changed.add(conversation);
  }

  #conversation(summary: Summary): Conversation {
    const { conversation, read = 0, unread = 0, mentions = 0, threads = 0 } = summary;
    const about = (name: string) => this.#states.value(`${name}:${conversation}`);
    return {
      ...summary,
      read,
      unread,
      mentions,
      threads,
      favourite: about('favourite') !== '',
      level: levelOf(about('notifications')),
      draft: about('draft'),
    };
  }

  /** Makes those anew that changed. */
  #renew(): void {
    if (this.#changed.size === 0) return;
    for (const conversation of this.#changed) {
      const summary = this.#stays.stay(conversation)?.summary() ?? null;
      if (summary === null) this.#shown.delete(conversation);
      else this.#shown.set(conversation, this.#conversation(summary));
    }
    this.#changed.clear();
    this.#list = [...this.#shown.values()];
  }

  conversations(): readonly Conversation[] {
    this.#renew();
    return this.#list;
  }

  conversation(id: ConversationId): Conversation | null {
    this.#renew();
    return this.#shown.get(id) ?? null;
  }
}
