import { createResource, Show } from 'solid-js';
import type { PersonId } from '../../protocol/values';
import { words } from '../../words/words';
import { denialWords, isDenied, openDirect } from '../deeds';
import { Avatar } from '../parts/avatar';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { markOf, nameOf } from '../person';
import { useStage } from '../shell/stage';
import { momentOf } from '../time';

/** What somebody shows of themselves. */
export function ProfileDialog(props: { person: PersonId; close: () => void }) {
  const stage = useStage();
  const [answer] = createResource(() => stage.client.ask('read-profile', { person: props.person }));
  const profile = () => {
    const now = answer();
    return now === undefined || isDenied(now) ? null : now;
  };
  const trouble = () => {
    const now = answer();
    return now !== undefined && isDenied(now) ? denialWords(now) : null;
  };
  const known = () => profile()?.person ?? stage.client.person(props.person);
  const name = () => {
    const person = known();
    return person === null ? '' : nameOf(person);
  };
  const roleWords = () => {
    const roles: Readonly<Record<string, string>> = words().people.roles;
    return roles[known()?.role ?? ''] ?? known()?.role ?? '';
  };
  return (
    <Dialog title={name()} close={props.close}>
      <div class="dialog-body profile">
        <div class="profile-head">
          <Avatar
            person={props.person}
            name={name()}
            size="large"
            mark={
              profile() === null
                ? undefined
                : markOf(profile()?.online === true, known()?.availability)
            }
          />
          <div>
            <p>
              <bdi>{known()?.name}</bdi> <span class="quiet">· {roleWords()}</span>
            </p>
            <Show when={known()?.status}>{(status) => <p dir="auto">{status()}</p>}</Show>
            <Show when={profile()}>
              {(now) => (
                <>
                  <p class="quiet">{words().people.since(momentOf(now().made))}</p>
                  <Show when={now().lastSeen}>
                    {(time) => <p class="quiet">{words().people.lastSeen(momentOf(time()))}</p>}
                  </Show>
                </>
              )}
            </Show>
          </div>
        </div>
        <Show when={trouble()}>{(text) => <p class="dialog-trouble">{text()}</p>}</Show>
        <footer class="dialog-foot">
          <Button onClick={props.close}>{words().parts.close}</Button>
          <Show when={props.person !== stage.client.me()?.person && known()}>
            {(person) => (
              <Button
                look="main"
                icon="bubble"
                onClick={() => {
                  props.close();
                  void openDirect(stage, person(), 'pane');
                }}
              >
                {words().people.talk}
              </Button>
            )}
          </Show>
        </footer>
      </div>
    </Dialog>
  );
}
