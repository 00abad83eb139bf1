/** A text with what is marked in it. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Puts marks around what is marked, or takes them away. */
export function wrap({ text, start, end }: Marked, mark: string): Marked {
  const size = mark.length;
  const inner = text.slice(start, end);
  const around = text.slice(start - size, start) === mark && text.slice(end, end + size) === mark;
  if (around) {
    return {
      text: text.slice(0, start - size) + inner + text.slice(end + size),
      start: start - size,
      end: end - size,
    };
  }
  return {
    text: text.slice(0, start) + mark + inner + mark + text.slice(end),
    start: start + size,
    end: end + size,
  };
}

/** Code: within a line by one sign, over several as a block. */
export function wrapCode(marked: Marked): Marked {
  const inner = marked.text.slice(marked.start, marked.end);
  if (!inner.includes('\n')) return wrap(marked, '`');
  const before = marked.start > 0 && marked.text[marked.start - 1] !== '\n' ? '\n' : '';
  const open = `${before}\`\`\`\n`;
  return {
    text: `${marked.text.slice(0, marked.start)}${open}${inner}\n\`\`\`${marked.text.slice(marked.end)}`,
    start: marked.start + open.length,
    end: marked.end + open.length,
  };
}

/** A link: what is marked is its text; the place of the address is marked then. */
export function wrapLink({ text, start, end }: Marked): Marked {
  const inner = text.slice(start, end);
  const address = 'https://';
  const put = `[${inner}](${address})`;
  const at = start + inner.length + 3;
  return {
    text: text.slice(0, start) + put + text.slice(end),
    start: at,
    end: at + address.length,
  };
}

/** Begins each marked line with a sign, or takes it away from all. */
export function prefix({ text, start, end }: Marked, sign: string): Marked {
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(begin, end).split('\n');
  const all = lines.every((line) => line.startsWith(sign));
  const changed = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join('\n');
  const grown = changed.length - (end - begin);
  return {
    text: text.slice(0, begin) + changed + text.slice(end),
    start: Math.max(begin, start + (all ? -sign.length : sign.length)),
    end: end + grown,
  };
}
