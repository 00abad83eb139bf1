import type { Millis } from '../protocol/values';
import { language } from '../words/words';
import { dayNumber } from './day';
import { preference } from './preferences';

const kept = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const clock = preference('timeFormat');
  const key = `${language()} ${clock} ${JSON.stringify(options)}`;
  let known = kept.get(key);
  if (known === undefined) {
    const hours =
      options.hour !== undefined && clock !== 'system' ? { hour12: clock === '12' } : {};
    // The browser's own region, if it speaks the same language: its clock and its order of dates.
    const own = navigator.languages.find((each) => each.split('-')[0] === language());
    known = new Intl.DateTimeFormat(own ?? language(), { ...options, ...hours });
    kept.set(key, known);
  }
  return known;
}

/** The time of a day: `14:05`. */
export function clockOf(time: Millis): string {
  return format({ hour: '2-digit', minute: '2-digit' }).format(time);
}

/** Day and time in full. */
export function momentOf(time: Millis): string {
  return format({ dateStyle: 'full', timeStyle: 'short' }).format(time);
}

/** A day as a separator says it: today, yesterday, a weekday, or a date. */
export function dayOf(time: Millis, now: Millis): string {
  const apart = dayNumber(time) - dayNumber(now);
  if (apart === 0 || apart === -1) {
    const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(apart, 'day');
    return words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : { year: 'numeric' as const };
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...year }).format(time);
}

/** For lists: the time if it was today, else the day, short. */
export function shortOf(time: Millis, now: Millis): string {
  const apart = dayNumber(now) - dayNumber(time);
  if (apart === 0) return clockOf(time);
  if (apart < 7) return format({ weekday: 'short' }).format(time);
  return format({ day: 'numeric', month: 'short' }).format(time);
}
