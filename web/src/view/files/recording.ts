import { type Level, loudness, waveformOf } from './waveform';

/** Why there is no recording. */
export type Denial = 'insecure' | 'unable' | 'denied' | 'missing' | 'taken' | 'failed';

/** What was recorded. */
export interface Recorded {
  readonly file: Blob;
  /** The ending that its name has. */
  readonly ending: string;
  readonly millis: number;
  readonly waveform: string;
}

export const MOST_MINUTES = 15;

const MEASURED_MILLIS = 50;
/** Speech needs no more: a minute has about 240 kB. */
const BITS_PER_SECOND = 32_000;

/** What browsers record, the first that one can: most browsers play the first. */
const FORMS = [
  { type: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/mp4', ending: 'm4a' },
  { type: 'audio/ogg;codecs=opus', ending: 'ogg' },
] as const;

function denialOf(error: unknown): Denial {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'taken';
  return 'failed';
}

/** Whether this page can record at all; why not if it cannot. */
export function unable(): Denial | null {
  if (!isSecureContext) return 'insecure';
  if (typeof MediaRecorder === 'undefined' || navigator.mediaDevices === undefined) return 'unable';
  return FORMS.some(({ type }) => MediaRecorder.isTypeSupported(type)) ? null : 'unable';
}

/** Asks for the microphone, and records what it hears. */
export async function record(): Promise<Recording | Denial> {
  const no = unable();
  if (no !== null) return no;
  const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    return new Recording(await navigator.mediaDevices.getUserMedia({ audio: wanted }));
  } catch (error) {
    return denialOf(error);
  }
}

/** A recording that goes on, until somebody ends it or the microphone is gone. */
export class Recording {
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #form: (typeof FORMS)[number];
  readonly #parts: Blob[] = [];
  readonly #levels: Level[] = [];
  readonly #context = new AudioContext();
  readonly #measuring: ReturnType<typeof setInterval>;
  readonly #began = performance.now();
  readonly #over: Promise<void>;
  #millis = 0;
  #heard: (level: Level) => void = () => undefined;

  constructor(stream: MediaStream) {
    this.#stream = stream;
    const form = FORMS.find(({ type }) => MediaRecorder.isTypeSupported(type)) ?? FORMS[0];
    this.#form = form;
    this.#recorder = new MediaRecorder(stream, {
      mimeType: form.type,
      audioBitsPerSecond: BITS_PER_SECOND,
    });
    this.#recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.#over = new Promise((resolve) => {
      const over = () => {
        this.#free();
        resolve();
      };
      this.#recorder.onstop = over;
      this.#recorder.onerror = over;
    });
    const analyser = new AnalyserNode(this.#context, { fftSize: 2048 });
    this.#context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#measuring = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const level = { at: performance.now() - this.#began, loud: loudness(samples) };
      this.#levels.push(level);
      this.#heard(level);
    }, MEASURED_MILLIS);
    this.#recorder.start(1_000);
  }

  #free(): void {
    clearInterval(this.#measuring);
    if (this.#millis === 0) this.#millis = performance.now() - this.#began;
    for (const track of this.#stream.getTracks()) track.stop();
    void this.#context.close();
  }

  /** Told how loud it is, some times a second. */
  set heard(told: (level: Level) => void) {
    this.#heard = told;
  }

  /** Ends it. Nothing goes on to be heard from now on. */
  stop(): void {
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
  }

  /** What was recorded, as soon as it is over for whatever reason; null if that is nothing. */
  async recorded(): Promise<Recorded | null> {
    await this.#over;
    const millis = Math.round(this.#millis);
    const file = new Blob(this.#parts, { type: this.#form.type });
    if (file.size === 0 || millis < 1) return null;
    const { ending } = this.#form;
    return { file, ending, millis, waveform: waveformOf(this.#levels, millis) };
  }
}
