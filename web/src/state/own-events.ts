import type { CommandFrame } from '../protocol/client-frames';
import type { Accepted, MadeEvent, Posted } from '../protocol/server-frames';
import type { PersonId } from '../protocol/values';
import { tight } from './folding';

/** Whether the server adds nothing to what a text names. */
function namesNobody(text: string, mentions: readonly PersonId[] | undefined): boolean {
  return mentions === undefined ? !text.includes('@') : mentions.length === 0;
}

/**
 * The event for which the reply to an own command stands. Null if only the server knows it in full:
 * whom a text names, what was forwarded, how a game stands.
 */
export function ownEvent(
  command: CommandFrame,
  accepted: Accepted,
  me: PersonId,
  name: string,
): MadeEvent | null {
  const { conversation, seq, time, cid } = accepted;
  const made = { conversation, seq, time, author: me, name, cid };
  switch (command.kind) {
    case 'post': {
      const { text, reply, thread, mentions, callout, files } = command;
      if (callout !== undefined || files !== undefined || !namesNobody(text, mentions)) return null;
      const rest = { mentions: undefined, callout, forwarded: undefined, files };
      const plain = { kind: 'posted' as const, ...made, text, reply, thread, ...rest };
      return tight<Posted>({ ...plain, folded: undefined });
    }
    case 'edit': {
      const { target, text, mentions } = command;
      return namesNobody(text, mentions) ? { kind: 'edited', ...made, target, text } : null;
    }
    case 'delete':
      return { kind: 'deleted', ...made, target: command.target };
    case 'react': {
      const { target, reaction, on } = command;
      return { kind: 'reacted', ...made, target, reaction, on };
    }
    case 'pin':
      return { kind: 'pinned', ...made, target: command.target, on: command.on };
    case 'join':
      return { kind: 'joined', ...made };
    case 'leave':
      return { kind: 'left', ...made };
    case 'open-direct':
      // Of a conversation that is there already the first event is known or not wanted.
      return { kind: 'created', ...made, type: 'direct', title: '' };
    default:
      return null;
  }
}
