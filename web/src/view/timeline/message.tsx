import { createMemo, createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { RichText } from '../../markdown/rich-text';
import type { Message as Said } from '../../state/client';
import { words } from '../../words/words';
import { Attachments } from '../files/attachments';
import { names } from '../notify/decide';
import { Icon } from '../parts/icon';
import { openMenu } from '../parts/menu';
import { writeRoute } from '../shell/route';
import { useStage } from '../shell/stage';
import { clockOf, momentOf } from '../time';
import { AuthorAvatar, AuthorName } from './author';
import { messageEntries, quickReact } from './message-menu';
import { Quote } from './quote';
import { Reactions } from './reactions';
import { Seen } from './seen';
import { Sending } from './sending';
import { useTalk } from './talk';
import { ThreadLine } from './thread-line';
import { Toolbar } from './toolbar';
import { showVersions } from './versions';
import './message.css';

/** Keys on a message that has the focus do what its menu offers. */
function shortcuts(event: KeyboardEvent, act: Record<string, (() => void) | undefined>): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey)
    return;
  const act1 = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act1 === undefined) return;
  event.preventDefault();
  act1();
}

/** A message that is accepted. */
export function Message(props: { message: Said; head: boolean }) {
  const stage = useStage();
  const talk = useTalk();
  const [pointed, setPointed] = createSignal(false);
  const [focused, setFocused] = createSignal(false);
  const deleted = () => props.message.folded.deleted === true;
  const mine = () => props.message.author === talk.me();
  const id = createUniqueId();
  const menu = (at: Element | MouseEvent) =>
    openMenu(at, words().message.menu, messageEntries(stage, talk, props.message));
  const keys = (event: KeyboardEvent & { currentTarget: HTMLElement }) =>
    shortcuts(event, {
      Enter: () => menu(event.currentTarget),
      r: () => talk.reply(props.message),
      e: mine() ? () => talk.edit(props.message) : undefined,
      t: () => openThread(stage, talk.id, props.message),
      '+': () => quickReact(stage, talk.id, props.message, event.currentTarget),
    });
  return (
    <article
      class="message"
      data-head={props.head}
      data-seq={props.message.seq}
      data-named={names(props.message, talk.me(), talk.keywords())}
      data-lit={talk.lit() === props.message.seq}
      tabindex="-1"
      aria-label={words().message.said(props.message.name, clockOf(props.message.time))}
      aria-describedby={id}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocusIn={() => setFocused(true)}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setFocused(false);
      }}
      onKeyDown={keys}
      onContextMenu={(event) => {
        if (deleted() || wantsOwnMenu(event)) return;
        event.preventDefault();
        menu(event);
      }}
    >
      <Gutter message={props.message} head={props.head} />
      <div class="message-main">
        <Show when={props.head}>
          <header class="message-head">
            <AuthorName person={props.message.author} name={props.message.name} />
            <Time message={props.message} />
            <Show when={props.message.folded.pinned}>
              <PinMark />
            </Show>
          </header>
        </Show>
        <Show
          when={!deleted()}
          fallback={
            <p class="message-gone" id={id}>
              {words().message.deleted}
            </p>
          }
        >
          <Content message={props.message} id={id} />
        </Show>
      </div>
      <div class="message-marks">
        <Show when={!props.head && props.message.folded.pinned}>
          <PinMark />
        </Show>
        <Seen seq={props.message.seq} />
        <Show when={mine() && !deleted() && !props.message.changing}>
          <span class="message-status" title={words().message.sent}>
            <Icon name="check" />
            <span class="unseen">{words().message.sent}</span>
          </span>
        </Show>
        <Show when={props.message.changing}>
          <Sending />
        </Show>
      </div>
      <Show when={(pointed() || focused()) && !deleted()}>
        <Toolbar message={props.message} menu={menu} />
      </Show>
    </article>
  );
}

function PinMark() {
  return (
    <span class="message-mark" title={words().message.pinned}>
      <Icon name="pin" />
      <span class="unseen">{words().message.pinned}</span>
    </span>
  );
}

/** Links and marked text have the menu of the browser. */
function wantsOwnMenu(event: MouseEvent): boolean {
  const link = event.target instanceof Element && event.target.closest('a[href^="http"]') !== null;
  return link || (getSelection()?.toString() ?? '') !== '';
}

export function openThread(
  stage: ReturnType<typeof useStage>,
  conversation: string,
  message: Said,
): void {
  stage.show({ show: 'thread', conversation, root: message.thread ?? message.seq });
}

function Gutter(props: { message: Said; head: boolean }) {
  return (
    <div class="message-gutter">
      <Show
        when={props.head}
        fallback={
          <span class="message-aside numbers" aria-hidden="true">
            {clockOf(props.message.time)}
          </span>
        }
      >
        <AuthorAvatar person={props.message.author} name={props.message.name} />
      </Show>
    </div>
  );
}

function Time(props: { message: Said }) {
  const { conversation, seq } = props.message;
  return (
    <a
      class="message-time numbers"
      href={writeRoute({ at: 'conversation', conversation, seq })}
      title={momentOf(props.message.time)}
    >
      {clockOf(props.message.time)}
    </a>
  );
}

function Content(props: { message: Said; id: string }): JSX.Element {
  const { client } = useStage();
  const talk = useTalk();
  const stage = useStage();
  const folded = createMemo(() => props.message.folded);
  return (
    <>
      <Show when={props.message.reply}>{(seq) => <Quote seq={seq()} />}</Show>
      <Show when={props.message.forwarded}>
        {(from) => (
          <p class="message-forwarded">
            <Icon name="forward" /> {words().message.forwarded(from().name)}
          </p>
        )}
      </Show>
      <div class="message-text" id={props.id}>
        <RichText
          text={props.message.text}
          mentions={props.message.mentions ?? []}
          person={(id) => client.person(id)}
          me={talk.me() ?? ''}
        />
        <Show when={folded().edited}>
          {(time) => (
            <button
              type="button"
              class="message-edited"
              title={words().message.editedAt(momentOf(time()))}
              onClick={() => showVersions(stage, props.message)}
            >
              {words().message.edited}
            </button>
          )}
        </Show>
      </div>
      <Show when={props.message.files}>{(files) => <Attachments files={files()} />}</Show>
      <Reactions message={props.message} />
      <Show when={talk.thread === undefined && (folded().replies ?? 0) > 0}>
        <ThreadLine message={props.message} />
      </Show>
    </>
  );
}
