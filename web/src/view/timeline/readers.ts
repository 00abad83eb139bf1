import type { Message } from '../../state/client';
import { later } from '../parts/later';
import type { Stage } from '../shell/stage';

/** Shows who has read as far as a message. */
export function showReaders(stage: Stage, message: Message): void {
  later(import('./message-dialogs'), ({ ReadersDialog }) =>
    stage.ask((close) => ReadersDialog({ message, close })),
  );
}
