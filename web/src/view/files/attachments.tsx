import { For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Attachment } from '../../protocol/values';
import { words } from '../../words/words';
import { Icon } from '../parts/icon';
import { later } from '../parts/later';
import { useStage } from '../shell/stage';
import { addressOf, isPicture, isPlayed, isVideo, pictureSources, wholeInstead } from './addresses';
import { endingOf, sizeOf } from './size';
import './attachments.css';

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
          <Show when={isPlayed(file)} fallback={<FileCard file={file} />}>
            <figure class="attachment-played">
              <Dynamic
                component={isVideo(file) ? 'video' : 'audio'}
                controls
                preload="metadata"
                src={addressOf(file)}
                aria-label={file.name}
              />
              <FileCard file={file} />
            </figure>
          </Show>
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

function FileCard(props: { file: Attachment }) {
  return (
    <a class="file-card" href={addressOf(props.file)} download={props.file.name}>
      <span class="file-card-sign">
        <Icon name="file" />
        <span class="file-card-ending">{endingOf(props.file.name)}</span>
      </span>
      <span class="file-card-words">
        <bdi class="file-card-name cut">{props.file.name}</bdi>
        <span class="quiet numbers">{sizeOf(props.file.size)}</span>
      </span>
      <span class="file-card-get" title={words().files.download}>
        <Icon name="download" />
        <span class="unseen">{words().files.download}</span>
      </span>
    </a>
  );
}
