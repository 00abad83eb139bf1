import { createResource, For, Show } from 'solid-js';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { Button } from '../parts/button';
import { say } from '../parts/toast';

/** Where one is signed in, and the way to end that. */
export function Devices(props: { readonly client: Client }) {
  const text = () => words().settings;
  const [sessions, { refetch }] = createResource(async () => {
    const answer = await props.client.ask('list-sessions', {});
    return answer.kind === 'sessions' ? answer.sessions : [];
  });
  const when = (time: number) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);

  async function end(session: string): Promise<void> {
    await props.client.ask('end-session', { session });
    await refetch();
  }

  async function endOthers(): Promise<void> {
    const answer = await props.client.ask('end-other-sessions', {});
    if (answer.kind === 'done') say(text().endedOthers);
    await refetch();
  }

  return (
    <section>
      <h3>{text().devices}</h3>
      <p class="quiet">{text().devicesHint}</p>
      <ul>
        <For each={sessions()}>
          {(session) => (
            <li class="session">
              <span>
                <span>{session.device === '' ? '–' : session.device}</span>
                <Show when={session.current}>
                  <strong> · {text().thisDevice}</strong>
                </Show>
                <br />
                <span class="quiet numbers">{text().used(when(session.used))}</span>
              </span>
              <Show when={!session.current}>
                <Button onClick={() => void end(session.session)}>{text().endSession}</Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={(sessions()?.length ?? 0) > 1}>
        <div class="row">
          <Button onClick={() => void endOthers()}>{text().endOthers}</Button>
        </div>
      </Show>
    </section>
  );
}
