import type { Message } from '../../state/client';
import { later } from '../parts/later';
import type { Stage } from '../shell/stage';

/** Shows all that a message said since it was written. */
export function showVersions(stage: Stage, message: Message): void {
  later(import('./message-dialogs'), ({ VersionsDialog }) =>
    stage.ask((close) => VersionsDialog({ message, close })),
  );
}
