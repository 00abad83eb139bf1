import type { Attachment } from '../../protocol/values';

const PREVIEWS = [320, 640, 1280] as const;

/** Where a file is brought from. */
export function addressOf(file: Attachment): string {
  return `/api/files/${file.file}`;
}

/** Whether it is a picture that this page shows. */
export function isPicture(file: Attachment): boolean {
  return file.width !== undefined && file.height !== undefined && file.type.startsWith('image/');
}

/** What of a file is shown before it is downloaded, by the kind of its type. */
export function insideOf({ type }: Attachment): string {
  return type.split('/', 1)[0] ?? '';
}

/** The picture itself, where no smaller one can be had at the moment. */
export function wholeInstead(file: Attachment, img: HTMLImageElement): void {
  if (img.getAttribute('src') === addressOf(file)) return;
  img.removeAttribute('srcset');
  img.src = addressOf(file);
}

/** Where the picture for so many pixels of the page is: sharp on fine screens, too. */
export function pictureSources(
  file: Attachment,
  widest: number,
): { src: string; srcset?: string; sizes?: string } {
  const { width = 0, height = 0 } = file;
  const longest = Math.max(width, height);
  const smaller = PREVIEWS.filter((edge) => edge < longest);
  if (file.preview !== true || smaller.length === 0) return { src: addressOf(file) };
  const at = (edge: number) => `/api/previews/${edge}/${file.file}`;
  const wide = (edge: number) => Math.max(1, Math.round((width * edge) / longest));
  const all = smaller.map((edge) => `${at(edge)} ${wide(edge)}w`);
  return {
    src: at(smaller.at(-1) ?? 320),
    srcset: all.join(', '),
    sizes: `${Math.min(widest, width)}px`,
  };
}
