import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  on,
  onMount,
  Show,
} from 'solid-js';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { attempt } from '../deeds';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { nameOf } from '../person';
import { preference } from '../preferences';
import { useStage } from '../shell/stage';
import { titleOf } from '../sidebar/order';
import { firstLine } from '../timeline/quote';
import { useTalk } from '../timeline/talk';
import { whyClosed } from './closed';
import { createCompleter } from './completer';
import { CompletionList } from './completion-list';
import { createDraft } from './draft';
import { format, formatByKeys, replace } from './field';
import { offered } from './files';
import { Formats } from './formats';
import { bytesOf } from './line';
import { send } from './send';
import './composer.css';

/** From here on it is said how much room is left, in bytes. */
const NEARLY_FULL = 15_000;
const FULL = 16_384;

/** Where one writes. What is written is kept from the first letter on. */
export function Composer() {
  const stage = useStage();
  const { client } = stage;
  const talk = useTalk();
  const id = createUniqueId();
  let field!: HTMLTextAreaElement;
  const [focused, setFocused] = createSignal(false);
  const [draft, setDraft] = createDraft(talk, focused);
  const [anew, setAnew] = createSignal('');
  const [trouble, setTrouble] = createSignal('');
  const [formats, setFormats] = createSignal(false);
  const editing = talk.editing;
  const text = () => (editing() === null ? draft() : anew());
  const setText = (value: string) => {
    setTrouble('');
    if (editing() === null) setDraft(value);
    else setAnew(value);
  };
  const bytes = createMemo(() => (text().length < NEARLY_FULL / 3 ? 0 : bytesOf(text())));
  const completer = createCompleter(client, talk, (start, end, by) =>
    replace(field, start, end, by),
  );

  talk.does.focus = () => field.focus();
  createEffect(
    on(editing, (message) => {
      if (message === null) return;
      setAnew(message.text);
      queueMicrotask(() => field.setSelectionRange(message.text.length, message.text.length));
    }),
  );
  createEffect(
    on(text, (now) => {
      if (field.value !== now) field.value = now;
      grow(field);
    }),
  );
  onMount(() => grow(field));

  const submit = async () => {
    const said = text();
    if (said.trim() === '' || bytesOf(said) > FULL) return;
    completer.close();
    const message = editing();
    if (message !== null) {
      if (await saveEdit(message, said)) talk.edit(null);
      return;
    }
    const outcome = await send(stage, talk, said);
    if (outcome.done) {
      // What was typed meanwhile stays.
      setDraft((now) => (now.startsWith(said) ? now.slice(said.length) : now));
      talk.reply(null);
    } else setTrouble(outcome.trouble ?? '');
  };
  const saveEdit = async (message: Message, said: string) => {
    if (said === message.text) return true;
    const members = { conversation: talk.id, target: message.seq, text: said };
    return (await attempt(client, 'edit', members)) !== null;
  };
  const cancel = () => {
    if (editing() === null && talk.replying() === null) return false;
    talk.edit(null);
    talk.reply(null);
    return true;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || completer.keys(event) || formatByKeys(field, event)) return;
    const sends =
      preference('enter') === 'sends' ? !event.shiftKey : event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !event.altKey && (sends || event.ctrlKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && cancel()) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'ArrowUp' && text() === '' && !event.altKey) {
      const last = lastOwn(client.timeline(talk.id).lines, talk.me(), talk.thread);
      if (last === null) return;
      event.preventDefault();
      talk.edit(last);
    }
  };
  const placeholder = () => {
    const conversation = talk.conversation();
    if (talk.thread !== undefined) return words().composer.toThread;
    return words().composer.placeholder(conversation === null ? '' : titleOf(conversation));
  };
  const closed = createMemo(() => {
    const conversation = talk.conversation();
    return conversation === null ? null : whyClosed(conversation);
  });
  return (
    <Show when={closed() === null} fallback={<p class="composer-closed">{closed()}</p>}>
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <About />
        <Show when={trouble() !== ''}>
          <p class="composer-trouble" role="alert">
            {trouble()}
          </p>
        </Show>
        <div class="composer-box" data-focused={focused()}>
          <Show when={completer.candidates().length > 0}>
            <CompletionList
              id={id}
              candidates={completer.candidates()}
              at={completer.at()}
              choose={(candidate) => completer.choose(candidate)}
            />
          </Show>
          <Show when={formats()}>
            <Formats press={(how) => format(field, how)} />
          </Show>
          <textarea
            ref={field}
            rows="1"
            class="composer-field"
            dir="auto"
            placeholder={placeholder()}
            aria-label={placeholder()}
            aria-autocomplete="list"
            aria-controls={completer.candidates().length > 0 ? id : undefined}
            aria-activedescendant={
              completer.candidates().length > 0 ? `${id}-${completer.at()}` : undefined
            }
            enterkeyhint="send"
            onInput={(event) => {
              setText(event.currentTarget.value);
              completer.look(event.currentTarget);
              if (event.currentTarget.value !== '') client.sayTyping(talk.id);
            }}
            onSelect={(event) => completer.look(event.currentTarget)}
            onKeyDown={keys}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              completer.close();
            }}
            onPaste={(event) => offered(event.clipboardData, event)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => offered(event.dataTransfer, event)}
          />
          <div class="composer-tools">
            <IconButton
              icon="smile"
              label={words().composer.emoji}
              onClick={(event) => pickEmoji(event.currentTarget, field)}
            />
            <IconButton
              icon="bold"
              label={words().composer.format}
              aria-pressed={formats()}
              onClick={() => setFormats(!formats())}
            />
            <Show when={bytes() > NEARLY_FULL}>
              <span class="numbers composer-room" data-full={bytes() > FULL}>
                {FULL - bytes()}
              </span>
            </Show>
            <button
              type="submit"
              class="composer-send"
              aria-label={editing() === null ? words().composer.send : words().composer.save}
              title={editing() === null ? words().composer.send : words().composer.save}
              disabled={text().trim() === '' || bytes() > FULL}
            >
              <Icon name={editing() === null ? 'send' : 'check'} />
            </button>
          </div>
        </div>
      </form>
    </Show>
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

/** As high as what is in it, up to what its style allows. */
function grow(field: HTMLTextAreaElement): void {
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}

function lastOwn(
  lines: readonly { readonly kind: string }[],
  me: string | undefined,
  thread: number | undefined,
): Message | null {
  const own = lines.findLast((line): line is Message => {
    if (line.kind !== 'posted') return false;
    const message = line as Message;
    return message.author === me && message.thread === thread && message.folded.deleted !== true;
  });
  return own ?? null;
}

function pickEmoji(anchor: Element, field: HTMLTextAreaElement): void {
  void import('./emoji-picker').then(({ openEmojiPicker }) =>
    openEmojiPicker(anchor, (sign) =>
      queueMicrotask(() => replace(field, field.selectionStart, field.selectionEnd, sign)),
    ),
  );
}
