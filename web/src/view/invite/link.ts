import type { ServerAbout } from '../../protocol/http';

/**
 * A link into this server as people hand it over (docs/protocol.md, "Join links"): it leads to the
 * secure door if there is one, and what follows `#` stays with whoever opens it.
 */
export function joinLink(about: ServerAbout | null, invite?: string): string {
  const origin = about?.secure ?? location.origin;
  const kept: string[] = [];
  if (invite !== undefined) kept.push(`invite=${invite}`);
  if (about?.fingerprint !== undefined) kept.push(`fingerprint=${about.fingerprint}`);
  return `${origin}/join${kept.length === 0 ? '' : `#${kept.join('&')}`}`;
}

/**
 * The short link that can be read aloud. On the server's own machine it is the address at which the
 * others reach it; without encryption, which for guests needs no preparation.
 */
export function shortLink(about: ServerAbout | null): string {
  if (about?.door !== 'loopback' || about.secure === undefined) return location.origin;
  return about.secure.replace(/^https:/, 'http:');
}
