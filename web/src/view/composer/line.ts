/** What a line means that somebody typed: the same as in the terminal where that makes sense. */
export type Meaning =
  | { readonly kind: 'say'; readonly text: string }
  /** `name: text`, if somebody or something has this name. */
  | { readonly kind: 'maybe'; readonly receiver: string; readonly text: string }
  | { readonly kind: 'order'; readonly name: string; readonly rest: string }
  | { readonly kind: 'leave' };

const NAME = /^[\p{L}\p{M}\p{N}]+(?:[ ._'’-][\p{L}\p{M}\p{N}]+)*$/u;
const CLASSIC: Readonly<Record<string, string>> = { '!INFO': 'info', '!FILE': 'file' };

/** Whether this could be somebody's name: 1 to 32 characters of the known kinds. */
export function couldBeName(text: string): boolean {
  return [...text].length <= 32 && NAME.test(text) && /\p{L}/u.test(text);
}

/**
 * Reads what was typed. `<EXIT>`, `!INFO` and `!DISCONNECT` count only alone; a leading space makes
 * plain text of everything; only a single line is an order.
 */
export function meaningOf(typed: string): Meaning {
  const whole = typed.trim();
  const plain: Meaning = { kind: 'say', text: typed.startsWith(' ') ? typed.slice(1) : typed };
  if (typed.startsWith(' ') || whole.includes('\n')) return plain;
  if (/^<exit>$/i.test(whole) || whole === '!DISCONNECT') return { kind: 'leave' };
  const bang = CLASSIC[whole.split(' ')[0] ?? ''];
  if (bang !== undefined && (bang === 'file' || whole === '!INFO')) {
    return { kind: 'order', name: bang, rest: '' };
  }
  if (whole.startsWith('!TTT ')) return { kind: 'order', name: 'ttt', rest: whole.slice(5).trim() };
  if (isGroup(whole)) return { kind: 'order', name: 'group', rest: whole.slice(5).trim() };
  const order = /^\/([^\s/]+)(?:\s+([\s\S]*))?$/.exec(whole);
  if (order !== null) {
    return { kind: 'order', name: (order[1] ?? '').toLowerCase(), rest: order[2] ?? '' };
  }
  return perhapsPrivate(whole) ?? plain;
}

/** `group groupName bob,mary`, or `group NAME a,b` with a list of single words. */
function isGroup(whole: string): boolean {
  const [, name, list] = /^group\s+(\S+)(?:\s+(.*))?$/.exec(whole) ?? [];
  if (name === undefined) return false;
  if (name.startsWith('group')) return true;
  const names = (list ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return names.length > 1 && names.every((each) => !/\s/.test(each));
}

/** The part before the first colon, unless what follows shows an address such as `http://`. */
function perhapsPrivate(whole: string): Meaning | null {
  const [, receiver, text] = /^([^:]+):(?!\/)\s*([\s\S]+)$/.exec(whole) ?? [];
  if (receiver === undefined || text === undefined || !couldBeName(receiver.trim())) return null;
  return { kind: 'maybe', receiver: receiver.trim(), text };
}

/** Whether a text calls all, or those who are here. */
export function calloutOf(text: string): 'everyone' | 'here' | undefined {
  if (/(^|[^\p{L}\p{N}_@])@everyone(?![\p{L}\p{N}_])/iu.test(text)) return 'everyone';
  return /(^|[^\p{L}\p{N}_@])@here(?![\p{L}\p{N}_])/iu.test(text) ? 'here' : undefined;
}

/** How long a text is for the server: in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
