import { For, Match, Show, Switch } from 'solid-js';
import { words } from '../../words/words';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { Icon } from '../parts/icon';
import { nameOf } from '../person';
import { useStage } from '../shell/stage';
import { titleOf } from '../sidebar/order';
import { useTalk } from './talk';
import './beginning.css';

const FACES = 8;

/** What stands above the first message: where one is, who is here, what one can do. */
export function Beginning() {
  const talk = useTalk();
  return (
    <Show when={talk.conversation()}>
      {(conversation) => (
        <section class="beginning">
          <Show
            when={conversation().with}
            keyed
            fallback={
              <span class="beginning-sign">
                <Icon name={conversation().type === 'group' ? 'group' : 'room'} />
              </span>
            }
          >
            {(person) => <Avatar person={person.person} name={nameOf(person)} size="large" />}
          </Show>
          <h3>
            <bdi>{titleOf(conversation())}</bdi>
          </h3>
          <Switch>
            <Match when={conversation().type === 'direct'}>
              <p>{words().timeline.beginDirect(titleOf(conversation()))}</p>
            </Match>
            <Match when={conversation().type === 'group'}>
              <p>{words().timeline.beginGroup}</p>
            </Match>
            <Match when={true}>
              <p>{words().timeline.beginRoom(titleOf(conversation()))}</p>
              <Show when={conversation().topic}>
                <p class="quiet">{conversation().topic}</p>
              </Show>
              <WhoIsHere />
            </Match>
          </Switch>
        </section>
      )}
    </Show>
  );
}

function WhoIsHere() {
  const { client } = useStage();
  const presence = live(client, 'people', () => client.presence());
  const faces = () => [...presence().online.values()].slice(0, FACES);
  return (
    <div class="beginning-here">
      <span class="beginning-faces">
        <For each={faces()}>
          {(person) => <Avatar person={person.person} name={nameOf(person)} size="small" />}
        </For>
      </span>
      <span class="quiet">{words().timeline.online(presence().count)}</span>
    </div>
  );
}
