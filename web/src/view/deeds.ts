import type { CommandKind, Commands } from '../protocol/client-frames';
import type { Accepted, Refused } from '../protocol/server-frames';
import type { Person } from '../protocol/values';
import type { Client, Denied } from '../state/client';
import { refusalWords, words } from '../words/words';
import { sayTrouble } from './parts/toast';
import type { Stage } from './shell/stage';

/** Why something was not done, in words. */
export function denialWords(denied: Denied): string {
  return denied.kind === 'lost' ? words().parts.lost : refusalWords(denied);
}

/** Whether this is no answer but a denial. */
export function isDenied(answer: { kind: string }): answer is Denied {
  return answer.kind === 'lost' || answer.kind === 'refused';
}

/** The field that a refusal names, if any. */
export function fieldOf(denied: Denied): string | undefined {
  return denied.kind === 'lost' ? undefined : (denied as Refused).field;
}

/** Does something; says so in passing if it could not be done. */
export async function attempt<Kind extends CommandKind>(
  client: Client,
  kind: Kind,
  members: Commands[Kind],
): Promise<Accepted | null> {
  const answer = await client.command(kind, members);
  if (!isDenied(answer)) return answer as Accepted;
  sayTrouble(denialWords(answer));
  return null;
}

/** Opens the private conversation with somebody: as a pane, or as the place where one is. */
export async function openDirect(
  stage: Stage,
  person: Pick<Person, 'person' | 'name'>,
  where: 'pane' | 'here',
): Promise<string | null> {
  const { client } = stage;
  const known = client
    .conversations()
    .find((each) => each.type === 'direct' && each.with?.person === person.person);
  const conversation =
    known?.conversation ??
    (await attempt(client, 'open-direct', { person: person.person }))?.conversation;
  if (conversation === undefined) return null;
  if (where === 'pane') stage.openPane(conversation);
  else stage.goTo(conversation);
  return conversation;
}
