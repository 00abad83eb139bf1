import type { Conversation, Level } from '../../state/client';
import { words } from '../../words/words';
import { copyText } from '../clipboard';
import { attempt } from '../deeds';
import { later } from '../parts/later';
import type { MenuEntries } from '../parts/menu';
import { say } from '../parts/toast';
import { openInvite, openRoomSettings } from '../shell/openings';
import { writeRoute } from '../shell/route';
import type { Stage } from '../shell/stage';
import { titleOf } from './order';

const LEVELS: readonly Level[] = ['all', 'mentions', 'nothing'];

function askToLeave(stage: Stage, conversation: Conversation): void {
  later(import('./leave'), ({ LeaveDialog }) =>
    stage.ask((close) => LeaveDialog({ conversation, close })),
  );
}

function jumpToDate(stage: Stage, conversation: Conversation): void {
  later(import('../timeline/jump-to-date'), ({ JumpToDate }) =>
    stage.ask((close) => JumpToDate({ conversation: conversation.conversation, close })),
  );
}

async function copyLink(conversation: Conversation): Promise<void> {
  const fragment = writeRoute({ at: 'conversation', conversation: conversation.conversation });
  if (await copyText(`${location.origin}${location.pathname}${fragment}`)) {
    say(words().message.copied);
  }
}

/** All that one can do with a conversation. */
export function conversationEntries(stage: Stage, conversation: Conversation): MenuEntries {
  const { client } = stage;
  const text = words().sidebar;
  const id = conversation.conversation;
  const leaves = conversation.type !== 'direct' && id !== client.me()?.everyone;
  const archived = conversation.archived === true;
  return [
    {
      label: conversation.favourite ? text.noFavourite : text.favourite,
      icon: 'star',
      run: () => client.setState(`favourite:${id}`, conversation.favourite ? '' : 'yes'),
    },
    {
      label: text.markRead,
      icon: 'check',
      run: () => client.markRead(id, conversation.head),
    },
    null,
    ...LEVELS.map((level) => ({
      label: text.levels[level],
      checked: conversation.level === level,
      run: () => client.setState(`notifications:${id}`, level === 'all' ? '' : level),
    })),
    null,
    {
      label: text.details,
      icon: 'details',
      run: () => {
        stage.goTo(id);
        stage.show({ show: 'details' });
      },
    },
    ...(conversation.type === 'direct'
      ? []
      : [
          {
            label: words().sidebar.about(titleOf(conversation)),
            icon: 'gear' as const,
            run: () => openRoomSettings(stage, id),
          },
        ]),
    ...(conversation.type === 'room'
      ? [
          {
            label: words().invite.title,
            icon: 'person' as const,
            run: () => openInvite(stage, id),
          },
        ]
      : []),
    {
      label: words().timeline.jumpToDate,
      icon: 'calendar',
      run: () => jumpToDate(stage, conversation),
    },
    { label: words().message.copyLink, icon: 'link', run: () => void copyLink(conversation) },
    { label: text.beside, icon: 'bubble', run: () => stage.openPane(id) },
    { label: text.ownWindow, icon: 'window', run: () => stage.popOut(id) },
    ...(leaves
      ? [
          null,
          {
            label: text.leave(titleOf(conversation)),
            icon: 'door' as const,
            danger: true,
            run: () => askToLeave(stage, conversation),
          },
        ]
      : []),
    ...(archived && conversation.standing === 'owner'
      ? [
          {
            label: text.reopen,
            icon: 'lockOpen' as const,
            run: () => void attempt(client, 'change', { conversation: id, archived: false }),
          },
        ]
      : []),
  ];
}
