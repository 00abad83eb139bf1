import { createEffect, type JSX } from 'solid-js';
import type { Person, PersonId } from '../protocol/values';
import { clean } from './clean';
import { type Names, toHtml } from './parse';
import './rich-text.css';

/** Texts that are shown again look the same: so many are kept in their finished form. */
const KEPT = 500;
const finished = new Map<string, DocumentFragment>();

/** Without any of these a text is nothing but its lines. */
const MARKS = /[*_~`#>|[\]<@\\]|\bhttps?:|www\.|^\s*([-+]|\d+[.)])\s|^ {4}|^\s*={2,}|\S@\S/m;

function plain(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const words of text.split(/\n{2,}/)) {
    const paragraph = document.createElement('p');
    words.split('\n').forEach((line, index) => {
      if (index > 0) paragraph.append(document.createElement('br'));
      paragraph.append(line);
    });
    fragment.append(paragraph);
  }
  return fragment;
}

function namesOf(people: readonly Person[]): Names {
  const words = people.map((each) => ({ person: each.person, name: each.name.toLowerCase() }));
  words.push({ person: 'everyone', name: 'everyone' }, { person: 'here', name: 'here' });
  words.sort((one, other) => other.name.length - one.name.length);
  return (text) => {
    const start = text.slice(0, 64).toLowerCase();
    const found = words.find(
      (each) =>
        start.startsWith(each.name) && !/^[\p{L}\p{N}_]/u.test(text.slice(each.name.length)),
    );
    return found === undefined ? null : { person: found.person, length: found.name.length };
  };
}

function rendered(text: string, people: readonly Person[]): DocumentFragment {
  if (!MARKS.test(text)) return plain(text);
  const key = `${people.map((each) => `${each.person} ${each.name}`).join('\n')}\n\n${text}`;
  const known = finished.get(key);
  if (known !== undefined) return known.cloneNode(true) as DocumentFragment;
  const fresh = clean(toHtml(text, namesOf(people)));
  if (finished.size >= KEPT) finished.delete(finished.keys().next().value ?? '');
  finished.set(key, fresh);
  return fresh.cloneNode(true) as DocumentFragment;
}

async function colour(place: HTMLElement): Promise<void> {
  const blocks = place.querySelectorAll<HTMLElement>(
    'pre > code[data-language]:not([data-language=""])',
  );
  if (blocks.length === 0) return;
  const { highlight } = await import('./highlight');
  for (const block of blocks) {
    const html = await highlight(block.textContent, block.dataset.language ?? '');
    if (html !== null) block.replaceChildren(clean(html));
  }
}

/**
 * What a person wrote, with its Markdown. Everything that comes from a text passes two guards: it
 * is escaped when it is rendered and cleaned before it is shown. Of `mentions` those are marked
 * that the text names; `me` is marked apart.
 */
export function RichText(props: {
  readonly text: string;
  readonly mentions?: readonly PersonId[];
  readonly person: (id: PersonId) => Person | null;
  readonly me?: PersonId;
}): JSX.Element {
  const place = document.createElement('div');
  place.className = 'rich-text';
  place.dir = 'auto';
  createEffect(() => {
    const people = (props.mentions ?? []).map(props.person).filter((each) => each !== null);
    place.replaceChildren(rendered(props.text, people));
    for (const mention of place.querySelectorAll<HTMLElement>('.mention')) {
      const whom = mention.dataset.person ?? '';
      mention.classList.toggle('mine', whom === props.me || whom === 'everyone' || whom === 'here');
    }
    // Without colours it is the same code.
    colour(place).catch(() => undefined);
  });
  return place;
}
