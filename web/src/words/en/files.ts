/** The words about files: on their way, and where they are shown. */
export const files = {
  attach: 'Attach files',
  dropHere: 'Drop the files here',
  onTheirWay: 'Files on their way',
  none: 'This server takes no files.',
  folder: (name: string) => `${name} is a folder. Choose the files in it.`,
  tooMany: (most: number) => `A message shows at most ${most} files.`,
  tooLarge: (name: string, size: string, most: string) =>
    `${name} has ${size}; this server takes up to ${most}.`,
  waits: (text: string) =>
    text === ''
      ? 'Sent as soon as the files are there.'
      : `Sent as soon as the files are there: ${text}`,
  waiting: (size: string) => `${size}, waits`,
  paused: (moved: string, size: string) => `${moved} of ${size}, held`,
  moved: (moved: string, size: string) => `${moved} of ${size}`,
  pause: (name: string) => `Hold ${name}`,
  goOn: (name: string) => `Go on with ${name}`,
  takeOut: (name: string) => `Take ${name} out`,
  progress: (name: string) => `How much of ${name} is there`,
  openPicture: (name: string) => `Show ${name} large`,
  pictures: 'Pictures',
  before: 'The picture before',
  next: 'The next picture',
  larger: 'Show it in full size',
  smaller: 'Show the whole of it',
  download: 'Download',
  lost: (files: number) =>
    files === 1
      ? 'A file is on its way and would be lost.'
      : `${files} files are on their way and would be lost.`,
  title: 'Files',
  sort: 'Which files',
  sorts: {
    all: 'All',
    picture: 'Pictures',
    video: 'Films',
    sound: 'Sounds',
    document: 'Documents',
  },
  noFiles: 'There are none.',
  older: 'Older ones',
  toMessage: (name: string) => `To the message with ${name}`,
  count: (files: number) => (files === 1 ? 'with a file' : `with ${files} files`),
};
