import type { Change } from '../protocol/server-frames';
import type { PersonId } from '../protocol/values';
import type { Line, Message, Unsettled } from './client';
import { after } from './folding';

/** The event that a change will be when it is accepted. */
function eventOf(change: Unsettled, version: number, me: PersonId): Change | null {
  const { conversation, cid, written } = change;
  const made = { conversation, seq: version, time: written, author: me, name: '', cid };
  switch (change.kind) {
    case 'edit':
      return { kind: 'edited', ...made, target: change.words.target, text: change.words.text };
    case 'delete':
      return { kind: 'deleted', ...made, target: change.words.target };
    case 'react':
      return { kind: 'reacted', ...made, ...change.words };
    case 'pin':
      return { kind: 'pinned', ...made, ...change.words };
    default:
      return null;
  }
}

/**
 * Messages as they will read when what one changed is accepted. The same changes of the same thing
 * read as the same object.
 */
export class Awaited {
  readonly #messages = new WeakMap<Message, { changes: readonly Unsettled[]; read: Message }>();
  readonly #lines = new WeakMap<object, { changes: readonly Unsettled[]; read: readonly Line[] }>();

  message(message: Message, changes: readonly Unsettled[], me: PersonId | null): Message {
    if (changes.length === 0 || me === null) return message;
    const known = this.#messages.get(message);
    if (known?.changes === changes) return known.read;
    let read = message;
    for (const change of changes) {
      if (change.kind === 'post' || change.words.target !== message.seq) continue;
      const event = eventOf(change, message.folded.version, me);
      if (event !== null) read = { ...after(read, event, me), changing: true };
    }
    this.#messages.set(message, { changes, read });
    return read;
  }

  lines(
    lines: readonly Line[],
    changes: readonly Unsettled[],
    me: PersonId | null,
  ): readonly Line[] {
    if (changes.length === 0) return lines;
    const known = this.#lines.get(lines);
    if (known?.changes === changes) return known.read;
    const read = lines.map((line) =>
      line.kind === 'posted' ? this.message(line, changes, me) : line,
    );
    this.#lines.set(lines, { changes, read });
    return read;
  }
}
