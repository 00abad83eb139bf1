import type { media as en } from '../en/media';

/** Was zu Tönen, Filmen und Texten zu sagen ist, und dazu, was sie an Platz brauchen. */
export const media: typeof en = {
  recorder: {
    title: 'Sprachnachricht',
    asking: 'Wartet auf das Mikrofon …',
    recording: 'Nimmt auf',
    stop: 'Anhalten',
    send: 'Senden',
    discard: 'Verwerfen',
    most: (minutes) =>
      `Eine Sprachnachricht hat höchstens ${minutes} Minuten. Bis hierhin ist alles da.`,
    cut: 'Das Mikrofon ist weg. Was bis dahin gesagt wurde, ist da.',
    empty: 'Es wurde nichts aufgenommen. Versuche es noch einmal.',
    again: 'Noch einmal',
    insecure:
      'Browser geben einer Seite das Mikrofon nur über eine verschlüsselte Verbindung. Richte den ' +
      'sicheren Zugang ein und komm über dessen Adresse; alles andere geht auch hier.',
    unable:
      'Dieser Browser kann nicht aufnehmen. Ein neuerer kann es; Aufnahmen lassen sich anhängen.',
    denied:
      'Der Browser gibt dieser Seite das Mikrofon nicht. Erlaube es in den Einstellungen neben ' +
      'der Adresse und versuche es noch einmal.',
    missing: 'Es gibt kein Mikrofon. Schließe eines an und versuche es noch einmal.',
    taken: 'Ein anderes Programm hat das Mikrofon. Beende das und versuche es noch einmal.',
    failed:
      'Das Mikrofon antwortet nicht. Sieh nach, ob es angeschlossen ist, und versuche es noch einmal.',
    file: (time) => `Sprachnachricht ${time}`,
  },
  player: {
    voice: (length) => `Sprachnachricht, ${length}`,
    play: 'Abspielen',
    pause: 'Anhalten',
    place: 'Stelle im Ton',
    at: (at, length) => `${at} von ${length}`,
    speed: (times) => `Tempo: ${times}-fach`,
    failed: 'Das lässt sich hier nicht abspielen. Herunterladen geht.',
  },
  text: {
    open: (name) => `${name} lesen`,
    none: 'Keine Vorschau.',
    empty: 'Darin steht nichts.',
    part: (size, whole) => `Das sind die ersten ${size} von ${whole}.`,
  },
  tray: {
    onTheirWay: 'Dateien unterwegs',
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
  },
  lightbox: {
    pictures: 'Bilder',
    before: 'Das Bild davor',
    next: 'Das nächste Bild',
    larger: 'In voller Größe zeigen',
    smaller: 'Ganz zeigen',
  },
  list: {
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
  },
  storage: {
    title: 'Platz',
    by: 'Was Platz braucht',
    bys: {
      file: 'Größte Dateien',
      conversation: 'Nach Raum',
      person: 'Nach Person',
      sort: 'Nach Art',
    },
    private: 'Privates Gespräch',
    nameless: 'Ohne Namen',
    files: (count) => (count === 1 ? 'eine Datei' : `${count} Dateien`),
    none: 'Hier liegen keine Dateien.',
    all: (size, files) => `${size} in ${files}`,
    free: (size) => `${size} sind auf der Platte frei`,
    largest: (count) => `Das sind die größten ${count}.`,
    remove: 'Entfernen',
    removeTitle: 'Diese Datei entfernen?',
    removeFile: (name) => `${name} entfernen`,
    sure: (name, size) =>
      `${name} (${size}) wird für alle entfernt, mit den Nachrichten, die es zeigen: dort steht ` +
      'dann, dass eine Nachricht gelöscht wurde. Das lässt sich nicht zurücknehmen.',
    removed: (size) => `Entfernt. ${size} sind binnen einer Stunde frei.`,
  },
};
