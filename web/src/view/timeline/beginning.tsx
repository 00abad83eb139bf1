import { createResource, For, Match, Show, Switch } from 'solid-js';
import type { ServerAbout } from '../../protocol/http';
import { words } from '../../words/words';
import { aboutServer } from '../invite/about-server';
import { joinLink, shortLink } from '../invite/link';
import { QrCode } from '../invite/qr-code';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { nameOf } from '../person';
import { openInvite } from '../shell/openings';
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
          <h2>
            <bdi>{titleOf(conversation())}</bdi>
          </h2>
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
              <BringIn />
            </Match>
          </Switch>
        </section>
      )}
    </Show>
  );
}

/** The way to bring people in; in front of an empty room the code itself, to be photographed. */
function BringIn() {
  const stage = useStage();
  const talk = useTalk();
  const { client } = stage;
  const alone = live(client, 'people', () => client.presence().count <= 1);
  const isEveryone = () => talk.id === client.me()?.everyone;
  const [about] = createResource(alone, () => aboutServer(stage.http));
  return (
    <>
      <Show when={alone() && isEveryone() && about()}>{(known) => <Code about={known()} />}</Show>
      <Button icon="person" onClick={() => openInvite(stage, isEveryone() ? undefined : talk.id)}>
        {words().invite.title}
      </Button>
    </>
  );
}

/** The link of this server, to read aloud and to take a picture of. */
function Code(props: { about: ServerAbout }) {
  return (
    <>
      <QrCode text={joinLink(props.about)} label={words().invite.code} />
      <p class="quiet">{words().invite.linkHint}</p>
      <p>
        <code translate="no">{shortLink(props.about)}</code>
      </p>
    </>
  );
}

function WhoIsHere() {
  const { client } = useStage();
  const presence = live(client, 'people', () => client.presence());
  const faces = () => [...presence().online.values()].slice(0, FACES);
  return (
    <Show when={presence().count > 0}>
      <div class="beginning-here">
        <span class="beginning-faces">
          <For each={faces()}>
            {(person) => <Avatar person={person.person} name={nameOf(person)} size="small" />}
          </For>
        </span>
        <span class="quiet">{words().timeline.online(presence().count)}</span>
      </div>
    </Show>
  );
}
