import { For, onMount, Show } from 'solid-js';
import type { AuditEntry } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { isDenied } from '../deeds';
import { createPages } from '../pages';
import { More } from './more';

/** What those who run the server did, newest first. */
export function Audit(props: { readonly client: Client }) {
  const pages = createPages<AuditEntry>(async (after) => {
    const answer = await props.client.ask('list-audit', after === undefined ? {} : { after });
    return isDenied(answer) ? null : { items: answer.entries, after: answer.after };
  });
  onMount(() => void pages.again());
  const when = (time: number) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'short', timeStyle: 'medium' }).format(time);
  return (
    <>
      <ul class="admin-list" aria-label={words().admin.places.audit}>
        <For each={pages.items}>
          {(entry) => (
            <li class="admin-line">
              <span class="quiet numbers">{when(entry.time)}</span>
              <span class="admin-who">
                <strong>{entry.who}</strong> {entry.what}
                <Show when={entry.whom}>
                  {' '}
                  <strong>{entry.whom}</strong>
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
      <More pages={pages} />
    </>
  );
}
