import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { Client, Line, Message, Unsettled } from '../../state/client';
import { words } from '../../words/words';
import { preference } from '../preferences';
import { useStage } from '../shell/stage';
import { hasWords, takeBack, whenSent } from '../timeline/taking-back';
import type { Talk } from '../timeline/talk';
import { type Completer, createCompleter } from './completer';
import { createDraft } from './draft';
import { formatByKeys, replace } from './field';
import { bytesOf } from './line';
import { send } from './send';

/** From here on it is said how much room is left, in bytes. */
const NEARLY_FULL = 15_000;
/** The longest text that the server takes, in bytes. */
const FULL = 16_384;

/** What one writes at one place, and what becomes of it. */
export interface Writing {
  readonly text: Accessor<string>;
  /** Why it was not sent, in words; empty if nothing went wrong. */
  readonly trouble: Accessor<string>;
  /** How many bytes are left; null as long as there are many. */
  readonly room: Accessor<number | null>;
  readonly focused: Accessor<boolean>;
  readonly completer: Completer;
  focus(now: boolean): void;
  /** Takes the field over once it is there. */
  attach(field: HTMLTextAreaElement): void;
  input(field: HTMLTextAreaElement): void;
  keys(event: KeyboardEvent): void;
  submit(): Promise<void>;
}

/** As high as what is in it, up to what its style allows. */
function grow(field: HTMLTextAreaElement): void {
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}

/** The last of what waits to be sent from here. */
function lastWaiting(client: Client, talk: Talk): Unsettled<'post'> | null {
  const own = client
    .unsettled(talk.id)
    .findLast(
      (each) => each.kind === 'post' && each.words.thread === talk.thread && hasWords(each),
    );
  return own?.kind === 'post' ? own : null;
}

function lastOwn(lines: readonly Line[], talk: Talk): Message | null {
  const own = lines.findLast(
    (line): line is Message =>
      line.kind === 'posted' &&
      line.author === talk.me() &&
      line.thread === talk.thread &&
      line.folded.deleted !== true,
  );
  return own ?? null;
}

/** What is written, kept apart: what is new, and an own message that is said anew. */
function createTexts(talk: Talk) {
  const [focused, focus] = createSignal(false);
  const [draft, setDraft] = createDraft(talk, focused);
  const [anew, setAnew] = createSignal('');
  const [trouble, setTrouble] = createSignal('');
  const text = () => (talk.editing() === null ? draft() : anew());
  const setText = (value: string) => {
    setTrouble('');
    if (talk.editing() === null) setDraft(value);
    else setAnew(value);
  };
  // Of what was sent nothing stays; what was typed meanwhile does.
  const sent = (said: string) =>
    setDraft((now) => (now.startsWith(said) ? now.slice(said.length) : now));
  return { focused, focus, text, setText, setAnew, trouble, setTrouble, sent };
}

type Texts = ReturnType<typeof createTexts>;

/** Keeps the field and the text the same. */
function follow(talk: Talk, texts: Texts, field: HTMLTextAreaElement): void {
  createEffect(
    on(talk.editing, (message) => {
      if (message === null) return;
      texts.setAnew(message.text);
      queueMicrotask(() => field.setSelectionRange(message.text.length, message.text.length));
    }),
  );
  createEffect(
    on(texts.text, (now) => {
      if (field.value !== now) field.value = now;
      grow(field);
    }),
  );
}

function createSubmit(talk: Talk, texts: Texts, completer: Completer): () => Promise<void> {
  const stage = useStage();
  const { client } = stage;
  const submit = async (said: string) => {
    const message = talk.editing();
    if (message !== null) {
      const target = message.seq;
      if (said !== client.message(talk.id, target)?.text) {
        client.change('edit', { conversation: talk.id, target, text: said });
      }
      talk.edit(null);
      return;
    }
    const outcome = await send(stage, talk, said);
    if (outcome.done) {
      texts.sent(said);
      talk.reply(null);
    } else texts.setTrouble(outcome.trouble ?? '');
  };
  // What waits for the server is not said or done a second time.
  let busy = false;
  return async () => {
    const said = texts.text();
    const target = { conversation: talk.id, thread: talk.thread };
    const files = talk.editing() === null && stage.shipping.writing(target) !== null;
    if (busy || (said.trim() === '' && !files) || bytesOf(said) > FULL) return;
    busy = true;
    completer.close();
    try {
      await submit(said);
    } catch {
      // What carries orders out is loaded with the first of them, and did not come.
      texts.setTrouble(words().parts.notLoaded);
    } finally {
      busy = false;
    }
  };
}

/** Makes the writing of one place. */
export function createWriting(talk: Talk): Writing {
  const { client } = useStage();
  const texts = createTexts(talk);
  let field: HTMLTextAreaElement | undefined;
  const completer = createCompleter(client, talk, (start, end, by) => {
    if (field !== undefined) replace(field, start, end, by);
  });
  const submit = createSubmit(talk, texts, completer);
  const bytes = createMemo(() => {
    const now = texts.text();
    return now.length < NEARLY_FULL / 3 ? 0 : bytesOf(now);
  });
  const cancel = () => {
    if (talk.editing() === null && talk.replying() === null) return false;
    talk.edit(null);
    talk.reply(null);
    return true;
  };
  const isSend = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.altKey) return false;
    return event.ctrlKey || event.metaKey || (preference('enter') === 'sends' && !event.shiftKey);
  };
  // What waits is taken back; what is under way can be changed as soon as it is there.
  const editLast = () => {
    const waiting = lastWaiting(client, talk);
    if (waiting === null) {
      const last = lastOwn(client.timeline(talk.id).lines, talk);
      if (last !== null) talk.edit(last);
      return last !== null;
    }
    void takeBack(client, talk, waiting.cid).then((taken) => {
      if (!taken) whenSent(client, waiting, () => texts.text() === '' && editLast());
    });
    return true;
  };
  return {
    text: texts.text,
    trouble: texts.trouble,
    room: () => (bytes() > NEARLY_FULL ? FULL - bytes() : null),
    focused: texts.focused,
    completer,
    focus(now) {
      texts.focus(now);
      if (!now) completer.close();
    },
    attach(now) {
      field = now;
      talk.does.focus = () => now.focus();
      talk.does.write = (said) => {
        talk.edit(null);
        const already = texts.text();
        texts.setText(already.trim() === '' ? said : `${said}\n\n${already}`);
        now.focus();
      };
      follow(talk, texts, now);
    },
    input(now) {
      texts.setText(now.value);
      completer.look(now);
      if (now.value !== '') client.sayTyping(talk.id);
    },
    keys(event) {
      if (field === undefined || event.isComposing) return;
      if (completer.keys(event) || formatByKeys(field, event)) return;
      const isUp = event.key === 'ArrowUp' && !event.altKey && texts.text() === '';
      if (isSend(event)) void submit();
      else if (event.key === 'Escape' && cancel()) event.stopPropagation();
      else if (!isUp || !editLast()) return;
      event.preventDefault();
    },
    submit,
  };
}
