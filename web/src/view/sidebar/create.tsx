import { createSignal, type JSX } from 'solid-js';
import type { Accepted } from '../../protocol/server-frames';
import type { Denied } from '../../state/client';
import { words } from '../../words/words';
import { denialWords, fieldOf, isDenied } from '../deeds';
import { Dialog, DialogForm } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { say } from '../parts/toast';
import { useStage } from '../shell/stage';

interface Opening {
  title: string;
  action: string;
  /** The field that each refusal belongs to, by its error; refusals may name one themselves. */
  fields: Readonly<Record<string, string>>;
  open: () => Promise<Accepted | Denied>;
  done: (accepted: Accepted) => void;
  close: () => void;
  children: (at: (field: string) => string | undefined) => JSX.Element;
}

/** A dialog that makes a conversation; what is refused is said beside its field. */
function OpeningDialog(props: Opening) {
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<{ field: string; text: string }>();
  const submit = async () => {
    setBusy(true);
    const answer = await props.open();
    setBusy(false);
    if (isDenied(answer)) {
      setWrong({ field: fieldFor(answer, props.fields), text: denialWords(answer) });
      return;
    }
    props.close();
    props.done(answer);
  };
  const at = (field: string) => (wrong()?.field === field ? wrong()?.text : undefined);
  const elsewhere = () => (wrong()?.field === '' ? wrong()?.text : undefined);
  return (
    <Dialog title={props.title} close={props.close}>
      <DialogForm
        action={props.action}
        busy={busy()}
        trouble={elsewhere()}
        submit={() => void submit()}
        close={props.close}
      >
        {props.children(at)}
      </DialogForm>
    </Dialog>
  );
}

const NAMING = { 'name-invalid': 'name', 'name-taken': 'name', 'name-has-account': 'name' };

/** The fields that these dialogs have. */
const KNOWN = ['name', 'topic', 'people'];

function fieldFor(denied: Denied, fields: Opening['fields']): string {
  if (denied.kind === 'lost') return '';
  const named = fieldOf(denied) ?? '';
  return fields[denied.error] ?? (KNOWN.includes(named) ? named : '');
}

/** The name of what is opened, where one begins. */
function NameField(props: {
  label: string;
  hint?: string;
  name: string;
  input: (name: string) => void;
  at: (field: string) => string | undefined;
}) {
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      value={props.name}
      input={props.input}
      error={props.at('name')}
      limit={32}
      autofocus
    />
  );
}

export function CreateRoomDialog(props: { close: () => void }) {
  const stage = useStage();
  const [name, setName] = createSignal('');
  const [topic, setTopic] = createSignal('');
  const [hidden, setHidden] = createSignal(false);
  return (
    <OpeningDialog
      title={words().sidebar.createRoom}
      action={words().sidebar.createRoomNow}
      fields={NAMING}
      close={props.close}
      open={() =>
        stage.client.command('create-room', {
          name: name().trim(),
          ...(topic().trim() === '' ? {} : { topic: topic().trim() }),
          ...(hidden() ? { access: 'private' as const } : {}),
        })
      }
      done={(accepted) => stage.goTo(accepted.conversation)}
    >
      {(at) => (
        <>
          <NameField label={words().sidebar.roomName} name={name()} input={setName} at={at} />
          <TextField
            label={words().panel.topic}
            hint={words().panel.topicHint}
            value={topic()}
            input={setTopic}
            error={at('topic')}
            limit={256}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={hidden()}
              onChange={(event) => setHidden(event.currentTarget.checked)}
            />
            <span>
              {words().sidebar.privateRoom}
              <span class="quiet check-hint">{words().sidebar.privateRoomHint}</span>
            </span>
          </label>
        </>
      )}
    </OpeningDialog>
  );
}

export function CreateGroupDialog(props: { close: () => void }) {
  const stage = useStage();
  const [name, setName] = createSignal('');
  const [people, setPeople] = createSignal('');
  const names = () =>
    people()
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  return (
    <OpeningDialog
      title={words().sidebar.createGroup}
      action={words().sidebar.createGroupNow}
      fields={{ ...NAMING, 'unknown-person': 'people', 'too-few': 'people', 'too-many': 'people' }}
      close={props.close}
      open={() => stage.client.command('create-group', { name: name().trim(), people: names() })}
      done={(accepted) => {
        stage.goTo(accepted.conversation);
        const offline = accepted.offline ?? [];
        if (offline.length > 0) say(words().composer.offline(offline.map((each) => each.name)));
      }}
    >
      {(at) => (
        <>
          <NameField label={words().sidebar.groupName} name={name()} input={setName} at={at} />
          <TextField
            label={words().sidebar.groupPeople}
            hint={words().sidebar.groupPeopleHint}
            value={people()}
            input={setPeople}
            error={at('people')}
          />
        </>
      )}
    </OpeningDialog>
  );
}

export function OpenDirectDialog(props: { close: () => void }) {
  const stage = useStage();
  const [name, setName] = createSignal('');
  return (
    <OpeningDialog
      title={words().sidebar.openDirect}
      action={words().sidebar.openDirectNow}
      fields={{ 'unknown-person': 'name', yourself: 'name', 'guest-left': 'name' }}
      close={props.close}
      open={() => stage.client.command('open-direct', { name: name().trim().replace(/^@/, '') })}
      done={(accepted) => stage.goTo(accepted.conversation)}
    >
      {(at) => (
        <NameField
          label={words().sidebar.personName}
          hint={words().sidebar.personNameHint}
          name={name()}
          input={setName}
          at={at}
        />
      )}
    </OpeningDialog>
  );
}
