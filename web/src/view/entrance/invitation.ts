/** What a link brings along behind its `#`: nobody but this page sees it. */
export interface Invitation {
  readonly invite: string;
}

/** The invite of a fragment such as `#invite=CODE&fingerprint=…`; null if there is none. */
export function readInvitation(fragment: string): Invitation | null {
  const invite = new URLSearchParams(fragment.replace(/^#/, '')).get('invite');
  return invite === null || !/^[\w-]{1,128}$/.test(invite) ? null : { invite };
}
