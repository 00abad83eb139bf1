import { createMemo, createSignal, createUniqueId, onMount, Show } from 'solid-js';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { later } from '../parts/later';
import { nameOf } from '../person';
import { useStage } from '../shell/stage';
import { titleOf } from '../sidebar/order';
import { firstLine } from '../timeline/quote';
import { useTalk } from '../timeline/talk';
import { whyClosed } from './closed';
import { CompletionList } from './completion-list';
import { format, replace } from './field';
import { choose, offered } from './files';
import { Formats } from './formats';
import { createWriting, type Writing } from './writing';
import './composer.css';

import { loaded } from '../parts/not-loaded';

const Tray = loaded(async () => (await import('../files/tray')).Tray);
const Recorder = loaded(async () => (await import('../files/recorder')).Recorder);

/** Where one writes; or why one cannot. */
export function Composer() {
  const talk = useTalk();
  const closed = createMemo(() => {
    const conversation = talk.conversation();
    return conversation === null ? null : whyClosed(conversation);
  });
  return (
    <Show when={closed() === null} fallback={<p class="composer-closed">{closed()}</p>}>
      <Open />
    </Show>
  );
}

/** What is written is kept from the first letter on. */
function Open() {
  const talk = useTalk();
  const writing = createWriting(talk);
  const [field, setField] = createSignal<HTMLTextAreaElement>();
  const [formats, setFormats] = createSignal(false);
  const [recording, setRecording] = createSignal(false);
  const { shipping } = useStage();
  const files = () => shipping.to({ conversation: talk.id, thread: talk.thread });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void writing.submit();
      }}
    >
      <About />
      <Show when={files().length > 0}>
        <Tray />
      </Show>
      <Show when={recording()}>
        <Recorder close={() => setRecording(false)} />
      </Show>
      <Show when={writing.trouble() !== ''}>
        <p class="composer-trouble" role="alert">
          {writing.trouble()}
        </p>
      </Show>
      <div class="composer-box" data-focused={writing.focused()}>
        <Show when={formats()}>
          <Formats
            press={(how) => {
              const now = field();
              if (now !== undefined) format(now, how);
            }}
          />
        </Show>
        <Field writing={writing} ref={setField} />
        <Tools
          writing={writing}
          field={field()}
          formats={formats()}
          toggle={() => setFormats(!formats())}
          record={() => setRecording(true)}
        />
      </div>
    </form>
  );
}

function Field(props: { writing: Writing; ref: (field: HTMLTextAreaElement) => void }) {
  const stage = useStage();
  const talk = useTalk();
  const id = createUniqueId();
  let field!: HTMLTextAreaElement;
  onMount(() => {
    props.writing.attach(field);
    props.ref(field);
  });
  const { completer } = props.writing;
  const offers = () => completer.candidates().length > 0;
  const placeholder = () => {
    const conversation = talk.conversation();
    if (talk.thread !== undefined) return words().composer.toThread;
    return words().composer.placeholder(conversation === null ? '' : titleOf(conversation));
  };
  return (
    <>
      <Show when={offers()}>
        <CompletionList
          id={id}
          candidates={completer.candidates()}
          at={completer.at()}
          choose={completer.choose}
        />
      </Show>
      <textarea
        ref={field}
        rows="1"
        class="composer-field"
        dir="auto"
        placeholder={placeholder()}
        aria-label={placeholder()}
        aria-autocomplete="list"
        aria-controls={offers() ? id : undefined}
        aria-activedescendant={offers() ? `${id}-${completer.at()}` : undefined}
        enterkeyhint="send"
        onInput={(event) => props.writing.input(event.currentTarget)}
        onSelect={(event) => completer.look(event.currentTarget)}
        onKeyDown={(event) => props.writing.keys(event)}
        onFocus={() => props.writing.focus(true)}
        onBlur={() => props.writing.focus(false)}
        onPaste={(event) => offered(stage, talk, event.clipboardData, event)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => offered(stage, talk, event.dataTransfer, event)}
      />
    </>
  );
}

interface ToolsProps {
  writing: Writing;
  field: HTMLTextAreaElement | undefined;
  formats: boolean;
  toggle: () => void;
  record: () => void;
}

function Tools(props: ToolsProps) {
  const stage = useStage();
  const talk = useTalk();
  const files = () =>
    stage.shipping.writing({ conversation: talk.id, thread: talk.thread }) !== null;
  const takes = () => stage.client.me()?.limits.file !== undefined && talk.editing() === null;
  const full = () => (props.writing.room() ?? 0) < 0;
  const does = () => (talk.editing() === null ? words().composer.send : words().composer.save);
  return (
    <div class="composer-tools">
      <Show when={takes()}>
        <IconButton icon="clip" label={words().files.attach} onClick={() => choose(stage, talk)} />
      </Show>
      <IconButton
        icon="smile"
        label={words().composer.emoji}
        onClick={(event) => pickEmoji(event.currentTarget, props.field)}
      />
      <Show when={takes()}>
        <IconButton
          class="composer-record"
          icon="mic"
          label={words().files.record}
          onClick={props.record}
        />
      </Show>
      <IconButton
        class="composer-format"
        icon="bold"
        label={words().composer.format}
        aria-pressed={props.formats}
        onClick={() => props.toggle()}
      />
      <Show when={props.writing.room() !== null}>
        <span class="numbers composer-room" data-full={full()}>
          {props.writing.room()}
        </span>
      </Show>
      <button
        type="submit"
        class="composer-send"
        aria-label={does()}
        title={does()}
        disabled={(props.writing.text().trim() === '' && !files()) || full()}
      >
        <Icon name={talk.editing() === null ? 'send' : 'check'} />
      </button>
    </div>
  );
}

/** What the message is about that one writes: an answer, or an own one said anew. */
function About() {
  const { client } = useStage();
  const talk = useTalk();
  const name = (message: Message) => {
    const person = client.person(message.author);
    return person === null ? message.name : nameOf(person);
  };
  return (
    <>
      <Show when={talk.replying()}>
        {(message) => (
          <div class="composer-about">
            <Icon name="answer" />
            <span class="cut">
              {words().composer.replyingTo(name(message()))}{' '}
              <span class="quiet">{firstLine(message().text)}</span>
            </span>
            <IconButton
              icon="close"
              label={words().parts.cancel}
              keys="Esc"
              onClick={() => talk.reply(null)}
            />
          </div>
        )}
      </Show>
      <Show when={talk.editing()}>
        <div class="composer-about">
          <Icon name="edit" />
          <span class="cut">{words().composer.editing}</span>
          <IconButton
            icon="close"
            label={words().parts.cancel}
            keys="Esc"
            onClick={() => talk.edit(null)}
          />
        </div>
      </Show>
    </>
  );
}

function pickEmoji(anchor: Element, field: HTMLTextAreaElement | undefined): void {
  if (field === undefined) return;
  later(import('./emoji-picker'), ({ openEmojiPicker }) =>
    openEmojiPicker(anchor, (sign) =>
      queueMicrotask(() => replace(field, field.selectionStart, field.selectionEnd, sign)),
    ),
  );
}
