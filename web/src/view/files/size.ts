import { language } from '../../words/words';

const KIBI = 1024;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it, in steps of 1,024. */
export function sizeOf(bytes: number): string {
  let step = 0;
  let size = bytes;
  while (size >= KIBI && step < units.length - 1) {
    size /= KIBI;
    step += 1;
  }
  const format = new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && step > 0 ? 1 : 0,
  });
  return format.format(size);
}

/** The kind of a file in a word: what stands behind the last dot of its name. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot <= 0 ? '' : name.slice(dot + 1);
  return ending.length > 0 && ending.length <= 5 ? ending.toUpperCase() : '';
}
