import { For, Show } from 'solid-js';
import { words } from '../../words/words';
import { Avatar } from '../parts/avatar';
import type { Candidate } from './completion';
import './completion-list.css';

interface CompletionListProps {
  id: string;
  candidates: readonly Candidate[];
  at: number;
  choose: (candidate: Candidate) => void;
}

/** What can be put in place of what is typed, above the field; the field keeps the focus. */
export function CompletionList(props: CompletionListProps) {
  return (
    <div class="completion" id={props.id} role="listbox" aria-label={words().composer.completion}>
      <For each={props.candidates}>
        {(candidate, index) => (
          <div
            class="completion-entry"
            id={`${props.id}-${index()}`}
            role="option"
            tabIndex={-1}
            aria-selected={props.at === index()}
            onPointerDown={(event) => {
              event.preventDefault();
              props.choose(candidate);
            }}
          >
            <Show
              when={candidate.person}
              fallback={<span class="completion-sign">{candidate.sign}</span>}
            >
              {(person) => <Avatar person={person()} name={candidate.label} size="small" />}
            </Show>
            <bdi class="completion-label">{candidate.label}</bdi>
            <span class="quiet cut">{candidate.about}</span>
          </div>
        )}
      </For>
    </div>
  );
}
