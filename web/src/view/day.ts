import type { Millis } from '../protocol/values';

/** A number for each day in the place where one is: equal if two times are of one day. */
export function dayNumber(time: Millis): number {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}
