import type { ClientFrame } from '../../protocol/client-frames';
import { type RefusalName, refusals } from '../../protocol/refusals';
import type { Refused } from '../../protocol/server-frames';

/** A refusal of a frame, with what else it says. */
export function refusal(frame: ClientFrame, error: RefusalName, retry: object = {}): Refused {
  const cid = 'cid' in frame ? { cid: frame.cid } : {};
  const code = refusals[error];
  const words = { error, message: error, retry: false };
  return { kind: 'refused', ref: frame.ref, code, ...words, ...retry, ...cid };
}
