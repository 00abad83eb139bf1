import type { Played } from '../../protocol/server-frames';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { directWith, type Ordered, type Result } from './verb-deeds';

const STEPS: Readonly<Record<string, 'accept' | 'decline' | 'resign' | 'rematch'>> = {
  yes: 'accept',
  accept: 'accept',
  no: 'decline',
  decline: 'decline',
  resign: 'resign',
  again: 'rematch',
  rematch: 'rematch',
};

/** `/ttt NAME`, `/ttt 5`, `/ttt yes` … as in the terminal. */
export async function playDeed({ stage, talk, rest }: Ordered): Result {
  if (rest === '') return 'usage';
  const { client } = stage;
  const action = STEPS[rest.toLowerCase()];
  const square = /^[1-9]$/.test(rest) ? Number(rest) : undefined;
  if (action === undefined && square === undefined) {
    const found = await directWith(stage, rest.replace(/^@/, ''));
    if ('why' in found) return found.why;
    stage.openPane(found.conversation);
    const answer = await client.command('play', { ...found, action: 'challenge' });
    return isDenied(answer) ? denialWords(answer) : null;
  }
  const game = client
    .timeline(talk.id)
    .lines.findLast((line): line is Played => line.kind === 'played')?.game;
  if (game === undefined) return words().game.none;
  const step = square === undefined ? { action: action ?? 'resign' } : { action: 'move', square };
  const answer = await client.command('play', { conversation: talk.id, game, ...step });
  return isDenied(answer) ? denialWords(answer) : null;
}
