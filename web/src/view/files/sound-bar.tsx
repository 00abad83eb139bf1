import { createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { mediaWords } from '../../words/media';
import { language } from '../../words/words';
import { IconButton } from '../parts/button';
import { faster, type Sound, speed } from './sounds';
import { barsOf, barsPath, timeOf } from './waveform';
import './sound-bar.css';

/** An arrow key leads so many seconds on, a page key so many. */
const STEP = 2;
const LEAP = 15;

/** So much room each bar has, in pixels. */
const BAR = 5;

/** Loudness as upright bars, as many as there is room for: once all, and once those that were heard. */
export function SoundBar(props: { bars: (count: number) => readonly number[] }) {
  const [wide, setWide] = createSignal(0);
  let place!: HTMLSpanElement;
  onMount(() => {
    const watch = new ResizeObserver(() => setWide(place.clientWidth));
    watch.observe(place);
    onCleanup(() => watch.disconnect());
  });
  const count = createMemo(() => Math.ceil(wide() / BAR));
  const path = createMemo(() => barsPath(props.bars(count())));
  const bars = (part: 'all' | 'heard') => (
    <svg
      class="sound-bars"
      data-part={part}
      viewBox={`0 0 ${count() * 4} 24`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path()} />
    </svg>
  );
  return (
    <span ref={place} class="sound-bar">
      {bars('all')}
      {bars('heard')}
    </span>
  );
}

/** Where one is in a sound, to be looked at and to be set: by pointer and by keys. */
function Place(props: { sound: Sound; waveform: string | undefined }) {
  const text = () => mediaWords().player;
  const seconds = () => Math.max(0.1, props.sound.length());
  const keys = (event: KeyboardEvent) => {
    const now = props.sound.at();
    const to = {
      ArrowRight: now + STEP,
      ArrowUp: now + STEP,
      ArrowLeft: now - STEP,
      ArrowDown: now - STEP,
      PageUp: now + LEAP,
      PageDown: now - LEAP,
      Home: 0,
      End: seconds(),
    }[event.key];
    if (event.key === ' ') props.sound.toggle();
    else if (to !== undefined) props.sound.seek(to);
    else return;
    event.preventDefault();
  };
  return (
    <span
      class="sound-place"
      style={{ '--heard': String(Math.min(1, props.sound.at() / seconds())) }}
    >
      <Show when={props.waveform} fallback={<span class="sound-line" />}>
        {(waveform) => <SoundBar bars={(count) => barsOf(waveform(), count)} />}
      </Show>
      <input
        type="range"
        class="sound-slider"
        min="0"
        max={seconds()}
        step="0.1"
        value={props.sound.at()}
        aria-label={text().place}
        aria-valuetext={text().at(timeOf(props.sound.at()), timeOf(props.sound.length()))}
        onInput={(event) => props.sound.seek(event.currentTarget.valueAsNumber)}
        onKeyDown={keys}
      />
    </span>
  );
}

/** What one hears a sound with. Time runs from left to right, whatever the language. */
export function SoundControls(props: { sound: Sound; waveform: string | undefined }) {
  const text = () => mediaWords().player;
  const times = () => new Intl.NumberFormat(language()).format(speed());
  return (
    <div class="sound-controls" dir="ltr" data-playing={props.sound.playing()}>
      <IconButton
        class="sound-play"
        icon={props.sound.playing() ? 'pause' : 'play'}
        filled={!props.sound.playing()}
        label={props.sound.playing() ? text().pause : text().play}
        onClick={() => props.sound.toggle()}
      />
      <Place sound={props.sound} waveform={props.waveform} />
      <span class="sound-time numbers quiet">
        {props.sound.playing() || props.sound.at() > 0
          ? timeOf(props.sound.at())
          : timeOf(props.sound.length())}
      </span>
      <button
        type="button"
        class="sound-speed numbers"
        aria-label={text().speed(times())}
        title={text().speed(times())}
        onClick={faster}
      >
        {times()}×
      </button>
    </div>
  );
}
