import { For, onMount, Show } from 'solid-js';
import type { Invite } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { isDenied } from '../deeds';
import { createPages } from '../pages';
import { Button } from '../parts/button';
import { deed } from './deed';
import { More } from './more';

/** The invites that can still be used. */
export function Invites(props: { readonly client: Client }) {
  const text = () => words().admin;
  const pages = createPages<Invite>(async (after) => {
    const answer = await props.client.ask('list-invites', after === undefined ? {} : { after });
    return isDenied(answer) ? null : { items: answer.invites, after: answer.after };
  });
  onMount(() => void pages.again());
  const when = (time: number) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
  const roleName = (role: string) =>
    (text().roles as Readonly<Record<string, string>>)[role] ?? role;

  async function revoke(invite: string): Promise<void> {
    await deed(props.client.ask('revoke-invite', { invite }));
    await pages.again();
  }

  return (
    <>
      <ul class="admin-list">
        <For each={pages.items}>
          {(each) => (
            <li class="admin-line">
              <div class="admin-who">
                <strong>{roleName(each.role)}</strong> · {text().uses(each.uses)}
                <p class="quiet">
                  {text().until(when(each.expires))} · {text().by(each.maker)}
                  <Show when={each.conversation}>
                    {(room) => ` · ${props.client.conversation(room())?.title ?? ''}`}
                  </Show>
                </p>
              </div>
              <Button look="danger" onClick={() => void revoke(each.invite)}>
                {text().revoke}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <More pages={pages} />
    </>
  );
}
