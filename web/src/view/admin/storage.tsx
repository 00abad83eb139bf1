import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { StorageLine } from '../../protocol/values';
import type { Client } from '../../state/client';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { sizeOf } from '../files/size';
import { Button } from '../parts/button';
import { Dialog, DialogForm } from '../parts/dialog';
import { say } from '../parts/toast';
import { Choice } from '../settings/choice';
import './storage.css';

type By = 'file' | 'conversation' | 'person' | 'sort';

/** The server lists no more than these. */
const LISTED = 100;

/** What takes how much space, and the largest files, each of which can be removed. */
export function Storage(props: { readonly client: Client }) {
  const text = () => mediaWords().storage;
  const [by, setBy] = createSignal<By>('file');
  const [removing, setRemoving] = createSignal<StorageLine | null>(null);
  const [usage, usageAgain] = createResource(async () => {
    const answer = await props.client.ask('read-usage', {});
    return isDenied(answer) ? null : answer;
  });
  const [lines, again] = createResource(by, async (wanted) => {
    const answer = await props.client.ask('list-storage', { by: wanted });
    return isDenied(answer) ? null : answer.lines;
  });
  async function removed(): Promise<void> {
    await Promise.all([again.refetch(), usageAgain.refetch()]);
    // The button that had the focus is gone.
    document.getElementById('admin-storage')?.focus();
  }

  return (
    <div class="storage">
      <div class="storage-head">
        <Show when={usage.latest}>
          {(now) => (
            <p class="storage-all numbers">
              <strong>{text().all(sizeOf(now().fileBytes ?? 0), text().files(now().files))}</strong>
              <span class="quiet">{text().free(sizeOf(now().free))}</span>
            </p>
          )}
        </Show>
        <Choice label={text().by} value={by()} options={text().bys} choose={(now) => setBy(now)} />
      </div>
      <Switch>
        <Match when={lines.latest === null}>
          <p role="alert">{words().entrance.noAnswer}</p>
          <Button onClick={() => void again.refetch()}>{words().entrance.again}</Button>
        </Match>
        <Match when={lines.latest?.length === 0}>
          <p class="quiet">{text().none}</p>
        </Match>
        <Match when={lines.latest}>
          {(all) => (
            <ul class="storage-list" aria-label={text().bys[by()]}>
              <For each={all()}>
                {(line) => (
                  <Line
                    line={line}
                    client={props.client}
                    largest={all()[0]?.bytes ?? 0}
                    remove={() => setRemoving(line)}
                  />
                )}
              </For>
            </ul>
          )}
        </Match>
      </Switch>
      <Show when={(lines.latest?.length ?? 0) >= LISTED}>
        <p class="quiet">{text().largest(LISTED)}</p>
      </Show>
      <Show when={removing()} keyed>
        {(line) => (
          <Remove
            line={line}
            client={props.client}
            close={() => setRemoving(null)}
            done={() => void removed()}
          />
        )}
      </Show>
    </div>
  );
}

function nameOf({ name, sort, conversation }: StorageLine): string {
  const text = mediaWords();
  if (name !== undefined) return name;
  if (sort !== undefined) return text.list.sorts[sort as keyof typeof text.list.sorts] ?? sort;
  return conversation === undefined ? text.storage.nameless : text.storage.private;
}

interface LineProps {
  readonly line: StorageLine;
  readonly client: Client;
  readonly largest: number;
  readonly remove: () => void;
}

function Line(props: LineProps) {
  const text = () => mediaWords().storage;
  const isFile = () => props.line.file !== undefined;
  /** Who brought a file, and where it is. */
  const whence = () => {
    const { person, conversation } = props.line;
    const who = person === undefined ? undefined : props.client.person(person)?.name;
    const where = conversation === undefined ? undefined : props.client.conversation(conversation);
    return [who, where?.title].filter((each) => each !== undefined && each !== '');
  };
  return (
    <li class="storage-line">
      <bdi class="storage-name cut" title={nameOf(props.line)}>
        {nameOf(props.line)}
      </bdi>
      <span class="storage-size numbers">{sizeOf(props.line.bytes)}</span>
      <span
        class="storage-share"
        style={{ '--share': String(props.largest === 0 ? 0 : props.line.bytes / props.largest) }}
      />
      <span class="storage-more quiet cut">
        <Show when={isFile()} fallback={text().files(props.line.files)}>
          <For each={whence()}>
            {(each, at) => (
              <>
                {at() > 0 ? ' · ' : ''}
                <bdi>{each}</bdi>
              </>
            )}
          </For>
        </Show>
      </span>
      <Show when={isFile()}>
        <Button
          icon="trash"
          class="storage-remove"
          aria-label={text().removeFile(nameOf(props.line))}
          onClick={() => props.remove()}
        >
          <span class="storage-word">{text().remove}</span>
        </Button>
      </Show>
    </li>
  );
}

interface RemoveProps {
  readonly line: StorageLine;
  readonly client: Client;
  readonly close: () => void;
  readonly done: () => void;
}

/** Asks before a file is gone for everybody. */
function Remove(props: RemoveProps) {
  const text = () => mediaWords().storage;
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string>();
  async function submit(): Promise<void> {
    const { file, bytes } = props.line;
    if (file === undefined) return;
    setBusy(true);
    const answer = await props.client.ask('remove-file', { file });
    setBusy(false);
    if (isDenied(answer)) {
      setTrouble(denialWords(answer));
      return;
    }
    props.close();
    say(text().removed(sizeOf(bytes)));
    props.done();
  }
  return (
    <Dialog title={text().removeTitle} close={props.close}>
      <DialogForm
        action={text().remove}
        look="danger"
        busy={busy()}
        trouble={trouble()}
        submit={() => void submit()}
        close={props.close}
      >
        <p class="storage-sure">{text().sure(nameOf(props.line), sizeOf(props.line.bytes))}</p>
      </DialogForm>
    </Dialog>
  );
}
