import type { Commands } from '../../protocol/client-frames';

/** What can be set of a conversation, as the fields hold it. */
export interface Fields {
  readonly title: string;
  readonly topic: string;
  readonly description: string;
  readonly access: string;
  readonly newcomers: string;
  readonly announcement: boolean;
  readonly slowSeconds: number;
}

/** Only what is otherwise than before: the server takes no change that changes nothing. */
export function changes(
  conversation: string,
  before: Fields,
  now: Fields,
): Commands['change'] | null {
  const changed: Partial<Record<keyof Fields, string | boolean | number>> = {};
  for (const name of Object.keys(before) as (keyof Fields)[]) {
    if (now[name] !== before[name]) changed[name] = now[name];
  }
  return Object.keys(changed).length === 0
    ? null
    : ({ conversation, ...changed } as Commands['change']);
}
