import { createMemo, createResource, createSignal, For, Show } from 'solid-js';
import type { Room } from '../../protocol/values';
import { words } from '../../words/words';
import { attempt, denialWords, isDenied } from '../deeds';
import { live } from '../live';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/icon';
import { TextField } from '../parts/text-field';
import { useStage } from '../shell/stage';

/** All public rooms, with the way in. */
export function BrowseDialog(props: { close: () => void }) {
  const stage = useStage();
  const { client } = stage;
  const [filter, setFilter] = createSignal('');
  const [trouble, setTrouble] = createSignal<string>();
  // Rooms come and go, and so does one oneself: asked anew when the list of conversations changes.
  const known = live(client, 'conversations', () => client.conversations().length);
  const [rooms] = createResource(
    () => known() + 1,
    async () => {
      const all: Room[] = [];
      let after: string | undefined;
      do {
        const page = await client.ask('list-rooms', after === undefined ? {} : { after });
        if (isDenied(page)) {
          setTrouble(denialWords(page));
          break;
        }
        all.push(...page.rooms);
        after = page.after;
      } while (after !== undefined);
      return all;
    },
  );
  const shown = createMemo(() => {
    const wanted = filter().trim().toLowerCase();
    return (rooms.latest ?? []).filter(
      (room) =>
        room.name.toLowerCase().includes(wanted) || room.topic?.toLowerCase().includes(wanted),
    );
  });
  const enter = async (room: Room) => {
    if (!room.joined) {
      const done = await attempt(client, 'join', { conversation: room.conversation });
      if (done === null) return;
    }
    props.close();
    stage.goTo(room.conversation);
  };
  return (
    <Dialog title={words().sidebar.browse} close={props.close} wide>
      <div class="dialog-body">
        <TextField label={words().sidebar.findRoom} value={filter()} input={setFilter} autofocus />
        <Show when={trouble()}>{(text) => <p class="dialog-trouble">{text()}</p>}</Show>
        <ul class="rooms">
          <For each={shown()}>
            {(room) => (
              <li class="room">
                <Icon name="room" />
                <span class="room-names">
                  <bdi class="cut">{room.name}</bdi>
                  <span class="quiet cut" dir="auto">
                    {words().timeline.people(room.people)}
                    <Show when={room.topic}>{(topic) => <> · {topic()}</>}</Show>
                  </span>
                </span>
                <Button
                  look={room.joined ? 'plain' : 'main'}
                  aria-label={
                    room.joined ? words().sidebar.goTo(room.name) : words().sidebar.join(room.name)
                  }
                  onClick={() => void enter(room)}
                >
                  {room.joined ? words().sidebar.goThere : words().sidebar.joinNow}
                </Button>
              </li>
            )}
          </For>
        </ul>
        <Show when={rooms.latest !== undefined && shown().length === 0}>
          <p class="quiet">{words().sidebar.noneFound}</p>
        </Show>
      </div>
    </Dialog>
  );
}
