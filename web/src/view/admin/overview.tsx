import { createResource, For, Show } from 'solid-js';
import type { Usage } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { Choice } from '../settings/choice';
import { deed } from './deed';

const COUNTS = ['online', 'accounts', 'guests', 'rooms', 'messages', 'files'] as const;
const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes as people say them. */
export function amount(bytes: number, tag: string): string {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const format = { style: 'unit', unit: UNITS[unit], maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(tag, format as Intl.NumberFormatOptions).format(value);
}

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
              <dt>{text().bytes}</dt>
              <dd class="numbers">{amount(now().bytes, language())}</dd>
            </div>
            <div>
              <dt>{text().free}</dt>
              <dd class="numbers">{amount(now().free, language())}</dd>
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
