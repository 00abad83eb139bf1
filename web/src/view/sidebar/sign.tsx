import { Match, Switch } from 'solid-js';
import type { Conversation } from '../../state/client';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { Icon } from '../parts/icon';
import { markOf, nameOf } from '../person';
import { useStage } from '../shell/stage';

/** What stands before the name of a conversation: of two people, the other one. */
export function Sign(props: { conversation: Conversation | null }) {
  const { client } = useStage();
  const online = live(client, 'people', () => client.presence().online);
  return (
    <Switch fallback={<Icon name={props.conversation?.access === 'private' ? 'lock' : 'room'} />}>
      <Match when={props.conversation?.type === 'direct' && props.conversation.with}>
        {(person) => (
          <Avatar
            person={person().person}
            name={nameOf(person())}
            size="small"
            mark={markOf(
              online().has(person().person),
              online().get(person().person)?.availability,
            )}
          />
        )}
      </Match>
      <Match when={props.conversation?.type === 'group'}>
        <Icon name="group" />
      </Match>
    </Switch>
  );
}
