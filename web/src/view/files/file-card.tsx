import type { Attachment } from '../../protocol/values';
import { words } from '../../words/words';
import { Icon } from '../parts/icon';
import { addressOf } from './addresses';
import { endingOf, sizeOf } from './size';

/** A file by its name and size, to be downloaded. */
export function FileCard(props: { file: Attachment }) {
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
