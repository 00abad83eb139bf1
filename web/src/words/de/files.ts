import type { files as en } from '../en/files';

/** Was über Dateien zu sagen ist. */
export const files: typeof en = {
  attach: 'Dateien anhängen',
  record: 'Sprachnachricht aufnehmen',
  none: 'Dieser Server nimmt keine Dateien.',
  folder: (name) => `${name} ist ein Ordner. Wähle die Dateien darin.`,
  tooMany: (most) => `Eine Nachricht zeigt höchstens ${most} Dateien.`,
  tooLarge: (name, size, most) => `${name} hat ${size}; dieser Server nimmt bis ${most}.`,
  openPicture: (name) => `${name} groß zeigen`,
  download: 'Herunterladen',
  lost: (files) =>
    files === 1
      ? 'Eine Datei ist unterwegs und ginge verloren.'
      : `${files} Dateien sind unterwegs und gingen verloren.`,
  title: 'Dateien',
  count: (files) => (files === 1 ? 'mit einer Datei' : `mit ${files} Dateien`),
};
