import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { say, sayTrouble } from '../parts/toast';
import type { Stage } from '../shell/stage';
import { readInvitation } from './invitation';

function online(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!client.link().caughtUp) return;
      ended();
      resolve();
    };
    const ended = client.watch('link', look);
    look();
  });
}

/** Uses the invite of the address for somebody who is in already; then it is gone from there. */
export async function redeem(stage: Stage): Promise<void> {
  const invitation = readInvitation(location.hash);
  if (invitation === null) return;
  history.replaceState(null, '', location.pathname);
  await online(stage.client);
  const answer = await stage.client.ask('redeem-invite', { code: invitation.invite });
  if (isDenied(answer)) sayTrouble(denialWords(answer));
  else say(words().parts.done);
}
