import type { Role } from '../protocol/values';
import type { Conversation } from '../state/client';

const RUNS_SERVER: readonly Role[] = ['moderator', 'admin', 'owner'];
const OWNS_SERVER: readonly Role[] = ['admin', 'owner'];

function isRoom(conversation: Conversation): boolean {
  return conversation.type !== 'group' && conversation.type !== 'direct';
}

/** Whether somebody counts as a moderator of a room; docs/permissions.md says how. */
export function moderates(conversation: Conversation, role: Role | undefined): boolean {
  const { standing, access } = conversation;
  if (standing === 'owner' || standing === 'moderator') return true;
  const open = isRoom(conversation) && access !== 'private';
  return open && role !== undefined && RUNS_SERVER.includes(role);
}

/** Whether somebody counts as an owner of it. */
export function owns(conversation: Conversation, role: Role | undefined): boolean {
  if (conversation.standing === 'owner') return true;
  const open = isRoom(conversation) && conversation.access !== 'private';
  return open && role !== undefined && OWNS_SERVER.includes(role);
}

/** Whether one may erase what others said here. */
export function mayErase(conversation: Conversation, role: Role | undefined): boolean {
  if (conversation.type === 'direct') return false;
  return isRoom(conversation) ? moderates(conversation, role) : owns(conversation, role);
}

/** Whether one may pin, and set the topic. */
export function mayPin(conversation: Conversation, role: Role | undefined): boolean {
  return !isRoom(conversation) || moderates(conversation, role);
}

/** Whether one can write here at all: null if so, else why not. */
export function whyMute(conversation: Conversation, now: number): 'archived' | 'muted' | null {
  if (conversation.archived === true) return 'archived';
  return (conversation.mutedUntil ?? 0) > now ? 'muted' : null;
}
