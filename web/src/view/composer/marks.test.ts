import { describe, expect, it } from 'vitest';
import { type Marked, prefix, wrap, wrapCode, wrapLink } from './marks';

/** A text in which `[` and `]` show what is marked. */
function marked(text: string): Marked {
  const start = text.indexOf('[');
  return { text: text.replace('[', '').replace(']', ''), start, end: text.indexOf(']') - 1 };
}

function shown({ text, start, end }: Marked): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe('marks', () => {
  it('go around what is marked, and away again', () => {
    const bold = wrap(marked('a [word] b'), '**');
    expect(shown(bold)).toBe('a **[word]** b');
    expect(shown(wrap(bold, '**'))).toBe('a [word] b');
    expect(shown(wrap(marked('[]'), '_'))).toBe('_[]_');
  });

  it('make code of a word, and a block of lines', () => {
    expect(shown(wrapCode(marked('run [ls] now')))).toBe('run `[ls]` now');
    expect(shown(wrapCode(marked('so: [a\nb]')))).toBe('so: \n```\n[a\nb]\n```');
  });

  it('make a link whose address is to be typed', () => {
    const link = wrapLink({ text: 'see here', start: 4, end: 8 });
    expect(link.text).toBe('see [here](https://)');
    expect(link.text.slice(link.start, link.end)).toBe('https://');
  });

  it('begin lines', () => {
    expect(shown(prefix(marked('one\nt[wo\nthr]ee'), '> '))).toBe('one\n> t[wo\n> thr]ee');
    expect(prefix({ text: '> a\n> b', start: 0, end: 7 }, '> ').text).toBe('a\nb');
  });
});
