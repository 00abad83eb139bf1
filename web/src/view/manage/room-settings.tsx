import { createResource, createSignal, Show } from 'solid-js';
import type { Reply } from '../../protocol/server-frames';
import type { ConversationId } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { say } from '../parts/toast';
import { mayPin, moderates, owns } from '../rights';
import { Choice } from '../settings/choice';
import { Bans } from './bans';
import { changes, type Fields } from './changes';
import './manage.css';

const NAME_CHARACTERS = 32;
const TOPIC_CHARACTERS = 256;
const DESCRIPTION_CHARACTERS = 2_048;

interface RoomSettingsProps {
  readonly client: Client;
  readonly conversation: ConversationId;
  readonly close: () => void;
}

/** All that is known of a room or group, and for those who may the ways to change it. */
export function RoomSettings(props: RoomSettingsProps) {
  const [read, { refetch }] = createResource(async () => {
    const answer = await props.client.ask('read-conversation', {
      conversation: props.conversation,
    });
    return answer.kind === 'conversation' ? answer : null;
  });
  const title = () => props.client.conversation(props.conversation)?.title ?? '';
  return (
    <Dialog title={words().sidebar.about(title())} close={props.close}>
      <Show when={read()}>
        {(known) => <Form {...props} known={known()} again={() => void refetch()} />}
      </Show>
    </Dialog>
  );
}

type Known = Reply<'conversation'>;

function fieldsOf(known: Known): Fields {
  const { summary } = known;
  return {
    title: summary.title,
    topic: summary.topic ?? '',
    description: known.description ?? '',
    access: summary.access ?? 'public',
    newcomers: known.newcomers,
    announcement: known.announcement,
    slowSeconds: known.slowSeconds,
  };
}

function Form(props: RoomSettingsProps & { readonly known: Known; readonly again: () => void }) {
  const text = () => words().manage;
  const before = fieldsOf(props.known);
  const [fields, setFields] = createSignal(before);
  const [trouble, setTrouble] = createSignal<{ field: string; words: string }>();
  const set = (part: Partial<Fields>) => setFields((all) => ({ ...all, ...part }));
  const conversation = () => props.client.conversation(props.conversation);
  const role = () => props.client.me()?.role;
  const may = (rule: typeof owns) => {
    const here = conversation();
    return here !== null && rule(here, role());
  };
  const isEveryone = () => props.conversation === props.client.me()?.everyone;
  const wrong = (field: string) => (trouble()?.field === field ? trouble()?.words : undefined);

  async function send(command: Parameters<Client['command']>[1] | null): Promise<void> {
    if (command === null) {
      props.close();
      return;
    }
    const answer = await props.client.command('change', command as never);
    if (isDenied(answer)) {
      const field = answer.kind === 'refused' ? (answer.field ?? 'title') : 'title';
      setTrouble({ field, words: denialWords(answer) });
      return;
    }
    say(text().saved);
    props.close();
  }

  const number = (value: number) => new Intl.NumberFormat(language()).format(value);
  const when = () =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(props.known.made);

  return (
    <form
      class="dialog-body manage"
      onSubmit={(event) => {
        event.preventDefault();
        void send(changes(props.conversation, before, fields()));
      }}
    >
      <p class="quiet">
        <Show when={props.known.maker}>
          {(maker) => <>{text().made(when(), maker().name)}. </>}
        </Show>
        {text().counted(number(props.known.summary.people ?? 0), number(props.known.messages))}
      </p>
      <Show when={may(owns) && !isEveryone()}>
        <TextField
          label={text().name}
          value={fields().title}
          input={(title) => set({ title })}
          limit={NAME_CHARACTERS}
          error={wrong('title')}
        />
      </Show>
      <Show when={may(mayPin)}>
        <TextField
          label={text().topic}
          value={fields().topic}
          input={(topic) => set({ topic })}
          limit={TOPIC_CHARACTERS}
          hint={text().topicHint}
          error={wrong('topic')}
        />
        <TextField
          label={text().description}
          value={fields().description}
          input={(description) => set({ description })}
          limit={DESCRIPTION_CHARACTERS}
          lines={4}
          error={wrong('description')}
        />
      </Show>
      <Show when={may(owns) && props.known.summary.type === 'room' && !isEveryone()}>
        <Choice
          label={text().access}
          value={fields().access}
          options={text().accesses}
          choose={(access) => set({ access })}
        />
      </Show>
      <Show when={may(owns)}>
        <Choice
          label={text().newcomers}
          value={fields().newcomers}
          options={text().newcomerChoices}
          choose={(newcomers) => set({ newcomers })}
        />
      </Show>
      <Show when={may(moderates)}>
        <Choice
          label={text().announcement}
          value={fields().announcement ? 'yes' : 'no'}
          options={text().announcementChoices}
          choose={(value) => set({ announcement: value === 'yes' })}
        />
        <Choice
          label={text().slow}
          value={String(fields().slowSeconds)}
          options={text().slowChoices}
          choose={(value) => set({ slowSeconds: Number(value) })}
        />
        <Bans client={props.client} conversation={props.conversation} />
      </Show>
      <Show when={may(owns) && !isEveryone()}>
        <p class="quiet">{text().archiveHint}</p>
        <div>
          <Show
            when={conversation()?.archived}
            fallback={
              <Button
                look="danger"
                onClick={() => void send({ conversation: props.conversation, archived: true })}
              >
                {text().archive}
              </Button>
            }
          >
            <Button
              onClick={() => void send({ conversation: props.conversation, archived: false })}
            >
              {text().unarchive}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={may(mayPin)}>
        <footer class="dialog-foot">
          <Button onClick={() => props.close()}>{words().parts.cancel}</Button>
          <Button type="submit" look="main">
            {text().save}
          </Button>
        </footer>
      </Show>
    </form>
  );
}
