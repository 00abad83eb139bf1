import { describe, expect, it } from 'vitest';
import { marked, searchedWords } from './marked';

describe('the words of a query', () => {
  it('are marked in a text, whatever their case', () => {
    expect(marked('Waves and waves', 'wave*')).toEqual([
      { text: 'Wave', hit: true },
      { text: 's and ', hit: false },
      { text: 'wave', hit: true },
      { text: 's', hit: false },
    ]);
  });

  it('are not its filters', () => {
    expect(searchedWords('from:ana in:"Physics 10b" "two words" has:link x')).toEqual([
      'two words',
      'x',
    ]);
  });

  it('are text, also if they look like a pattern', () => {
    expect(marked('a.b (c', '. (c')).toEqual([
      { text: 'a', hit: false },
      { text: '.', hit: true },
      { text: 'b ', hit: false },
      { text: '(c', hit: true },
    ]);
  });
});
