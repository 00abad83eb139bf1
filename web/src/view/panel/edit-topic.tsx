import { createSignal } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import { words } from '../../words/words';
import { denialWords, fieldOf, isDenied } from '../deeds';
import { Dialog, DialogForm } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { useStage } from '../shell/stage';

interface EditTopicProps {
  conversation: ConversationId;
  topic: string;
  description: string;
  close: () => void;
}

/** What a conversation is for: in a line, and in more words. */
export function EditTopic(props: EditTopicProps) {
  const { client } = useStage();
  const [topic, setTopic] = createSignal(props.topic);
  const [description, setDescription] = createSignal(props.description);
  const [wrong, setWrong] = createSignal<{ field: string | undefined; text: string }>();
  const save = async () => {
    const answer = await client.command('change', {
      conversation: props.conversation,
      topic: topic().trim(),
      description: description().trim(),
    });
    if (isDenied(answer)) setWrong({ field: fieldOf(answer), text: denialWords(answer) });
    else props.close();
  };
  const at = (field: string) => (wrong()?.field === field ? wrong()?.text : undefined);
  const elsewhere = () => {
    const now = wrong();
    return now?.field === 'topic' || now?.field === 'description' ? undefined : now?.text;
  };
  return (
    <Dialog title={words().panel.editTopic} close={props.close}>
      <DialogForm
        action={words().parts.save}
        trouble={elsewhere()}
        submit={() => void save()}
        close={props.close}
      >
        <TextField
          label={words().panel.topic}
          hint={words().panel.topicHint}
          value={topic()}
          input={setTopic}
          error={at('topic')}
          limit={256}
          autofocus
        />
        <TextField
          label={words().panel.description}
          value={description()}
          input={setDescription}
          error={at('description')}
          limit={2048}
          lines={5}
        />
      </DialogForm>
    </Dialog>
  );
}
