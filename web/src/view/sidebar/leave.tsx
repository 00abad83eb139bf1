import { createSignal } from 'solid-js';
import type { Conversation } from '../../state/client';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { Dialog, DialogForm } from '../parts/dialog';
import { useStage } from '../shell/stage';
import { titleOf } from './order';

/** Asks before somebody leaves a room or group. */
export function LeaveDialog(props: { conversation: Conversation; close: () => void }) {
  const stage = useStage();
  const [trouble, setTrouble] = createSignal<string>();
  const leave = async () => {
    const { conversation } = props.conversation;
    const answer = await stage.client.command('leave', { conversation });
    if (isDenied(answer)) {
      setTrouble(denialWords(answer));
      return;
    }
    props.close();
    stage.closePane(conversation);
    if (stage.current() === conversation) stage.go({ at: 'home' });
  };
  const title = () => titleOf(props.conversation);
  return (
    <Dialog title={words().sidebar.leave(title())} close={props.close}>
      <DialogForm
        action={words().sidebar.leaveNow}
        look="danger"
        trouble={trouble()}
        submit={() => void leave()}
        close={props.close}
      >
        <p>
          {props.conversation.type === 'group' || props.conversation.access === 'private'
            ? words().sidebar.leavePrivate
            : words().sidebar.leavePublic}
        </p>
      </DialogForm>
    </Dialog>
  );
}
