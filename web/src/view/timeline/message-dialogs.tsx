import { createMemo, createResource, createSignal, For, Show } from 'solid-js';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { attempt, denialWords, isDenied } from '../deeds';
import { Avatar } from '../parts/avatar';
import { Button } from '../parts/button';
import { Dialog, DialogForm } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { say } from '../parts/toast';
import { nameOf } from '../person';
import { useStage } from '../shell/stage';
import { sectionsOf, titleOf } from '../sidebar/order';
import { momentOf } from '../time';
import { firstLine } from './quote';

interface AboutMessage {
  message: Message;
  close: () => void;
}

/** The message that a dialog is about. */
function Extract(props: { message: Message }) {
  return (
    <blockquote class="extract">
      <strong>{props.message.name}</strong>
      <p dir="auto">{firstLine(props.message.text)}</p>
    </blockquote>
  );
}

export function EraseDialog(props: AboutMessage) {
  const { client } = useStage();
  const erase = () => {
    const { conversation, seq } = props.message;
    client.change('delete', { conversation, target: seq });
    props.close();
  };
  return (
    <Dialog title={words().message.eraseTitle} close={props.close}>
      <DialogForm action={words().message.erase} look="danger" submit={erase} close={props.close}>
        <Extract message={props.message} />
        <p class="quiet">{words().message.eraseLead}</p>
      </DialogForm>
    </Dialog>
  );
}

export function ReportDialog(props: AboutMessage) {
  const { client } = useStage();
  const [reason, setReason] = createSignal('');
  const [trouble, setTrouble] = createSignal<string>();
  const report = async () => {
    const { conversation, seq } = props.message;
    const text = reason().trim();
    if (text === '') {
      setTrouble(words().message.reasonMissing);
      return;
    }
    const answer = await client.ask('report', { conversation, target: seq, reason: text });
    if (isDenied(answer)) setTrouble(denialWords(answer));
    else {
      say(words().message.reported);
      props.close();
    }
  };
  return (
    <Dialog title={words().message.reportTitle} close={props.close}>
      <DialogForm action={words().message.report} submit={() => void report()} close={props.close}>
        <Extract message={props.message} />
        <TextField
          label={words().message.reason}
          hint={words().message.reasonHint}
          value={reason()}
          input={setReason}
          error={trouble()}
          limit={512}
          lines={3}
          autofocus
        />
      </DialogForm>
    </Dialog>
  );
}

export function ForwardDialog(props: AboutMessage) {
  const { client } = useStage();
  const [filter, setFilter] = createSignal('');
  const places = createMemo(() =>
    sectionsOf(client.conversations(), filter(), client.me()?.everyone)
      .flatMap((section) => section.conversations)
      .filter((each) => each.archived !== true)
      .slice(0, 40),
  );
  const forward = async (conversation: string, title: string) => {
    const source = { conversation: props.message.conversation, seq: props.message.seq };
    if ((await attempt(client, 'forward', { conversation, source })) === null) return;
    say(words().message.forwardedTo(title));
    props.close();
  };
  return (
    <Dialog title={words().message.forwardTitle} close={props.close}>
      <div class="dialog-body">
        <Extract message={props.message} />
        <TextField
          label={words().message.forwardWhere}
          value={filter()}
          input={setFilter}
          autofocus
        />
        <ul class="choices">
          <For each={places()}>
            {(place) => (
              <li>
                <button
                  type="button"
                  class="choice"
                  onClick={() => void forward(place.conversation, titleOf(place))}
                >
                  <bdi class="cut">{titleOf(place)}</bdi>
                </button>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Dialog>
  );
}

export function VersionsDialog(props: AboutMessage) {
  const { client } = useStage();
  const [answer] = createResource(() => {
    const { conversation, seq } = props.message;
    return client.ask('read-versions', { conversation, target: seq });
  });
  const versions = () => {
    const now = answer();
    return now === undefined || isDenied(now) ? [] : [...now.versions].reverse();
  };
  return (
    <Dialog title={words().message.versions} close={props.close} wide>
      <div class="dialog-body">
        <DenialLine answer={answer()} />
        <ol class="versions">
          <For each={versions()}>
            {(version) => (
              <li>
                <time class="quiet numbers">{momentOf(version.time)}</time>
                <p dir="auto" class="versions-text">
                  {version.text}
                </p>
              </li>
            )}
          </For>
        </ol>
      </div>
    </Dialog>
  );
}

export function ReadersDialog(props: AboutMessage) {
  const { client } = useStage();
  const [answer] = createResource(() => {
    const { conversation, seq } = props.message;
    return client.ask('list-readers', { conversation, seq });
  });
  const people = () => {
    const now = answer();
    return now === undefined || isDenied(now) ? [] : now.people;
  };
  return (
    <Dialog title={words().message.readers} close={props.close}>
      <div class="dialog-body">
        <DenialLine answer={answer()} />
        <Show when={answer() !== undefined && people().length === 0}>
          <p class="quiet">{words().message.noReaders}</p>
        </Show>
        <ul class="choices">
          <For each={people()}>
            {(person) => (
              <li class="choice">
                <Avatar person={person.person} name={person.name} size="small" />
                <bdi class="cut">{nameOf(person)}</bdi>
              </li>
            )}
          </For>
        </ul>
        <footer class="dialog-foot">
          <Button onClick={props.close}>{words().parts.close}</Button>
        </footer>
      </div>
    </Dialog>
  );
}

function DenialLine(props: { answer: { kind: string } | undefined }) {
  const denied = () => {
    const { answer } = props;
    return answer !== undefined && isDenied(answer) ? answer : null;
  };
  return (
    <Show when={denied()}>
      {(now) => (
        <p class="dialog-trouble" role="alert">
          {denialWords(now())}
        </p>
      )}
    </Show>
  );
}
