/** Words for bringing people in. */
export const invite = {
  title: 'Bring people in',
  link: 'Link for everybody on this network',
  linkHint: 'Read it aloud, or let them take a picture of the code.',
  code: 'QR code of the link',
  copy: 'Copy link',
  copied: 'Copied.',
  make: 'Make an invite',
  makeHint: 'An invite also works where new accounts are closed, and can lead into a room.',
  uses: 'For how many people',
  hours: 'Good for',
  hourChoices: { '1': 'An hour', '24': 'A day', '168': 'A week', '720': 'A month' },
  role: 'They come as',
  room: 'They land in',
  noRoom: 'No room in particular',
  made: 'This is shown once. Who has it can come in.',
};
