import type { Message } from '../../state/client';
import type { Stage } from '../shell/stage';

/** Shows who has read as far as a message. */
export function showReaders(stage: Stage, message: Message): void {
  void import('./message-dialogs').then(({ ReadersDialog }) =>
    stage.ask((close) => ReadersDialog({ message, close })),
  );
}
