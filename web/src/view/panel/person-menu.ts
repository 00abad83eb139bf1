import type { Person } from '../../protocol/values';
import { words } from '../../words/words';
import { attempt, openDirect } from '../deeds';
import { later } from '../parts/later';
import type { MenuEntries } from '../parts/menu';
import { moderates } from '../rights';
import type { Stage } from '../shell/stage';

/** Asks somebody for a game, in the private conversation with them. */
export async function challenge(stage: Stage, person: Pick<Person, 'person' | 'name'>) {
  const conversation = await openDirect(stage, person, 'pane');
  if (conversation !== null) {
    await attempt(stage.client, 'play', { conversation, action: 'challenge' });
  }
}

function showProfile(stage: Stage, person: Pick<Person, 'person' | 'name'>): void {
  later(import('./profile'), ({ ProfileDialog }) =>
    stage.ask((close) => ProfileDialog({ person: person.person, close })),
  );
}

/** All that one can do with somebody. */
export function personEntries(stage: Stage, person: Pick<Person, 'person' | 'name'>): MenuEntries {
  const { client } = stage;
  const text = words().people;
  const me = client.me();
  const profile = {
    label: text.profile,
    icon: 'person' as const,
    run: () => showProfile(stage, person),
  };
  if (person.person === me?.person) return [profile];
  const blocked = client.state(`block:${person.person}`) !== '';
  return [
    {
      label: text.talkBeside,
      icon: 'bubble',
      run: () => void openDirect(stage, person, 'pane'),
    },
    { label: text.talkHere, icon: 'forward', run: () => void openDirect(stage, person, 'here') },
    { label: text.play, icon: 'game', run: () => void challenge(stage, person) },
    profile,
    null,
    {
      label: blocked ? text.unblock : text.block,
      icon: 'bellOff',
      run: () => client.setState(`block:${person.person}`, blocked ? '' : 'yes'),
    },
    ...moderating(stage, person),
  ];
}

/** What a moderator of the conversation in the middle can do besides. */
function moderating(stage: Stage, person: Pick<Person, 'person' | 'name'>): MenuEntries {
  const { client } = stage;
  const id = stage.current();
  const conversation = id === null ? null : client.conversation(id);
  if (conversation === null || conversation.type === 'direct') return [];
  if (!moderates(conversation, client.me()?.role)) return [];
  const text = words().people;
  const about = { conversation: conversation.conversation, person: person.person };
  const everyone = conversation.conversation === client.me()?.everyone;
  if (everyone) return [];
  return [
    null,
    {
      label: text.muteHere,
      icon: 'bellOff',
      run: () => void attempt(client, 'mute', { ...about, minutes: 60 }),
    },
    {
      label: text.removeHere,
      icon: 'door',
      danger: true,
      run: () => void attempt(client, 'remove', about),
    },
    {
      label: text.banHere,
      icon: 'close',
      danger: true,
      run: () => void attempt(client, 'ban', about),
    },
  ];
}
