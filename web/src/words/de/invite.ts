import type { invite as english } from '../en/invite';

/** Wörter dafür, andere hereinzuholen. */
export const invite: typeof english = {
  title: 'Andere hereinholen',
  link: 'Link für alle in diesem Netz',
  linkHint: 'Lies ihn vor, oder lass den Code fotografieren.',
  code: 'QR-Code des Links',
  copy: 'Link kopieren',
  copied: 'Kopiert.',
  make: 'Einladung machen',
  makeHint:
    'Eine Einladung gilt auch, wo neue Konten geschlossen sind, und kann in einen Raum führen.',
  uses: 'Für wie viele Leute',
  hours: 'Gültig für',
  hourChoices: { '1': 'Eine Stunde', '24': 'Einen Tag', '168': 'Eine Woche', '720': 'Einen Monat' },
  role: 'Sie kommen als',
  room: 'Sie landen in',
  noRoom: 'Keinem bestimmten Raum',
  made: 'Das wird nur einmal gezeigt. Wer es hat, kann herein.',
};
