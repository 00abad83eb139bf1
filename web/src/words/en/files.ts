/** The words about files: on their way, and where they are shown. */
export const files = {
  attach: 'Attach files',
  record: 'Record a voice message',
  none: 'This server takes no files.',
  folder: (name: string) => `${name} is a folder. Choose the files in it.`,
  tooMany: (most: number) => `A message shows at most ${most} files.`,
  tooLarge: (name: string, size: string, most: string) =>
    `${name} has ${size}; this server takes up to ${most}.`,
  openPicture: (name: string) => `Show ${name} large`,
  download: 'Download',
  lost: (files: number) =>
    files === 1
      ? 'A file is on its way and would be lost.'
      : `${files} files are on their way and would be lost.`,
  title: 'Files',
  count: (files: number) => (files === 1 ? 'with a file' : `with ${files} files`),
};
