import { createResource, For, Show } from 'solid-js';
import type { ConversationId, PersonId } from '../../protocol/values';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { attempt } from '../deeds';
import { Button } from '../parts/button';

/** Who may not come into a conversation. */
export function Bans(props: { readonly client: Client; readonly conversation: ConversationId }) {
  const [people, { refetch }] = createResource(async () => {
    const answer = await props.client.ask('list-bans', { conversation: props.conversation });
    return answer.kind === 'people' ? answer.people : [];
  });

  async function unban(person: PersonId): Promise<void> {
    await attempt(props.client, 'unban', { conversation: props.conversation, person });
    await refetch();
  }

  return (
    <section>
      <h3>{words().manage.bans}</h3>
      <ul>
        <For each={people()} fallback={<li class="quiet">{words().manage.noBans}</li>}>
          {(each) => (
            <li class="manage-ban">
              {each.name}
              <Button onClick={() => void unban(each.person)}>{words().manage.unban}</Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={people.loading}>
        <p class="quiet">{words().entrance.working}</p>
      </Show>
    </section>
  );
}
