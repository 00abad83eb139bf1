import type { ConversationId } from '../../protocol/values';
import { later } from '../parts/later';
import type { Stage } from './stage';

// Pages that few need at first are loaded when somebody opens them.

/** Opens what one chooses for this browser, and the own account. */
export function openSettings(stage: Stage): void {
  later(import('../settings/settings'), ({ Settings }) =>
    stage.ask((close) => Settings({ client: stage.client, http: stage.http, close })),
  );
}

/** Opens the page of those who run the server or moderate it. */
export function openAdmin(stage: Stage): void {
  later(import('../admin/admin'), ({ Admin }) =>
    stage.ask((close) => Admin({ client: stage.client, close })),
  );
}

/** Opens the search. */
export function openSearch(stage: Stage): void {
  const conversation = stage.current() ?? undefined;
  later(import('../search/search'), ({ Search }) =>
    stage.ask((close) => Search({ client: stage.client, conversation, close })),
  );
}

/** Opens the link of this server and, for those who may, the making of invites. */
export function openInvite(stage: Stage, conversation?: ConversationId): void {
  later(import('../invite/invite-people'), ({ InvitePeople }) =>
    stage.ask((close) =>
      InvitePeople({ client: stage.client, http: stage.http, conversation, close }),
    ),
  );
}

/** Opens what can be set of a room or group. */
export function openRoomSettings(stage: Stage, conversation: ConversationId): void {
  later(import('../manage/room-settings'), ({ RoomSettings }) =>
    stage.ask((close) => RoomSettings({ client: stage.client, conversation, close })),
  );
}
