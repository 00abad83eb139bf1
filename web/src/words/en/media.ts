/** Words that are loaded with what records, plays and shows files, and with the page of storage. */
export const media = {
  recorder: {
    title: 'Voice message',
    asking: 'Waiting for the microphone …',
    recording: 'Recording',
    stop: 'Stop',
    send: 'Send',
    discard: 'Discard',
    most: (minutes: number) => `A voice message has at most ${minutes} minutes. This is all of it.`,
    cut: 'The microphone is gone. What was said until then is here.',
    empty: 'Nothing was recorded. Try again.',
    again: 'Try again',
    insecure:
      'Browsers let a page use the microphone only over an encrypted connection. Set up secure ' +
      'access, and come in by its address; everything else works here, too.',
    unable:
      'This browser cannot record. A newer one can; files that were recorded can be attached.',
    denied:
      'The browser keeps the microphone from this page. Allow it in the settings beside the ' +
      'address, then try again.',
    missing: 'There is no microphone. Connect one, then try again.',
    taken: 'Another program has the microphone. End that, then try again.',
    failed: 'The microphone does not answer. Look whether it is connected, then try again.',
    file: (time: string) => `voice message ${time}`,
  },
  player: {
    voice: (length: string) => `Voice message, ${length}`,
    play: 'Play',
    pause: 'Pause',
    place: 'Place in the sound',
    at: (at: string, length: string) => `${at} of ${length}`,
    speed: (times: string) => `Speed: ${times} times`,
    failed: 'This cannot be played here. It can be downloaded.',
  },
  text: {
    open: (name: string) => `Read ${name}`,
    none: 'No preview.',
    empty: 'There is nothing in it.',
    part: (size: string, whole: string) => `These are the first ${size} of ${whole}.`,
  },
  tray: {
    onTheirWay: 'Files on their way',
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
  },
  lightbox: {
    pictures: 'Pictures',
    before: 'The picture before',
    next: 'The next picture',
    larger: 'Show it in full size',
    smaller: 'Show the whole of it',
  },
  list: {
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
  },
  storage: {
    title: 'Space',
    by: 'What takes space',
    bys: {
      file: 'Largest files',
      conversation: 'By room',
      person: 'By person',
      sort: 'By kind',
    },
    private: 'Private conversation',
    nameless: 'Without a name',
    files: (count: number) => (count === 1 ? 'one file' : `${count} files`),
    none: 'No files are kept here.',
    all: (size: string, files: string) => `${size} in ${files}`,
    free: (size: string) => `${size} are free on the disk`,
    largest: (count: number) => `These are the largest ${count}.`,
    remove: 'Remove',
    removeTitle: 'Remove this file?',
    removeFile: (name: string) => `Remove ${name}`,
    sure: (name: string, size: string) =>
      `${name} (${size}) is removed for everybody, with the messages that show it: there it says ` +
      'that a message was deleted. This cannot be taken back.',
    removed: (size: string) => `Removed. ${size} are free within the hour.`,
  },
};
