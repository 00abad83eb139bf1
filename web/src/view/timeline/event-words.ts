import type { Called, Changed, Created } from '../../protocol/server-frames';
import type { PersonId } from '../../protocol/values';
import { words } from '../../words/words';
import { clockOf } from '../time';
import type { Happening, Passage } from './rows';

function changes(event: Changed): string {
  const text = words().events;
  const all: string[] = [];
  if (event.title !== undefined) all.push(text.renamed(event.title));
  if (event.topic !== undefined)
    all.push(event.topic === '' ? text.noTopic : text.topic(event.topic));
  if (event.description !== undefined) all.push(text.described);
  if (event.access !== undefined) {
    all.push(event.access === 'public' ? text.madePublic : text.madePrivate);
  }
  if (event.newcomers !== undefined) {
    all.push(event.newcomers === 'all' ? text.newcomersAll : text.newcomersFromJoining);
  }
  if (event.announcement !== undefined) {
    all.push(event.announcement ? text.announcement : text.noAnnouncement);
  }
  if (event.slowSeconds !== undefined) {
    all.push(event.slowSeconds === 0 ? text.noSlow : text.slow(event.slowSeconds));
  }
  if (event.archived !== undefined) all.push(event.archived ? text.archived : text.reopened);
  return all.length === 0 ? text.changed : all.join(', ');
}

function created(event: Created, me: PersonId | undefined): string {
  const text = words().events;
  if (event.type === 'direct') return text.beganDirect;
  if (event.type !== 'group') return text.madeRoom;
  const others = (event.people ?? []).filter((each) => each.person !== event.author);
  const names = others.map((each) => (each.person === me ? words().people.you : each.name));
  return text.madeGroup(event.title, names);
}

function called(event: Called): string {
  const text = words().events.calls;
  if (event.action === 'started') {
    return event.media === 'video' ? text.startedVideo : text.started;
  }
  const known: Readonly<Record<string, string>> = text;
  const why = known[event.why ?? 'ended'] ?? text.ended;
  return event.lasted === undefined ? why : `${why} (${lengthOf(event.lasted)})`;
}

/** Minutes and seconds, as on a clock. */
function lengthOf(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What happened beside messages, in words, behind the name of who did it. */
export function happeningWords(line: Happening, me: PersonId | undefined): string {
  const text = words().events;
  switch (line.kind) {
    case 'created':
      return created(line as Created, me);
    case 'changed':
      return changes(line as Changed);
    case 'called':
      return called(line as Called);
    case 'closed':
      return text.closed;
    case 'invited':
      return text.invited(line.people.map((each) => each.name));
    case 'removed':
      return line.banned ? text.removedForGood(line.who) : text.removed(line.who);
    case 'banned':
      return line.on ? text.banned(line.who) : text.unbanned(line.who);
    case 'muted':
      return line.until === 0 ? text.unmuted(line.who) : text.muted(line.who, clockOf(line.until));
    case 'promoted':
      return text.promoted(line.who, standingWords(line.standing));
    default:
      return text.unknown;
  }
}

function standingWords(standing: string): string {
  const known: Readonly<Record<string, string>> = words().people.standings;
  return known[standing] ?? standing;
}

/** Who came and who went, each once: what they did last. */
export function passageWords(lines: readonly Passage[]): string {
  const last = new Map<PersonId, Passage>();
  for (const line of lines) {
    last.delete(line.author);
    last.set(line.author, line);
  }
  const names = (kind: Passage['kind']) =>
    [...last.values()].filter((each) => each.kind === kind).map((each) => each.name);
  const text = words().events;
  const came = names('joined');
  const went = names('left');
  const all = [
    ...(came.length > 0 ? [text.joined(shortened(came))] : []),
    ...(went.length > 0 ? [text.left(shortened(went))] : []),
  ];
  return all.join(' · ');
}

const NAMED = 4;

function shortened(names: readonly string[]): readonly string[] {
  if (names.length <= NAMED + 1) return names;
  return [...names.slice(0, NAMED), words().events.others(names.length - NAMED)];
}
