import type { More } from '../en';
import { admin } from './admin';
import { manage } from './manage';
import { settings } from './settings';

/** Die Wörter von Fenstern, die wenige öffnen. */
export const more: More = {
  admin,
  manage,
  settings,

  keys: {
    switcher: 'Zu einer Unterhaltung oder Person gehen',
    neighbour: 'Zur nächsten Unterhaltung, hinauf oder hinunter',
    unread: 'Zur nächsten mit Ungelesenem',
    markRead: 'Als gelesen markieren und ans Ende gehen',
    messages: 'In den Nachrichten: von einer zur nächsten',
    onMessage: 'Auf einer Nachricht: Menü, antworten, Thread, ändern, reagieren',
    editLast: 'Im leeren Feld: die letzte eigene Nachricht ändern',
    line: 'Eine neue Zeile beginnen',
    bold: 'Fett',
    italic: 'Kursiv',
    code: 'Quelltext',
    link: 'Aus dem Markierten einen Link machen',
    help: 'Dies hier zeigen',
    signs: {
      '@': 'Jemanden nennen oder alle rufen',
      '#': 'Einen Raum nennen',
      ':': 'Ein Emoji bei seinem Namen',
      '/': 'Ein Befehl',
    },
    commands: 'Befehle',
    classic:
      'Auch: „bob: hallo“ geht nur an bob; !INFO, !TTT bob, !DISCONNECT und <EXIT> tun dasselbe ' +
      'wie im Terminal. Ein Leerzeichen davor macht aus einer Zeile einfachen Text.',
  },

  emoji: {
    title: 'Die Emojis',
    search: 'Ein Emoji finden',
    found: 'Gefunden',
    recent: 'Zuletzt benutzt',
    groups: {
      0: 'Gesichter und Gefühle',
      1: 'Menschen und Hände',
      3: 'Tiere und Natur',
      4: 'Essen und Trinken',
      5: 'Reisen und Orte',
      6: 'Spiel und Sport',
      7: 'Dinge',
      8: 'Zeichen',
      9: 'Flaggen',
    },
  },
};
