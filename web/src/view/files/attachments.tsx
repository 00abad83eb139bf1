import { For, lazy, Show } from 'solid-js';
import type { Attachment } from '../../protocol/values';
import { words } from '../../words/words';
import { later } from '../parts/later';
import { useStage } from '../shell/stage';
import { addressOf, insideOf, isPicture, pictureSources, wholeInstead } from './addresses';
import './attachments.css';

/** What plays and reads files is loaded with the first of them; it comes where there is room for it. */
const Inside = lazy(() =>
  import('./inside').then(
    ({ Inside }) => ({ default: Inside }),
    () => ({ default: Plain }),
  ),
);

function Plain(props: { file: Attachment }) {
  return (
    <a href={addressOf(props.file)} download={props.file.name}>
      {props.file.name}
    </a>
  );
}

/** As wide and high as a picture is shown in the timeline, in pixels of the page. */
const WIDEST = 420;
const HIGHEST = 320;

/** The files that a message shows: pictures side by side, then what is played, then the rest. */
export function Attachments(props: { files: readonly Attachment[] }) {
  const pictures = () => props.files.filter(isPicture);
  const others = () => props.files.filter((file) => !isPicture(file));
  return (
    <div class="attachments">
      <Show when={pictures().length > 0}>
        <Album pictures={pictures()} />
      </Show>
      <For each={others()}>
        {(file) => (
          <div class="attachment" data-inside={insideOf(file)}>
            <Inside file={file} />
          </div>
        )}
      </For>
    </div>
  );
}

/** The size at which a picture is shown: that is known before it is there, so nothing moves. */
function shown({ width = 1, height = 1 }: Attachment): { width: number; height: number } {
  const by = Math.min(1, WIDEST / width, HIGHEST / height);
  return {
    width: Math.max(1, Math.round(width * by)),
    height: Math.max(1, Math.round(height * by)),
  };
}

function Album(props: { pictures: readonly Attachment[] }) {
  const stage = useStage();
  const open = (at: number) =>
    later(import('./lightbox'), ({ showLightbox }) => showLightbox(stage, props.pictures, at));
  return (
    <div class="album" data-several={props.pictures.length > 1}>
      <For each={props.pictures}>
        {(file, at) => (
          <button
            type="button"
            class="album-picture"
            aria-label={words().files.openPicture(file.name)}
            onClick={() => open(at())}
          >
            <img
              {...pictureSources(file, WIDEST)}
              width={shown(file).width}
              height={shown(file).height}
              alt={file.name}
              loading="lazy"
              decoding="async"
              onError={(event) => wholeInstead(file, event.currentTarget)}
            />
          </button>
        )}
      </For>
    </div>
  );
}
