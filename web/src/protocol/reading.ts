import type { ServerFrame } from './server-frames';
import { eventShapes, noticeShapes, partShapes, replyShapes } from './shapes';

type Members = Record<string, unknown>;

interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
}

/** What was read is not of the form that its kind has. */
const broken = Symbol('broken');

const parsed = new Map<string, readonly Member[]>();

function membersOf(shape: string): readonly Member[] {
  const known = parsed.get(shape);
  if (known !== undefined) return known;
  const members = shape
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', type = ''] = word.split(':');
      const list = type.startsWith('[');
      return {
        name: name.replace('?', ''),
        type: list ? type.slice(1) : type,
        optional: name.endsWith('?'),
        list,
      };
    });
  parsed.set(shape, members);
  return members;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isInteger = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isConversation = (value: unknown) => typeof value === 'string' && /^c[0-9a-z]+$/.test(value);
const isPerson = (value: unknown) => typeof value === 'string' && /^p[0-9a-z]+$/.test(value);

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  s: (value) => typeof value === 'string',
  n: isInteger,
  b: (value) => typeof value === 'boolean',
  p: isPerson,
  c: isConversation,
};

function readOne(type: string, value: unknown): unknown {
  const check = checks[type];
  if (check !== undefined) return check(value) ? value : broken;
  if (!isObject(value)) return broken;
  if (type === 'event') return readEvent(value) ?? broken;
  return pick(partShapes[type] ?? '', value, {});
}

function readList(type: string, value: unknown): unknown {
  if (!Array.isArray(value)) return broken;
  const list = value.map((each) => readOne(type, each));
  return list.includes(broken) ? broken : list;
}

/** The members of a shape, in its order, behind those that are there already. */
function pick(shape: string, from: Members, into: Members): Members | typeof broken {
  for (const { name, type, optional, list } of membersOf(shape)) {
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    if (value === undefined || value === null) {
      if (optional) continue;
      return broken;
    }
    const read = list ? readList(type, value) : readOne(type, value);
    if (read === broken) return broken;
    into[name] = read;
  }
  return into;
}

function shapeIn(shapes: Readonly<Record<string, string>>, kind: string): string | undefined {
  return Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
}

/** An event of a kind that is not known keeps its place. */
function readEvent(from: Members): Members | null {
  const kind = typeof from.kind === 'string' ? from.kind : '';
  const shape = shapeIn(eventShapes, kind);
  if (shape !== undefined) {
    const event = pick(shape, from, { kind });
    return event === broken ? null : event;
  }
  const { conversation, seq, time } = from;
  const isPlaced = isConversation(conversation) && isInteger(seq);
  if (kind === '' || !isPlaced) return null;
  return { kind: 'opaque', conversation, seq, time: isInteger(time) ? time : 0 };
}

function readMembers(from: Members): Members | null {
  const kind = typeof from.kind === 'string' ? from.kind : '';
  const reply = shapeIn(replyShapes, kind);
  const notice = shapeIn(noticeShapes, kind);
  if (reply === undefined && notice === undefined) {
    return Object.hasOwn(from, 'ref') ? null : readEvent(from);
  }
  const isReply = reply !== undefined;
  if (isReply && !isInteger(from.ref)) return null;
  const read = pick(reply ?? notice ?? '', from, isReply ? { kind, ref: from.ref } : { kind });
  return read === broken ? null : read;
}

/**
 * Reads a frame of a server. Members that are not known are left out. Null for what is not a frame
 * of this protocol, and for those of an unknown kind that are no events.
 */
export function readFrame(text: string): ServerFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // The shapes say what the types say; a test compares both with the vectors.
  return isObject(value) ? (readMembers(value) as ServerFrame | null) : null;
}
