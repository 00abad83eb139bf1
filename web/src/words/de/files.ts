import type { files as en } from '../en/files';

/** Was über Dateien zu sagen ist. */
export const files: typeof en = {
  attach: 'Dateien anhängen',
  dropHere: 'Dateien hier ablegen',
  onTheirWay: 'Dateien unterwegs',
  none: 'Dieser Server nimmt keine Dateien.',
  folder: (name) => `${name} ist ein Ordner. Wähle die Dateien darin.`,
  tooMany: (most) => `Eine Nachricht zeigt höchstens ${most} Dateien.`,
  tooLarge: (name, size, most) => `${name} hat ${size}; dieser Server nimmt bis ${most}.`,
  waits: (text) =>
    text === ''
      ? 'Wird gesendet, sobald die Dateien da sind.'
      : `Wird gesendet, sobald die Dateien da sind: ${text}`,
  waiting: (size) => `${size}, wartet`,
  paused: (moved, size) => `${moved} von ${size}, angehalten`,
  moved: (moved, size) => `${moved} von ${size}`,
  pause: (name) => `${name} anhalten`,
  goOn: (name) => `Mit ${name} weitermachen`,
  takeOut: (name) => `${name} herausnehmen`,
  progress: (name) => `Wie viel von ${name} schon da ist`,
  openPicture: (name) => `${name} groß zeigen`,
  pictures: 'Bilder',
  before: 'Das Bild davor',
  next: 'Das nächste Bild',
  larger: 'In voller Größe zeigen',
  smaller: 'Ganz zeigen',
  download: 'Herunterladen',
  lost: (files) =>
    files === 1
      ? 'Eine Datei ist unterwegs und ginge verloren.'
      : `${files} Dateien sind unterwegs und gingen verloren.`,
  title: 'Dateien',
  sort: 'Welche Dateien',
  sorts: {
    all: 'Alle',
    picture: 'Bilder',
    video: 'Filme',
    sound: 'Töne',
    document: 'Dokumente',
  },
  noFiles: 'Es gibt keine.',
  older: 'Ältere',
  toMessage: (name) => `Zur Nachricht mit ${name}`,
  count: (files) => (files === 1 ? 'mit einer Datei' : `mit ${files} Dateien`),
};
