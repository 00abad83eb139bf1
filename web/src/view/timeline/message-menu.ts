import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { copyText } from '../clipboard';
import { later } from '../parts/later';
import type { MenuEntries } from '../parts/menu';
import { say, sayTrouble } from '../parts/toast';
import { mayErase, mayPin } from '../rights';
import { writeRoute } from '../shell/route';
import type { Stage } from '../shell/stage';
import { openThread } from './message';
import { showReaders } from './readers';
import type { Talk } from './talk';
import { showVersions } from './versions';

async function copy(text: string): Promise<void> {
  if (await copyText(text)) say(words().message.copied);
  else sayTrouble(words().message.notCopied);
}

/** The address under which a message is found again. */
export function permalink(message: Message): string {
  const { conversation, seq } = message;
  const fragment = writeRoute({ at: 'conversation', conversation, seq });
  return `${location.origin}${location.pathname}${fragment}`;
}

/** Chooses an emoji beside something and puts it under a message. */
export function quickReact(
  stage: Stage,
  conversation: string,
  message: Message,
  anchor: Element,
): void {
  later(import('../composer/emoji-picker'), ({ openEmojiPicker }) =>
    openEmojiPicker(anchor, (reaction) => {
      const members = { conversation, target: message.seq, reaction, on: true };
      stage.client.change('react', members);
    }),
  );
}

/** Asks before a message is erased. */
export function askToErase(stage: Stage, message: Message): void {
  later(import('./message-dialogs'), ({ EraseDialog }) =>
    stage.ask((close) => EraseDialog({ message, close })),
  );
}

function dialogs(stage: Stage, message: Message) {
  const load = () => import('./message-dialogs');
  return {
    forward: () =>
      later(load(), ({ ForwardDialog }) => stage.ask((close) => ForwardDialog({ message, close }))),
    report: () =>
      later(load(), ({ ReportDialog }) => stage.ask((close) => ReportDialog({ message, close }))),
  };
}

/** All that one can do with a message. */
export function messageEntries(stage: Stage, talk: Talk, message: Message): MenuEntries {
  const { client } = stage;
  const text = words().message;
  const me = client.me();
  const conversation = talk.conversation();
  const mine = message.author === me?.person;
  const pinned = message.folded.pinned === true;
  const target = { conversation: talk.id, target: message.seq };
  const more = dialogs(stage, message);
  const all: MenuEntries = [
    { label: text.reply, icon: 'answer', keys: 'R', run: () => talk.reply(message) },
    ...(talk.thread === undefined
      ? [
          {
            label: text.thread,
            icon: 'thread' as const,
            keys: 'T',
            run: () => openThread(stage, talk.id, message),
          },
        ]
      : []),
    ...(mine
      ? [{ label: text.edit, icon: 'edit' as const, keys: 'E', run: () => talk.edit(message) }]
      : []),
    null,
    { label: text.copyText, icon: 'copy', run: () => void copy(message.text) },
    { label: text.copyLink, icon: 'link', run: () => void copy(permalink(message)) },
    { label: text.forward, icon: 'forward', run: more.forward },
    ...(conversation !== null && mayPin(conversation, me?.role)
      ? [
          {
            label: pinned ? text.unpin : text.pin,
            icon: 'pin' as const,
            run: () => void client.change('pin', { ...target, on: !pinned }),
          },
        ]
      : []),
    { label: text.readers, icon: 'eye', run: () => showReaders(stage, message) },
    ...(message.folded.edited === undefined
      ? []
      : [
          {
            label: text.versions,
            icon: 'clock' as const,
            run: () => showVersions(stage, message),
          },
        ]),
    null,
    ...(mine ? [] : [{ label: text.report, icon: 'flag' as const, run: more.report }]),
    ...(mine || (conversation !== null && mayErase(conversation, me?.role))
      ? [
          {
            label: text.erase,
            icon: 'trash' as const,
            danger: true,
            run: () => askToErase(stage, message),
          },
        ]
      : []),
  ];
  return all;
}
