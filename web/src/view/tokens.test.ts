import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Palette = ReadonlyMap<string, string>;
type Rgb = readonly [red: number, green: number, blue: number];

const TEXT = 4.5;
const MARK = 3;
const SHEET = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The custom properties of the first rule with this selector, as they are written. */
function declared(selector: string): Palette {
  const begin = SHEET.indexOf(`\n${selector} {`);
  if (begin < 0) throw new Error(`no rule for ${selector}`);
  const body = SHEET.slice(begin, SHEET.indexOf('\n}', begin));
  const found = body.matchAll(/(--[\w-]+):\s*([^;]+);/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, value]));
}

/** The colours of one side of each `light-dark`. */
function side(palette: Palette, which: 'light' | 'dark'): Palette {
  const colours = new Map<string, string>();
  for (const [name, value] of palette) {
    const both = /^light-dark\((oklch\(.+\)), (oklch\(.+\))\)$/.exec(value);
    const colour = which === 'light' ? both?.[1] : both?.[2];
    if (colour !== undefined) colours.set(name, colour);
  }
  return colours;
}

/** OKLCH to linear sRGB (Björn Ottosson's matrices); what no screen has is cut off. */
function linearOf(colour: string): Rgb {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour);
  if (parts === null) throw new Error(`no opaque colour: ${colour}`);
  const [light, chroma, hue] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    cut(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    cut(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** The contrast of two colours by WCAG 2: from 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = linearOf(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['--canvas', '--panel', '--raised', '--sunken'];
const TINTED = ['--mention-ground', '--accent-ground', '--danger-ground'];

/** What stands on what, and how clearly at least. */
const PAIRS: readonly (readonly [names: string[], grounds: string[], least: number])[] = [
  [['--text', '--quiet'], [...GROUNDS, ...TINTED, '--code-ground'], TEXT],
  [['--accent', '--accent-strong'], ['--canvas', '--panel', '--raised'], TEXT],
  [['--danger'], ['--canvas', '--panel', '--raised'], TEXT],
  // Mentions and links stand in messages that call one, and in code.
  [['--accent'], ['--mention-ground', '--accent-ground', '--code-ground'], TEXT],
  [['--danger'], ['--danger-ground'], TEXT],
  [['--code-string', '--code-name'], ['--code-ground'], TEXT],
  [['--on-accent'], ['--accent', '--accent-strong'], TEXT],
  [['--on-mention'], ['--mention-badge'], TEXT],
  [['--on-danger'], ['--danger'], TEXT],
  [['--online', '--away', '--offline', '--line-strong'], GROUNDS.slice(0, 3), MARK],
  [['--mention-line'], ['--canvas', '--mention-ground'], MARK],
  // The ring around what has the focus.
  [['--accent'], GROUNDS, MARK],
];

const plain = declared(':root');
const strong = new Map([...plain, ...declared(':root[data-theme="contrast"]')]);
const THEMES: readonly (readonly [name: string, palette: Palette])[] = [
  ['light', side(plain, 'light')],
  ['dark', side(plain, 'dark')],
  ['high contrast, light', side(strong, 'light')],
  ['high contrast, dark', side(strong, 'dark')],
];

/** The pairs that are too much alike, with what they have and should have. */
function tooWeak(
  colours: Palette,
  pairs: readonly (readonly [name: string, ground: string, least: number])[],
): string[] {
  return pairs
    .map(([name, ground, least]) => {
      const one = colours.get(name);
      const other = colours.get(ground);
      if (one === undefined || other === undefined) return `${name} on ${ground}: not declared`;
      const has = contrast(one, other);
      return has >= least ? '' : `${name} on ${ground}: ${has.toFixed(2)}, not ${least}`;
    })
    .filter((each) => each !== '');
}

describe('the colours', () => {
  it('are converted as browsers do', () => {
    expect(contrast('oklch(1 0 0)', 'oklch(0 0 0)')).toBeCloseTo(21, 1);
    // #ff0000 and #008000 on white.
    expect(contrast('oklch(0.62796 0.25768 29.234)', 'oklch(1 0 0)')).toBeCloseTo(4.0, 2);
    expect(contrast('oklch(0.51975 0.17686 142.495)', 'oklch(1 0 0)')).toBeCloseTo(5.14, 2);
  });

  it.each(THEMES)('%s: text can be read and marks can be seen', (_, colours) => {
    const pairs = PAIRS.flatMap(([names, grounds, least]) =>
      names.flatMap((name) => grounds.map((ground) => [name, ground, least] as const)),
    );
    expect(tooWeak(colours, pairs)).toEqual([]);
  });

  it.each(THEMES)('%s: people can be read in each of twelve hues', (theme, colours) => {
    const hues = [...SHEET.matchAll(/\[data-hue="\d+"\] \{\s*--hue: (\d+);/g)];
    expect(hues.length).toBe(12);
    const people = side(declared('[data-hue]'), theme.endsWith('light') ? 'light' : 'dark');
    expect([...people.keys()].length).toBe(3);
    for (const [, hue = ''] of hues) {
      const own = [...people].map(
        ([name, value]) => [name, value.replace('var(--hue)', hue)] as const,
      );
      const weak = tooWeak(new Map([...colours, ...own]), [
        ['--person-initials', '--person-ground', TEXT],
        ['--person-name', '--canvas', TEXT],
        ['--person-name', '--raised', TEXT],
        ['--person-name', '--mention-ground', TEXT],
      ]);
      expect(weak, `hue ${hue}`).toEqual([]);
    }
  });

  it('are declared, wherever a style takes one', () => {
    const style = readFileSync(join(import.meta.dirname, '../markdown/rich-text.css'), 'utf8');
    const taken = [...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name);
    expect([...new Set(taken)].filter((name) => !plain.has(name))).toEqual([]);
  });

  it('are for choices that the document really says', () => {
    const appearance = readFileSync(join(import.meta.dirname, 'appearance.ts'), 'utf8');
    const chosen = [...SHEET.matchAll(/:root\[data-([\w-]+)=/g)].map(([, name = '']) => name);
    const said = [...appearance.matchAll(/dataset\.(\w+) =/g)].map(([, name = '']) =>
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect([...new Set(chosen)].sort()).toEqual([...new Set(said)].sort());
  });
});
