import { admin } from './admin';
import { manage } from './manage';
import { settings } from './settings';

/** The words of windows that few open: loaded with the first of them. */
export const more = {
  admin,
  manage,
  settings,

  keys: {
    switcher: 'Go to a conversation or a person',
    neighbour: 'To the next conversation, up or down',
    unread: 'To the next one with something unread',
    markRead: 'Mark as read, and go to the end',
    messages: 'In the messages: from one to the next',
    onMessage: 'On a message: its menu, reply, thread, edit, react',
    editLast: 'In an empty field: change your last message',
    line: 'Begin a new line',
    bold: 'Bold',
    italic: 'Italic',
    code: 'Code',
    link: 'Make a link of what is marked',
    help: 'Show this',
    signs: {
      '@': 'Name somebody, or call everyone',
      '#': 'Name a room',
      ':': 'An emoji by its name',
      '/': 'A command',
    },
    commands: 'Commands',
    classic:
      'Also: “bob: hello” goes to bob alone; !INFO, !TTT bob, !DISCONNECT and <EXIT> work as ' +
      'they do in the terminal. A space before a line makes it plain text.',
  },

  emoji: {
    title: 'Emoji',
    search: 'Find an emoji',
    found: 'Found',
    recent: 'Used last',
    groups: {
      0: 'Faces and feelings',
      1: 'People and hands',
      3: 'Animals and nature',
      4: 'Food and drink',
      5: 'Travel and places',
      6: 'Games and sport',
      7: 'Objects',
      8: 'Signs',
      9: 'Flags',
    },
  },
};
