import { Match, Show, Switch } from 'solid-js';
import type { Conversation } from '../../state/client';
import { words } from '../../words/words';
import { Badge } from '../parts/badge';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { openMenu } from '../parts/menu';
import { writeRoute } from '../shell/route';
import { useStage } from '../shell/stage';
import { conversationEntries } from './entry-menu';
import { isUnread, titleOf } from './order';
import { Sign } from './sign';

/** A conversation in the list: what it is called, and what waits in it. */
export function Entry(props: { conversation: Conversation }) {
  const stage = useStage();
  const id = () => props.conversation.conversation;
  const here = () => stage.current() === id();
  const open = (at: Element | MouseEvent) =>
    openMenu(
      at,
      words().sidebar.menu(titleOf(props.conversation)),
      conversationEntries(stage, props.conversation),
    );
  return (
    <li
      class="entry"
      data-here={here()}
      data-unread={isUnread(props.conversation)}
      data-muted={props.conversation.level === 'nothing' || props.conversation.archived === true}
      onContextMenu={(event) => {
        event.preventDefault();
        open(event);
      }}
    >
      <a
        class="entry-link"
        href={writeRoute({ at: 'conversation', conversation: id() })}
        aria-current={here() ? 'page' : undefined}
        onDblClick={() => {
          if (props.conversation.type === 'direct') stage.openPane(id());
        }}
      >
        <Sign conversation={props.conversation} />
        <bdi class="cut entry-title">{titleOf(props.conversation)}</bdi>
        <Show when={props.conversation.draft !== '' && !here()}>
          <span class="entry-draft" title={words().sidebar.draft}>
            <Icon name="edit" />
            <span class="unseen">{words().sidebar.draft}</span>
          </span>
        </Show>
        <Counts conversation={props.conversation} />
      </a>
      <IconButton
        icon="more"
        class="entry-more"
        label={words().sidebar.menu(titleOf(props.conversation))}
        aria-haspopup="menu"
        onClick={(event) => open(event.currentTarget)}
      />
    </li>
  );
}

function Counts(props: { conversation: Conversation }) {
  const plain = () => props.conversation.unread + props.conversation.threads;
  const label = () => {
    const { unread, threads } = props.conversation;
    const parts = [
      ...(unread > 0 ? [words().sidebar.unread(unread)] : []),
      ...(threads > 0 ? [words().sidebar.threads(threads)] : []),
    ];
    return parts.join(', ');
  };
  return (
    <Switch>
      <Match when={props.conversation.mentions > 0}>
        <Badge
          count={props.conversation.mentions}
          label={words().sidebar.mentions(props.conversation.mentions)}
          look="mention"
        />
      </Match>
      <Match when={plain() > 0 && props.conversation.level !== 'nothing'}>
        <Badge
          count={plain()}
          label={label()}
          look={props.conversation.type === 'direct' ? 'mention' : 'quiet'}
        />
      </Match>
    </Switch>
  );
}
