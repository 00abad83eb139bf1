import { type Marked, prefix, wrap, wrapCode, wrapLink } from './marks';

/**
 * Changes a part of a field so that Ctrl+Z takes it back. The old command is the only way to that
 * in all browsers; where it is not, the field is changed plainly.
 */
export function replace(field: HTMLTextAreaElement, start: number, end: number, by: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, by)) {
    field.setRangeText(by, start, end, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

function change(field: HTMLTextAreaElement, how: (marked: Marked) => Marked): void {
  const { value, selectionStart, selectionEnd } = field;
  const now = how({ text: value, start: selectionStart, end: selectionEnd });
  replace(field, 0, value.length, now.text);
  field.setSelectionRange(now.start, now.end);
}

/** What each combination of keys does to the text; by `event.code`, with `S-` for Shift. */
const KEYS: Readonly<Record<string, (marked: Marked) => Marked>> = {
  KeyB: (marked) => wrap(marked, '**'),
  KeyI: (marked) => wrap(marked, '_'),
  KeyE: wrapCode,
  KeyK: wrapLink,
  'S-KeyX': (marked) => wrap(marked, '~~'),
  'S-KeyC': wrapCode,
  'S-Digit8': (marked) => prefix(marked, '- '),
  'S-Digit9': (marked) => prefix(marked, '> '),
};

export type Format = 'bold' | 'italic' | 'code' | 'link' | 'quote' | 'list';
const FORMATS: Readonly<Record<Format, (marked: Marked) => Marked>> = {
  bold: (marked) => wrap(marked, '**'),
  italic: (marked) => wrap(marked, '_'),
  code: wrapCode,
  link: wrapLink,
  quote: (marked) => prefix(marked, '> '),
  list: (marked) => prefix(marked, '- '),
};

/** Formats what is marked in a field. */
export function format(field: HTMLTextAreaElement, how: Format): void {
  change(field, FORMATS[how]);
}

/** Formats by keys. Ctrl+K is a link only if something is marked; else it is not for here. */
export function formatByKeys(field: HTMLTextAreaElement, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  if (event.code === 'KeyK' && field.selectionStart === field.selectionEnd) return false;
  const how = KEYS[(event.shiftKey ? 'S-' : '') + event.code];
  if (how === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  change(field, how);
  return true;
}
