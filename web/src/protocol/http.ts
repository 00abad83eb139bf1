import { readFrame } from './reading';
import type { Refused } from './server-frames';
import type { PersonId, Role, SignUpMode } from './values';

/** How to come in (docs/protocol.md, "Coming in"). */
export type Entering =
  | { readonly kind: 'guest'; readonly name: string; readonly invite?: string }
  | {
      readonly kind: 'sign-up';
      readonly name: string;
      readonly password: string;
      readonly invite?: string;
    }
  | { readonly kind: 'sign-in'; readonly name: string; readonly password: string };

/** Who one is by the session of this browser. */
export interface SessionOpened {
  readonly kind: 'session';
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
}

/** What a server tells whoever asks. */
export interface ServerAbout {
  readonly kind: 'server';
  readonly server: string;
  /** `loopback`, `secure` or `basic`: how this browser reached it. */
  readonly door: string;
  readonly signUp: SignUpMode;
  readonly guests: boolean;
  /** The address of the same server over TLS, if it has one. */
  readonly secure?: string;
  readonly fingerprint?: string;
}

/** There was no answer, or none of a Klatch server. */
export interface Lost {
  readonly kind: 'lost';
}

export interface Done {
  readonly kind: 'done';
}

/** Calls over HTTP, from the page of the server itself. */
export interface Http {
  enter(how: Entering): Promise<SessionOpened | Refused | Lost>;
  /** The session of this browser; refused as `not-signed-in` if there is none. */
  whoAmI(): Promise<SessionOpened | Refused | Lost>;
  aboutServer(): Promise<ServerAbout | Refused | Lost>;
  signOut(): Promise<Done | Refused | Lost>;
  changePassword(current: string, next: string): Promise<Done | Refused | Lost>;
  deleteAccount(password: string, messages: 'keep' | 'erase'): Promise<Done | Refused | Lost>;
}

const patienceMillis = 15_000;

/** Reads an answer of this kind from the text of a body. */
function readKind<Answer extends { readonly kind: string }>(
  text: string,
  kind: Answer['kind'],
): Answer | Refused | Lost {
  const refused = readFrame(text);
  if (refused !== null && refused.kind === 'refused') return refused;
  try {
    const value: unknown = JSON.parse(text);
    const isIt = typeof value === 'object' && value !== null && 'kind' in value;
    if (isIt && value.kind === kind) return value as Answer;
  } catch {
    // What answers there is no Klatch server.
  }
  return { kind: 'lost' };
}

/** With the browser's `fetch`, or another one in tests. */
export function openHttp(fetching: typeof fetch = (...call) => fetch(...call)): Http {
  async function call<Answer extends { readonly kind: string }>(
    kind: Answer['kind'],
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer | Refused | Lost> {
    try {
      const init: RequestInit = {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(patienceMillis),
      };
      if (body !== undefined) {
        init.body = JSON.stringify(body);
        init.headers = { 'Content-Type': 'application/json' };
      }
      const response = await fetching(path, init);
      const text = response.status === 204 ? '{"kind":"done"}' : await response.text();
      return readKind<Answer>(text, kind);
    } catch {
      return { kind: 'lost' };
    }
  }
  return {
    enter: (how) => call<SessionOpened>('session', 'POST', '/api/session', how),
    whoAmI: () => call<SessionOpened>('session', 'GET', '/api/session'),
    aboutServer: () => call<ServerAbout>('server', 'GET', '/api/server'),
    signOut: () => call<Done>('done', 'DELETE', '/api/session'),
    changePassword: (current, next) =>
      call<Done>('done', 'POST', '/api/account/password', {
        kind: 'change-password',
        current,
        new: next,
      }),
    deleteAccount: (password, messages) =>
      call<Done>('done', 'POST', '/api/account/deletion', {
        kind: 'delete-account',
        password,
        messages,
      }),
  };
}
