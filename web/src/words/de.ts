import { files } from './de/files';
import { invite } from './de/invite';
import { notify } from './de/notify';
import { screenDe } from './de/screen';
import { search } from './de/search';
import { talkDe } from './de/talk';
import type { Base } from './en';

/** Deutsch. */
export const de: Base = {
  language: 'Deutsch',
  direction: 'ltr',

  ...screenDe,
  ...talkDe,

  entrance: {
    title: 'Hereinkommen',
    lead: (server) => `Alle in diesem Netz können auf ${server} miteinander reden.`,
    name: 'Dein Name',
    enter: 'Hereinkommen',
    asGuest: 'Besuch',
    signIn: 'Anmelden',
    signUp: 'Konto anlegen',
    password: 'Passwort',
    passwordNew: 'Passwort wählen',
    passwordHint: 'Mindestens 8 Zeichen. Ein paar Wörter sind gut.',
    invite: 'Einladungscode',
    inviteOptional: 'Einladungscode, falls du einen hast',
    invited: 'Du bist eingeladen. Sag, wer du bist, und schon bist du da.',
    haveAccount: 'Anmelden',
    noAccount: 'Neues Konto',
    guestsRefused: 'Dieser Server nimmt keine Gäste. Melde dich an oder lege ein Konto an.',
    closed: 'Dieser Server legt zurzeit keine neuen Konten an.',
    inviteOnly: 'Ein neues Konto braucht hier eine Einladung.',
    basic: 'Nicht verschlüsselt',
    basicLong:
      'Diese Seite kam unverschlüsselt: Andere im Netz könnten mitlesen. Passwörter, Anrufe und ' +
      'Benachrichtigungen gibt es deshalb hier nicht.',
    secure: 'Sicheren Zugang einrichten',
    terminal: 'Im Terminal:',
    noAnswer: 'Der Server antwortet nicht. Läuft er, und bist du in seinem Netz?',
    again: 'Noch einmal',
    nameMissing: 'Ein Name fehlt noch, damit die anderen wissen, wer spricht.',
    passwordMissing: 'Das Passwort fehlt.',
    ended: 'Dein Besuch ist zu Ende. Komm wieder herein; Ungesendetes ist aufbewahrt.',
    working: 'Einen Moment …',
  },

  files,
  invite,
  notify,
  search,

  refusals: {
    'name-invalid': 'Buchstaben, Ziffern, einzelne Leerzeichen, Punkte, Bindestriche; 1 bis 32.',
    'name-taken': 'Diesen Namen hat schon jemand. Nimm einen anderen.',
    'name-has-account': 'Zu diesem Namen gibt es ein Konto. Ist es deins? Dann melde dich an.',
    'wrong-password': 'Name und Passwort passen nicht zusammen.',
    'password-invalid': 'Ein Passwort hat mindestens 8 Zeichen und nicht allzu viele.',
    'sign-up-closed': 'Zurzeit gibt es keine neuen Konten.',
    'invite-needed': 'Ein neues Konto braucht eine Einladung.',
    'invite-invalid': 'Diese Einladung ist aufgebraucht, zu alt oder war nie eine.',
    'guests-refused': 'Zurzeit gibt es keine Gäste.',
    banned: 'Du bist von diesem Server ausgeschlossen.',
    'secure-only': 'Nicht ohne Verschlüsselung. Richte erst den sicheren Zugang ein.',
    'slow-down': 'Das ging schnell. Gleich geht es wieder.',
    'not-signed-in': 'Dein Besuch ist zu Ende. Komm wieder herein.',
    'unknown-person': 'Niemand hat diesen Namen.',
    'unknown-conversation': 'Diese Unterhaltung gibt es nicht, oder sie ist nicht für dich.',
    'not-allowed': 'Das darfst du hier nicht.',
    muted: 'Du bist hier gerade stumm geschaltet.',
    archived: 'Diese Unterhaltung ist archiviert: lesen ja, schreiben nein.',
    'guest-left': 'Das war ein Gast, und er ist endgültig gegangen.',
    'already-member': 'Du bist schon drin.',
    'last-owner': 'Du bist der einzige Besitzer. Mach erst jemand anderen dazu.',
    'text-too-long': 'Das ist länger, als eine Nachricht sein kann.',
    'storage-full':
      'Die Platte des Servers ist voll. Es bleibt hier und geht hinaus, sobald Platz ist.',
    busy: 'Der Server hat viel zu tun. Es wird noch einmal versucht.',
    unavailable: 'Der Server kann gerade nichts speichern. Es wird noch einmal versucht.',
    stopping: 'Der Server hört gerade auf.',
    'epoch-changed': 'Der Server hat inzwischen eine neue Geschichte begonnen.',
    blocked: 'Diese Person nimmt keine Nachrichten von dir an.',
    'too-few': 'Zu einer Gruppe gehören mindestens drei.',
    'too-many': 'Das ist mehr, als hier aufbewahrt wird.',
    yourself: 'Zu einem privaten Gespräch gehören zwei.',
    'kept-out': 'Du bist von dieser Unterhaltung ausgeschlossen.',
    'query-invalid': 'Darin ist nichts, wonach man suchen könnte.',
    'unknown-file': 'Diese Datei gibt es nicht mehr, oder nicht für dich.',
    'file-too-large': 'Die Datei ist größer, als dieser Server sie nimmt.',
    quota: 'Für diese Datei ist kein Platz mehr.',
    'checksum-mismatch': 'Die Datei kam anders an, als sie abgeschickt wurde.',
    'offset-mismatch': 'Die Übertragung steht an einer anderen Stelle.',
    'upload-taken': 'Diese Übertragung läuft über eine andere Verbindung.',
    'callout-refused': 'In einem großen Raum rufen nur Moderatoren alle.',
    'not-a-member': 'Diese Person ist hier nicht dabei.',
    'unknown-message': 'Diese Nachricht gibt es nicht mehr.',
    'game-running': 'In dieser Unterhaltung ist schon ein Spiel offen.',
    'not-your-turn': 'Du bist nicht am Zug.',
    'square-taken': 'Dieses Feld ist besetzt.',
    'no-game': 'Dieses Spiel gibt es nicht, oder es ist vorbei.',
  },
};
