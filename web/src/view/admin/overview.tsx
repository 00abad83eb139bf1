import { createResource, For, Show } from 'solid-js';
import type { Usage } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { sizeOf } from '../files/size';
import { Choice } from '../settings/choice';
import { deed } from './deed';

const COUNTS = ['online', 'accounts', 'guests', 'rooms', 'messages', 'files'] as const;

/** How much there is, and who may come in. */
export function Overview(props: { readonly client: Client }) {
  const text = () => words().admin;
  const [usage, { refetch }] = createResource(async () => {
    const answer = await props.client.ask('read-usage', {});
    return answer.kind === 'usage' ? answer : null;
  });

  async function change(members: { mode?: Usage['signUp']; guests?: boolean }): Promise<void> {
    await deed(props.client.ask('set-sign-up', members));
    await refetch();
  }

  return (
    <Show when={usage.latest}>
      {(now) => (
        <div class="admin-overview">
          <dl class="admin-counts">
            <For each={COUNTS}>
              {(each) => (
                <div>
                  <dt>{text()[each]}</dt>
                  <dd class="numbers">{new Intl.NumberFormat(language()).format(now()[each])}</dd>
                </div>
              )}
            </For>
            <div>
              <dt>{text().fileBytes}</dt>
              <dd class="numbers">{sizeOf(now().fileBytes ?? 0)}</dd>
            </div>
            <div>
              <dt>{text().bytes}</dt>
              <dd class="numbers">{sizeOf(now().bytes)}</dd>
            </div>
            <div>
              <dt>{text().free}</dt>
              <dd class="numbers">{sizeOf(now().free)}</dd>
            </div>
          </dl>
          <Choice
            label={text().signUp}
            value={now().signUp}
            options={text().signUps}
            choose={(mode) => void change({ mode })}
          />
          <Choice
            label={text().guestsAllowed}
            value={now().guestsAllowed ? 'yes' : 'no'}
            options={text().guestChoices}
            choose={(value) => void change({ guests: value === 'yes' })}
          />
        </div>
      )}
    </Show>
  );
}
