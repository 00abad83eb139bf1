import { files } from './en/files';
import { invite } from './en/invite';
import type { more } from './en/more';
import { notify } from './en/notify';
import { screenEn } from './en/screen';
import { search } from './en/search';
import { talkEn } from './en/talk';

/**
 * All words that people read, in English: the catalogue that the others are checked against. Texts
 * with values are functions. The words of refusals are in `refusals`, by the server's error.
 */
export const en = {
  language: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',

  ...screenEn,
  ...talkEn,

  entrance: {
    title: 'Come in',
    lead: (server: string) => `Everybody on this network can talk on ${server}.`,
    name: 'Your name',
    enter: 'Come in',
    asGuest: 'Guest',
    signIn: 'Sign in',
    signUp: 'Make an account',
    password: 'Password',
    passwordNew: 'Choose a password',
    passwordHint: 'At least 8 characters. A few words make a good one.',
    invite: 'Invite code',
    inviteOptional: 'Invite code, if you have one',
    invited: 'You were invited. Say who you are, and you are in.',
    haveAccount: 'Sign in',
    noAccount: 'New account',
    guestsRefused: 'This server takes no guests. Sign in, or make an account.',
    closed: 'This server makes no new accounts at the moment.',
    inviteOnly: 'A new account needs an invite here.',
    basic: 'Not encrypted',
    basicLong:
      'This page came without encryption: others on the network could read along. So passwords, ' +
      'calls and notifications are not for here.',
    secure: 'Set up secure access',
    terminal: 'In a terminal:',
    noAnswer: 'The server does not answer. Is it running, and are you on its network?',
    again: 'Try again',
    nameMissing: 'A name is needed, so that others know who is talking.',
    passwordMissing: 'The password is missing.',
    ended: 'Your visit has ended. Come in again; what you wrote and was not sent is kept.',
    working: 'One moment …',
  },

  files,
  invite,
  notify,
  search,

  refusals: {
    'name-invalid': 'Letters, digits and single spaces, dots or hyphens make a name; 1 to 32.',
    'name-taken': 'Somebody has this name already. Try another one.',
    'name-has-account': 'This name has an account. Is it yours? Then sign in.',
    'wrong-password': 'Name and password do not fit.',
    'password-invalid': 'A password has at least 8 characters, and not very many.',
    'sign-up-closed': 'There are no new accounts at the moment.',
    'invite-needed': 'A new account needs an invite.',
    'invite-invalid': 'This invite was used up, is too old, or was never one.',
    'guests-refused': 'There are no guests at the moment.',
    banned: 'You are banned from this server.',
    'secure-only': 'Not without encryption. Set up secure access first.',
    'slow-down': 'That was fast. It works again in a moment.',
    'not-signed-in': 'Your visit has ended. Come in again.',
    'unknown-person': 'Nobody has this name.',
    'unknown-conversation': 'There is no such conversation, or it is not for you.',
    'not-allowed': 'You may not do that here.',
    muted: 'You are muted here at the moment.',
    archived: 'This conversation is archived: it can be read, not written in.',
    'guest-left': 'That was a guest, who has left for good.',
    'already-member': 'You are in there already.',
    'last-owner': 'You are the only owner. Make somebody else an owner first.',
    'text-too-long': 'This is longer than a message can be.',
    'storage-full': 'The server’s disk is full. It is kept here and sent when there is room.',
    busy: 'The server has much to do. It is tried again.',
    unavailable: 'The server cannot store anything at the moment. It is tried again.',
    stopping: 'The server is stopping.',
    'epoch-changed': 'The server began a new history meanwhile.',
    blocked: 'This person takes no messages from you.',
    'too-few': 'A group takes at least three people.',
    'too-many': 'That is more than can be kept here.',
    yourself: 'A private conversation takes two.',
    'kept-out': 'You are banned from this conversation.',
    'query-invalid': 'There is nothing to search for in this.',
    'unknown-file': 'This file is gone, or not for you.',
    'file-too-large': 'The file is larger than this server takes.',
    quota: 'There is no room left for this file.',
    'checksum-mismatch': 'The file arrived otherwise than it was sent.',
    'offset-mismatch': 'The upload stands at another byte.',
    'upload-taken': 'This upload goes on over another connection.',
    'callout-refused': 'In a large room only moderators call everybody.',
    'not-a-member': 'This person is not in here.',
    'unknown-message': 'This message is not there any more.',
    'game-running': 'A game is open in this conversation already.',
    'not-your-turn': 'It is not your turn.',
    'square-taken': 'This square is taken.',
    'call-running': 'There is a call here already: join it.',
    'no-call': 'This call is over.',
    'call-full': 'The call takes no more people.',
    'not-in-call': 'This device is not in the call.',
    'no-game': 'There is no such game, or it is over.',
  },
};

/** What is here from the start. */
export type Base = typeof en;
/** What comes with the first window that few open. */
export type More = typeof more;
/** What each language has. */
export type Catalogue = Base & More;
