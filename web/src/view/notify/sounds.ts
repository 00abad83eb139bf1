import { preference } from '../preferences';

type Tone = 'message' | 'mention' | 'ring';

/** Hertz, and when it begins in seconds. */
const NOTES: Readonly<Record<Tone, readonly (readonly [number, number])[]>> = {
  message: [[523.25, 0]],
  mention: [
    [523.25, 0],
    [783.99, 0.09],
  ],
  ring: [
    [659.25, 0],
    [783.99, 0.16],
    [659.25, 0.32],
  ],
};
const LOUDNESS = 0.08;
const LENGTH_SECONDS = 0.22;

let context: AudioContext | null = null;

/** Plays a soft tone of our own, unless sounds are off. True if it was played. */
export async function play(tone: Tone): Promise<boolean> {
  if (preference('sound') === 'off' || !('AudioContext' in globalThis)) return false;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    // Browsers let a page be heard only after somebody has pressed something on it.
    const woken = context.resume().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
    if (!(await Promise.race([woken, late]))) return false;
  }
  for (const [hertz, after] of NOTES[tone]) note(context, hertz, context.currentTime + after);
  return true;
}

function note(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = audio.createOscillator();
  const loudness = audio.createGain();
  oscillator.frequency.value = hertz;
  oscillator.type = 'sine';
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_SECONDS);
  oscillator.connect(loudness).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + LENGTH_SECONDS);
}
