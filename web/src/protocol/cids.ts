import type { CommandId } from './values';

/** Fills bytes at random, as `crypto.getRandomValues` does; that needs no secure context. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/** A fresh name for a command: a UUID of version 7 (RFC 9562) of this time, in milliseconds. */
export function freshCid(millis: number, random: RandomBytes): CommandId {
  const bytes = new Uint8Array(16);
  random(bytes);
  let time = Math.max(0, Math.floor(millis));
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const groups = [[0, 8] as const, [8, 12] as const, [12, 16] as const, [16, 20] as const];
  const head = groups.map(([from, to]) => digits.slice(from, to)).join('-');
  return `${head}-${digits.slice(20)}`;
}
