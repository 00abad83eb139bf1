import type { Http } from '../../protocol/http';
import { forgetParcels } from '../files/parcels';

/** Stands in the browser as long as a session is left here and not yet ended at the server. */
const NOTE = 'klatch.leaving';

/** One leaves. What is still in this page goes at once, whatever the server says. */
export function noteLeaving(): void {
  // Where nothing can be kept there is nothing to forget.
  forgetParcels().catch(() => undefined);
  try {
    sessionStorage.clear();
    localStorage.setItem(NOTE, 'yes');
  } catch {
    // Then there is nothing here that would outlive the page.
  }
}

/**
 * Ends at the server what was left without a connection: no script can take the cookie away, and
 * whoever comes next to this machine must not be in. False if the server cannot be reached.
 */
export async function finishLeaving(http: Http): Promise<boolean> {
  try {
    if (localStorage.getItem(NOTE) === null) return true;
    if ((await http.signOut()).kind === 'lost') return false;
    localStorage.removeItem(NOTE);
  } catch {
    // Without a place for notes nothing was noted.
  }
  return true;
}

/** Somebody came in: the session that was left has lost its cookie to the new one. */
export function forgetLeaving(): void {
  try {
    localStorage.removeItem(NOTE);
  } catch {
    // See above.
  }
}
