import type { Message } from '../../state/client';
import type { Stage } from '../shell/stage';

/** Shows all that a message said since it was written. */
export function showVersions(stage: Stage, message: Message): void {
  void import('./message-dialogs').then(({ VersionsDialog }) =>
    stage.ask((close) => VersionsDialog({ message, close })),
  );
}
