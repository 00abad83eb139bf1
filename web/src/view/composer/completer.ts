import { type Accessor, createSignal } from 'solid-js';
import type { Client } from '../../state/client';
import type { Talk } from '../timeline/talk';
import { type Candidate, type Wanted, wantedAt } from './completion';

/** Offers what can be put in place of what is typed. */
export interface Completer {
  readonly candidates: Accessor<readonly Candidate[]>;
  readonly at: Accessor<number>;
  /** Looks at the field anew. */
  look(field: HTMLTextAreaElement): void;
  choose(candidate: Candidate): void;
  /** Whether a key was meant for the list. */
  keys(event: KeyboardEvent): boolean;
  close(): void;
}

const NONE: readonly Candidate[] = [];

/** Makes the completion of one field; `put` replaces a part of its text. */
export function createCompleter(
  client: Client,
  talk: Talk,
  put: (start: number, end: number, by: string) => void,
): Completer {
  const [candidates, setCandidates] = createSignal<readonly Candidate[]>(NONE);
  const [at, setAt] = createSignal(0);
  let wanted: Wanted | null = null;
  let end = 0;
  let asked = 0;
  let closed = '';
  const close = () => {
    asked++;
    setCandidates(NONE);
  };
  const choose = (candidate: Candidate) => {
    if (wanted !== null) put(wanted.start, end, candidate.text);
    close();
  };
  return {
    candidates,
    at,
    look(field) {
      end = field.selectionStart;
      const now = field.selectionEnd === end ? wantedAt(field.value, end) : null;
      const key = now === null ? '' : `${now.what}${now.start}${now.query}`;
      const before = wanted === null ? '' : `${wanted.what}${wanted.start}${wanted.query}`;
      if (key !== '' && (key === closed || (key === before && candidates().length > 0))) return;
      wanted = now;
      if (now === null) return close();
      const mine = ++asked;
      void import('./candidates')
        .then(({ candidatesFor }) => candidatesFor(client, talk, now))
        .then((found) => {
          if (mine !== asked) return;
          setAt(0);
          setCandidates(found);
        })
        // Without a connection one goes on without offers.
        .catch(() => undefined);
    },
    choose,
    keys(event) {
      const all = candidates();
      if (all.length === 0 || event.ctrlKey || event.altKey || event.metaKey) return false;
      const chosen = all[at()];
      if (event.key === 'ArrowDown') setAt((at() + 1) % all.length);
      else if (event.key === 'ArrowUp') setAt((at() + all.length - 1) % all.length);
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) {
        // An order that is typed in full is given, not completed.
        if (event.key === 'Enter' && wanted?.what === 'verb' && wanted.query === chosen.key) {
          close();
          return false;
        }
        choose(chosen);
      } else if (event.key === 'Escape') {
        closed = wanted === null ? '' : `${wanted.what}${wanted.start}${wanted.query}`;
        close();
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    close,
  };
}
