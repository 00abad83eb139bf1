import { createSignal } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { Dialog, DialogForm } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { useStage } from '../shell/stage';

function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Leads to the first message of a day. */
export function JumpToDate(props: { conversation: ConversationId; close: () => void }) {
  const stage = useStage();
  const [day, setDay] = createSignal(today());
  const [trouble, setTrouble] = createSignal<string>();
  const jump = async () => {
    const time = Date.parse(`${day()}T00:00`);
    if (Number.isNaN(time)) {
      setTrouble(words().timeline.noDay);
      return;
    }
    const { conversation } = props;
    const answer = await stage.client.ask('find-time', { conversation, time });
    if (isDenied(answer)) setTrouble(denialWords(answer));
    else {
      props.close();
      stage.goTo(conversation, answer.seq);
    }
  };
  return (
    <Dialog title={words().timeline.jumpToDate} close={props.close}>
      <DialogForm action={words().timeline.goThere} submit={() => void jump()} close={props.close}>
        <TextField
          label={words().timeline.day}
          type="date"
          value={day()}
          input={setDay}
          error={trouble()}
          autofocus
        />
      </DialogForm>
    </Dialog>
  );
}
