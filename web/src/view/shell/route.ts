import type { ConversationId, Seq } from '../../protocol/values';

/** Where one is; it stands in the fragment of the address. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'conversation'; readonly conversation: ConversationId; readonly seq?: Seq }
  | { readonly at: 'window'; readonly conversation: ConversationId };

const CONVERSATION = /^#\/c\/(c[0-9a-z]{1,13})(?:\/([1-9]\d{0,15}))?$/;
const WINDOW = /^#\/window\/(c[0-9a-z]{1,13})$/;

/** Reads a fragment. What it does not know leads home. */
export function readRoute(fragment: string): Route {
  const talk = CONVERSATION.exec(fragment);
  if (talk?.[1] !== undefined) {
    const conversation = talk[1];
    return talk[2] === undefined
      ? { at: 'conversation', conversation }
      : { at: 'conversation', conversation, seq: Number(talk[2]) };
  }
  const own = WINDOW.exec(fragment);
  if (own?.[1] !== undefined) return { at: 'window', conversation: own[1] };
  return { at: 'home' };
}

/** Writes what {@link readRoute} reads. */
export function writeRoute(route: Route): string {
  switch (route.at) {
    case 'conversation':
      return `#/c/${route.conversation}${route.seq === undefined ? '' : `/${route.seq}`}`;
    case 'window':
      return `#/window/${route.conversation}`;
    case 'home':
      return '#/';
  }
}
