import { onCleanup } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import type { Message } from '../../state/client';
import { preference } from '../preferences';
import type { Stage } from '../shell/stage';
import { show } from './browser';
import { effect, keywordsIn } from './decide';
import { play } from './sounds';

const BODY_CHARACTERS = 160;
const COUNTED = 100;

/** Makes messages heard, and counts what waits in the title. Until the owner is disposed of. */
export function keepNotifying(stage: Stage): void {
  const { client } = stage;
  const open = (conversation: ConversationId) => stage.goTo(conversation);
  const looksAt = (conversation: ConversationId) =>
    document.visibilityState === 'visible' &&
    document.hasFocus() &&
    (stage.current() === conversation || stage.panes().includes(conversation));

  async function heard(message: Message): Promise<void> {
    const conversation = client.conversation(message.conversation);
    const me = client.me();
    if (conversation === null || me === null || !client.leads()) return;
    const what = effect(message, conversation, {
      me: me.person,
      keywords: keywordsIn(client.state('keywords')),
      doNotDisturb: client.person(me.person)?.availability === 'do-not-disturb',
      looking: looksAt(message.conversation),
    });
    if (what === 'none') return;
    if (what === 'notification' && preference('notifications') === 'on') {
      const place = conversation.type === 'direct' ? '' : ` · ${conversation.title}`;
      const body = message.text.slice(0, BODY_CHARACTERS);
      await show(`${message.name}${place}`, body, message.conversation, () =>
        open(message.conversation),
      );
    }
    await play(what === 'notification' ? 'mention' : 'message');
  }

  function count(): void {
    const called = client.conversations().reduce((sum, each) => {
      if (each.level === 'nothing') return sum;
      return sum + (each.type === 'direct' ? each.unread : each.mentions);
    }, 0);
    const unread = client.conversations().some((each) => each.unread > 0 && each.level === 'all');
    const number = called >= COUNTED ? '99+' : String(called);
    document.title = called > 0 ? `(${number}) Klatch` : unread ? '• Klatch' : 'Klatch';
    mark(called > 0 || unread);
  }

  const fromWorker = (event: MessageEvent) => {
    const tag: unknown = event.data?.open;
    if (typeof tag === 'string') open(tag);
  };

  // A browser that shows and plays nothing after all has its own ways to say so.
  onCleanup(client.listen((message) => void heard(message).catch(() => undefined)));
  onCleanup(client.watch('conversations', count));
  navigator.serviceWorker?.addEventListener('message', fromWorker);
  onCleanup(() => navigator.serviceWorker?.removeEventListener('message', fromWorker));
  onCleanup(() => {
    document.title = 'Klatch';
    mark(false);
  });
  count();
}

/** The icon of the page has a dot while something waits. */
function mark(waits: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = waits ? '/klatch-waits.svg' : '/klatch.svg';
  if (icon !== null && !icon.href.endsWith(wanted)) icon.href = wanted;
}
