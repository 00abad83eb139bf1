import type { Attachment } from '../../protocol/values';
import { addressOf } from './addresses';

/** So much of a text is looked into for its first lines, and so much is read in a dialog. */
export const GLANCE_BYTES = 8_192;
export const READ_BYTES = 204_800;

const GLANCE_LINES = 6;
const GLANCE_COLUMNS = 160;

/** Marks that let what follows read in the other direction, and signs that are not to be seen. */
const TRICKS = /[\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function formOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * Bytes as the text that they are: UTF-8, or UTF-16 if they say so. Of a part, a sign that was cut
 * in two at the end is left out. What is not to be seen, or would turn the order of what is read
 * around, becomes a sign that says so.
 */
export function textOf(bytes: Uint8Array, part: 'whole' | 'part'): string {
  const text = new TextDecoder(formOf(bytes)).decode(bytes, { stream: part === 'part' });
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '\ufffd').replace(TRICKS, '\ufffd');
}

/** Its first lines with something on them, each no longer than one sees. */
export function glanceOf(text: string): string {
  const lines = text
    .replace(/^\s*\n/, '')
    .replace(/\n\s*\n/g, '\n')
    .split('\n', GLANCE_LINES);
  return lines
    .map((line) => [...line.slice(0, 2 * GLANCE_COLUMNS)].slice(0, GLANCE_COLUMNS).join(''))
    .join('\n');
}

/** What is at the beginning of a text. Throws if it cannot be had. */
export async function beginningOf(file: Attachment, most: number): Promise<string> {
  const all = file.size <= most;
  const headers: HeadersInit = all ? {} : { Range: `bytes=0-${most - 1}` };
  const answer = await fetch(addressOf(file), { headers });
  if (!answer.ok) throw new Error(String(answer.status));
  const bytes = new Uint8Array(await answer.arrayBuffer()).subarray(0, most);
  return textOf(bytes, all ? 'whole' : 'part');
}

const KEPT = 60;
const glances = new Map<string, Promise<string>>();

/** The first lines of a text: read once, for it may come into sight again and again. */
export function glance(file: Attachment): Promise<string> {
  const known = glances.get(file.file);
  if (known !== undefined) return known;
  const fresh = beginningOf(file, GLANCE_BYTES).then(glanceOf);
  fresh.catch(() => glances.delete(file.file));
  if (glances.size >= KEPT) glances.delete(glances.keys().next().value ?? '');
  glances.set(file.file, fresh);
  return fresh;
}
