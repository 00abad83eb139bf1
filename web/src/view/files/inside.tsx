import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import type { Attachment } from '../../protocol/values';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { Icon } from '../parts/icon';
import { later } from '../parts/later';
import { useStage } from '../shell/stage';
import { useTalk } from '../timeline/talk';
import { addressOf, insideOf } from './addresses';
import { FileCard } from './file-card';
import { sizeOf } from './size';
import { SoundControls } from './sound-bar';
import { soundAt } from './sounds';
import { glance } from './text';
import { timeOf } from './waveform';
import './inside.css';

/** A file as it is shown, with what can be seen of it without downloading it. */
export function Inside(props: { file: Attachment }) {
  return (
    <Switch fallback={<FileCard file={props.file} />}>
      <Match when={insideOf(props.file) === 'audio'}>
        <SoundCard file={props.file} />
      </Match>
      <Match when={insideOf(props.file) === 'video'}>
        <Film file={props.file} />
        <FileCard file={props.file} />
      </Match>
      <Match when={insideOf(props.file) === 'text'}>
        <TextCard file={props.file} />
        <FileCard file={props.file} />
      </Match>
    </Switch>
  );
}

/** The moment after its beginning is its picture: the very first is black in many. */
function Film(props: { file: Attachment }) {
  const [failed, setFailed] = createSignal(false);
  return (
    <Show when={!failed()} fallback={<p class="film-failed">{mediaWords().player.failed}</p>}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what others say in it. */}
      <video
        class="film"
        controls
        playsinline
        preload="metadata"
        src={`${addressOf(props.file)}#t=0.1`}
        aria-label={props.file.name}
        onError={() => setFailed(true)}
      />
    </Show>
  );
}

function SoundCard(props: { file: Attachment }) {
  const { duration, waveform } = props.file;
  const claimed = (duration ?? 0) / 1_000;
  const sound = soundAt(useStage(), useTalk().id, addressOf(props.file), claimed);
  onCleanup(sound.show());
  const voice = waveform !== undefined;
  return (
    <figure
      class="sound-card"
      aria-label={voice ? mediaWords().player.voice(timeOf(claimed)) : props.file.name}
    >
      <div class="sound-head">
        <Icon name={voice ? 'mic' : 'file'} />
        <Show when={voice} fallback={<bdi class="sound-name cut">{props.file.name}</bdi>}>
          <span class="sound-name cut">{mediaWords().recorder.title}</span>
        </Show>
        <Show when={sound.failed()}>
          <span class="sound-failed" role="alert">
            {mediaWords().player.failed}
          </span>
        </Show>
        <span class="sound-size quiet numbers">{sizeOf(props.file.size)}</span>
        <a
          class="sound-get"
          href={addressOf(props.file)}
          download={props.file.name}
          aria-label={`${words().files.download}: ${props.file.name}`}
          title={words().files.download}
        >
          <Icon name="download" />
        </a>
      </div>
      <SoundControls sound={sound} waveform={waveform} />
    </figure>
  );
}

/** The first lines of a text, read when they come into sight; pressed, more of it. */
function TextCard(props: { file: Attachment }) {
  const stage = useStage();
  let card!: HTMLDivElement;
  const [lines, setLines] = createSignal<string | null>('');
  onMount(() => {
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      watch.disconnect();
      glance(props.file).then(setLines, () => setLines(null));
    });
    watch.observe(card);
    onCleanup(() => watch.disconnect());
  });
  const open = () => later(import('./text-dialog'), ({ showText }) => showText(stage, props.file));
  return (
    <div ref={card} class="text-card">
      <Show when={lines() !== null} fallback={<span class="quiet">{mediaWords().text.none}</span>}>
        <p class="text-lines" dir="auto">
          {lines()}
        </p>
      </Show>
      <button
        type="button"
        class="text-open"
        aria-label={mediaWords().text.open(props.file.name)}
        onClick={open}
      />
    </div>
  );
}
