import type { Http, ServerAbout } from '../../protocol/http';

let known: Promise<ServerAbout | null> | undefined;

/** What the server says of itself and its addresses; asked once, unless there was no answer. */
export function aboutServer(http: Http): Promise<ServerAbout | null> {
  known ??= http.aboutServer().then((answer) => {
    if (answer.kind === 'server') return answer;
    known = undefined;
    return null;
  });
  return known;
}
