/** The session has ended. */
export const signedOut = 4401;

const passing = [1001, 1006, 1011, 1012, 1013];

/** Whether to connect again by oneself after a socket was closed with this code. */
export function reconnects(code: number): boolean {
  return passing.includes(code) || (code >= 4500 && code <= 4999);
}
