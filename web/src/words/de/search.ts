import type { search as english } from '../en/search';

/** Wörter der Suche. */
export const search: typeof english = {
  title: 'Suche',
  field: 'In deinen Unterhaltungen suchen',
  hint: 'Was hilft:',
  filters: [
    ['"zwei Wörter"', 'Wörter, die aufeinander folgen'],
    ['welle*', 'alle Wörter, die so anfangen'],
    ['from:ana', 'was ana gesagt hat'],
    ['in:lobby', 'nur in diesem Raum'],
    ['after:2026-01-31', 'seit einem Tag; before: umgekehrt'],
    ['has:link', 'mit einem Link; auch has:mention, has:pin'],
    ['mentions:me', 'wo du gerufen wurdest'],
  ],
  here: 'Nur in dieser Unterhaltung',
  nothing: 'Nichts gefunden.',
  cache: 'Keine Verbindung: Gesucht wird nur, was dieser Browser aufbewahrt.',
  more: 'Mehr',
  found: (count) => (count === 1 ? 'Eine Nachricht' : `${count} Nachrichten`),
};
