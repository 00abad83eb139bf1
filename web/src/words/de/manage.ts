import type { manage as english } from '../en/manage';

/** Wörter für das, was an einem Raum oder einer Gruppe einstellbar ist. */
export const manage: typeof english = {
  name: 'Name',
  topic: 'Thema',
  topicHint: 'Eine Zeile über der Unterhaltung.',
  description: 'Beschreibung',
  access: 'Wer herein darf',
  accesses: { public: 'Alle auf diesem Server', private: 'Wer eingeladen ist' },
  newcomers: 'Was Neue lesen dürfen',
  newcomerChoices: {
    all: 'Alles, was vorher gesagt wurde',
    'from-joining': 'Was ab dann gesagt wird',
  },
  announcement: 'Wer schreiben darf',
  announcementChoices: { no: 'Alle Mitglieder', yes: 'Besitzer und Moderatoren' },
  slow: 'Langsam',
  slowChoices: {
    '0': 'Aus',
    '10': 'Alle 10 Sekunden eine Nachricht',
    '60': 'Eine Nachricht in der Minute',
    '600': 'Alle 10 Minuten eine Nachricht',
    '3600': 'Eine Nachricht in der Stunde',
  },
  save: 'Speichern',
  saved: 'Gespeichert.',
  archive: 'Archivieren',
  archiveHint: 'Dann kann man darin lesen und nicht mehr schreiben. Das lässt sich zurücknehmen.',
  unarchive: 'Aus dem Archiv holen',
  made: (when, who) => `Angelegt am ${when} von ${who}`,
  counted: (people, messages) => `${people} Leute, ${messages} Nachrichten`,
  bans: 'Hier ausgeschlossen',
  noBans: 'Niemand ist hier ausgeschlossen.',
  unban: 'Wieder zulassen',
};
