/** The numbers of refusals by name (docs/protocol.md, "Refusals"). */
export const refusals = {
  malformed: 100,
  'unknown-kind': 101,
  'unknown-field': 102,
  'missing-field': 103,
  'wrong-type': 104,
  'out-of-range': 105,
  'text-too-long': 106,
  'frame-too-large': 107,
  'text-empty': 108,
  'name-invalid': 200,
  'name-taken': 201,
  'name-has-account': 202,
  'wrong-password': 203,
  'password-invalid': 204,
  'not-signed-in': 205,
  'origin-refused': 206,
  'not-found': 207,
  'method-refused': 208,
  'sign-up-closed': 209,
  'invite-needed': 210,
  'invite-invalid': 211,
  'guests-refused': 212,
  banned: 213,
  'secure-only': 214,
  'unknown-conversation': 300,
  'unknown-person': 301,
  'guest-left': 302,
  'already-member': 303,
  'cannot-leave': 304,
  yourself: 305,
  'not-allowed': 306,
  muted: 307,
  'kept-out': 308,
  archived: 309,
  'unknown-message': 310,
  'too-few': 311,
  'too-many': 312,
  'not-a-member': 313,
  'last-owner': 314,
  'callout-refused': 315,
  blocked: 316,
  'no-game': 317,
  'game-running': 318,
  'not-your-turn': 319,
  'square-taken': 320,
  'unknown-session': 321,
  'unknown-invite': 322,
  'unknown-report': 323,
  'query-invalid': 324,
  'unknown-file': 325,
  'file-too-large': 326,
  quota: 327,
  'checksum-mismatch': 328,
  'offset-mismatch': 329,
  'upload-taken': 330,
  'slow-down': 400,
  'cid-reused': 401,
  'epoch-changed': 402,
  'answer-outstanding': 403,
  busy: 500,
  'storage-full': 501,
  unavailable: 502,
  stopping: 503,
  internal: 504,
} as const;

export type RefusalName = keyof typeof refusals;

/** What a refusal is about, also one whose code is not known here. */
export type RefusalGroup = 'frame' | 'entering' | 'people' | 'pace' | 'server' | 'other';

const groups: readonly RefusalGroup[] = ['frame', 'entering', 'people', 'pace', 'server'];

/** By the hundreds of its code. */
export function refusalGroup(code: number): RefusalGroup {
  return groups[Math.floor(code / 100) - 1] ?? 'other';
}
