import { For, Show } from 'solid-js';
import type { Client, Unsettled } from '../../state/client';
import { words } from '../../words/words';
import { live } from '../live';
import { Dialog, DialogForm } from '../parts/dialog';
import { titleOf } from '../sidebar/order';
import { saidOf } from '../timeline/said';

/** What one wrote in any conversation and is not sent yet: it is lost when the session ends. */
export function unsentOf(client: Client): readonly Unsettled[] {
  return client.unsettled();
}

/** Asks before what is not sent is lost, and shows what that is. */
export function LeaveKlatchDialog(props: {
  client: Client;
  /** How many files are on their way. */
  files: number;
  close: () => void;
}) {
  const { client } = props;
  const unsent = live(client, 'unsettled', () => unsentOf(client));
  const place = (each: Unsettled) => {
    const conversation = client.conversation(each.conversation);
    return conversation === null ? '' : titleOf(conversation);
  };
  return (
    <Dialog title={words().shell.signOut} close={props.close}>
      <DialogForm
        action={words().shell.signOut}
        look="danger"
        submit={() => {
          props.close();
          void client.signOut();
        }}
        close={props.close}
      >
        <Show when={props.files > 0}>
          <p>{words().files.lost(props.files)}</p>
        </Show>
        <Show when={unsent().length > 0}>
          <p>{words().shell.unsent(unsent().length)}</p>
        </Show>
        <ul class="unsent-list">
          <For each={unsent()}>
            {(each) => (
              <li>
                <bdi class="quiet">{place(each)}</bdi>
                <p dir="auto">{saidOf(each)}</p>
              </li>
            )}
          </For>
        </ul>
      </DialogForm>
    </Dialog>
  );
}
