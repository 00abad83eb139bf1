/** What no server takes more of (docs/protocol.md, "Limits"). */
export const limits = {
  /** Of a text, in bytes of UTF-8. */
  textBytes: 16_384,
  nameCharacters: 32,
  passwordCharactersLeast: 8,
  topicCharacters: 256,
  descriptionCharacters: 2_048,
  displayNameCharacters: 64,
  statusCharacters: 128,
  reasonCharacters: 512,
  reactionCharacters: 32,
  reactions: 50,
  files: 10,
  fileNameCharacters: 200,
  waveformDigits: 128,
  pins: 50,
  queryCharacters: 256,
  mentions: 50,
  listedPeople: 50,
  groupPeople: 100,
  calloutPeople: 50,
  /** Cursors in one `resume`. */
  cursors: 200,
  /** Unread messages and mentions are counted up to here. */
  counted: 100,
  /** Above that many people online the server only counts. */
  watchedPeople: 200,
  slowSeconds: 3_600,
  muteMinutes: 525_600,
  inviteUses: 10_000,
  inviteHours: 8_760,
} as const;

/** The length of a text as the server measures it, in bytes of UTF-8. */
export function textBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether a text has what no frame may hold: U+0000, or half of a surrogate pair. */
export function unsendable(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text);
}
