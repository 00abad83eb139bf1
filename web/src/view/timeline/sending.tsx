import { words } from '../../words/words';
import { live } from '../live';
import { Icon } from '../parts/icon';
import { useStage } from '../shell/stage';

/** What this belongs to is under way, or waits for a connection. */
export function Sending() {
  const { client } = useStage();
  const online = live(client, 'link', () => client.link().state === 'online');
  const text = () => (online() ? words().message.sending : words().message.waiting);
  return (
    <span class="message-status" title={text()}>
      <Icon name="clock" />
      <span class="unseen">{text()}</span>
    </span>
  );
}
