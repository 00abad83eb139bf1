import type { ClientFrame } from '../protocol/client-frames';
import type { ServerFrame } from '../protocol/server-frames';
import type { CommandId, ConversationId, PersonId, Seq } from '../protocol/values';
import type { LinkState, Unsettled } from './client';

/** What is not accepted yet, with what sending it has to know. */
export type Entry = Unsettled & {
  /** Who wrote it; null if that was not known. */
  readonly person: PersonId | null;
  /** Under which history of the server it was written; null if that was not known. */
  readonly epoch: string | null;
};

/** The state of the line without what only a tab knows of itself. */
export type Line = Omit<LinkState, 'caughtUp'>;

/** What a tab says to the one that has the line. All of it can be cloned. */
export type Said =
  | { readonly say: 'hello'; readonly entries: readonly Entry[] }
  | { readonly say: 'bye' }
  | { readonly say: 'ask'; readonly frame: ClientFrame }
  | { readonly say: 'keep'; readonly entry: Entry }
  | { readonly say: 'again'; readonly cid: CommandId }
  | { readonly say: 'forget'; readonly cid: CommandId }
  | { readonly say: 'reconnect' }
  /** What answers there cannot be right. */
  | { readonly say: 'give-up' }
  /** The session was ended: nothing is to be sent any more. */
  | { readonly say: 'signed-out' };

/** What the one that has the line tells a tab, in order. */
export type Told =
  | { readonly tell: 'line'; readonly line: Line }
  | { readonly tell: 'frame'; readonly frame: ServerFrame }
  /** All that is not settled. */
  | { readonly tell: 'outbox'; readonly entries: readonly Entry[] }
  | { readonly tell: 'entry'; readonly entry: Entry }
  /** Accepted, at this place. */
  | {
      readonly tell: 'settled';
      readonly cid: CommandId;
      readonly conversation: ConversationId;
      readonly seq: Seq;
    }
  | { readonly tell: 'forgotten'; readonly cid: CommandId }
  /** The person has gone: nothing of theirs is to stay here. */
  | { readonly tell: 'left' };

/** Where a tab says what it wants of the one that has the line, which may be itself. */
export type Port = (said: Said) => void;

/** Where it is kept until it is settled. */
export interface Outbox {
  /** True when it is on the disk; false if it cannot be kept there. Never fails otherwise. */
  put(entry: Entry): Promise<boolean>;
  drop(cid: CommandId): Promise<void>;
  /** In the order written. */
  entries(): Promise<readonly Entry[]>;
}
