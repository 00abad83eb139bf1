import type { notify as english } from '../en/notify';

/** Wörter des Angebots, von Nachrichten zu hören. */
export const notify: typeof english = {
  offer: 'Soll dieser Browser dir sagen, wenn dir jemand schreibt?',
  yes: 'Ja, bitte',
  no: 'Jetzt nicht',
};
