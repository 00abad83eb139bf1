import { createSignal, type Signal } from 'solid-js';

/** What a person chose for this browser. It is kept in the browser and nowhere else. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark' | 'contrast';
  textSize: 'small' | 'normal' | 'large' | 'larger';
  density: 'comfortable' | 'compact';
  motion: 'system' | 'reduced';
  /** A tag of a language, or `system`. */
  language: string;
  timeFormat: 'system' | '12' | '24';
  /** Whether Enter sends, or begins a line. */
  enter: 'sends' | 'line';
  sound: 'on' | 'off';
  /** `unasked` until somebody said something about it. */
  notifications: 'unasked' | 'on' | 'off';
}

const BEGINNING: Preferences = {
  theme: 'system',
  textSize: 'normal',
  density: 'comfortable',
  motion: 'system',
  language: 'system',
  timeFormat: 'system',
  enter: 'sends',
  sound: 'on',
  notifications: 'unasked',
};

const PREFIX = 'klatch.';
const signals = new Map<keyof Preferences, Signal<string>>();

function kept(name: keyof Preferences): string {
  try {
    return localStorage.getItem(PREFIX + name) ?? BEGINNING[name];
  } catch {
    return BEGINNING[name];
  }
}

function signal(name: keyof Preferences): Signal<string> {
  let known = signals.get(name);
  if (known === undefined) {
    known = createSignal(kept(name));
    signals.set(name, known);
  }
  return known;
}

/** A preference as it is now. Reactive. */
export function preference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return signal(name)[0]() as Preferences[Name];
}

/** Chooses, for this browser. */
export function prefer<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
  signal(name)[1](() => value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Without a place to keep it, it holds until the page is closed.
  }
}

/** Another tab of this browser chose something. */
export function followOtherTabs(): void {
  addEventListener('storage', (event) => {
    const name = event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : '';
    if (name in BEGINNING) signal(name as keyof Preferences)[1](kept(name as keyof Preferences));
  });
}
