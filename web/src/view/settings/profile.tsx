import { createResource, createSignal, Show } from 'solid-js';
import type { Client } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { Choice } from './choice';

const DISPLAY_NAME_CHARACTERS = 64;
const STATUS_CHARACTERS = 128;
const LAST_SEEN = 'client:last-seen';

/** What others see beside the name. */
export function Profile(props: { readonly client: Client }) {
  const [shown] = createResource(async () => {
    const me = props.client.me();
    if (me === null) return null;
    const answer = await props.client.ask('read-profile', { person: me.person });
    return answer.kind === 'profile' ? answer : null;
  });
  return (
    <section>
      <h3>{words().settings.profile}</h3>
      <Show when={shown()}>
        {(profile) => (
          <Fields
            client={props.client}
            displayName={profile().person.displayName ?? ''}
            status={profile().person.status ?? ''}
            availability={profile().person.availability ?? 'here'}
          />
        )}
      </Show>
    </section>
  );
}

function Fields(props: {
  readonly client: Client;
  readonly displayName: string;
  readonly status: string;
  readonly availability: string;
}) {
  const text = () => words().settings;
  const [displayName, setDisplayName] = createSignal(props.displayName);
  const [status, setStatus] = createSignal(props.status);
  const [availability, setAvailability] = createSignal(props.availability);
  // The server does not say it again: what was chosen last is kept beside it.
  const chosen = () => (props.client.state(LAST_SEEN) === 'hidden' ? 'hidden' : 'shown');
  const [lastSeen, setLastSeen] = createSignal<'shown' | 'hidden'>(chosen());
  const [said, setSaid] = createSignal<{ trouble: boolean; words: string } | null>(null);

  async function save(): Promise<void> {
    const answer = await props.client.ask('set-profile', {
      displayName: displayName().trim(),
      status: status().trim(),
      availability: availability(),
      ...(lastSeen() === chosen() ? {} : { lastSeen: lastSeen() }),
    });
    if (answer.kind === 'done') {
      props.client.setState(LAST_SEEN, lastSeen() === 'hidden' ? 'hidden' : '');
      setSaid({ trouble: false, words: text().saved });
    } else if (answer.kind === 'refused') setSaid({ trouble: true, words: refusalWords(answer) });
    else setSaid({ trouble: true, words: words().entrance.noAnswer });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={text().displayName}
        value={displayName()}
        input={setDisplayName}
        limit={DISPLAY_NAME_CHARACTERS}
        hint={text().displayNameHint}
      />
      <TextField
        label={text().status}
        value={status()}
        input={setStatus}
        limit={STATUS_CHARACTERS}
        hint={text().statusHint}
      />
      <Choice
        label={text().availability}
        value={availability()}
        options={text().availabilities}
        choose={setAvailability}
      />
      <Choice
        label={text().lastSeen}
        value={lastSeen()}
        options={text().lastSeens}
        choose={setLastSeen}
      />
      <div class="row">
        <Button type="submit" look="main">
          {text().save}
        </Button>
      </div>
      <Show when={said()}>
        {(now) => (
          <p role="status" classList={{ trouble: now().trouble }}>
            {now().words}
          </p>
        )}
      </Show>
    </form>
  );
}
