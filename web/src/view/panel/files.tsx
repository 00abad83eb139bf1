import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { ConversationId, FileLine, Seq } from '../../protocol/values';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { addressOf } from '../files/addresses';
import { sizeOf } from '../files/size';
import { live } from '../live';
import { Button, IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { sayTrouble } from '../parts/toast';
import { useStage } from '../shell/stage';
import { shortOf } from '../time';

const SORTS = ['all', 'picture', 'video', 'sound', 'document'] as const;
type Sort = (typeof SORTS)[number];

/** The files that were shown in a conversation, newest first, of one sort or of all. */
export function Files(props: { conversation: ConversationId }) {
  const { client } = useStage();
  const [sort, setSort] = createSignal<Sort>('all');
  const [files, setFiles] = createSignal<readonly FileLine[]>([]);
  const [more, setMore] = createSignal(false);
  const load = async (before?: Seq) => {
    const wanted = sort();
    const answer = await client.ask('list-files', {
      conversation: props.conversation,
      ...(wanted === 'all' ? {} : { sort: wanted }),
      ...(before === undefined ? {} : { before }),
    });
    if (wanted !== sort()) return;
    if (isDenied(answer)) {
      if (before !== undefined) sayTrouble(denialWords(answer));
      return;
    }
    setFiles((now) => (before === undefined ? answer.files : [...now, ...answer.files]));
    setMore(answer.more);
  };
  // A message with files is there, or one is gone: what there is reads otherwise.
  const shown = live(client, `timeline:${props.conversation}`, () =>
    client
      .timeline(props.conversation)
      .lines.filter((line) => line.kind === 'posted' && line.files !== undefined)
      .map((line) => line.seq)
      .join(' '),
  );
  createEffect(on([shown, sort], () => void load()));
  return (
    <section>
      <h3 class="panel-heading">{words().files.title}</h3>
      <select
        class="files-sort"
        aria-label={mediaWords().list.sort}
        onChange={(event) => setSort(event.currentTarget.value as Sort)}
      >
        <For each={SORTS}>
          {(each) => <option value={each}>{mediaWords().list.sorts[each]}</option>}
        </For>
      </select>
      <Show
        when={files().length > 0}
        fallback={<p class="panel-text quiet">{mediaWords().list.noFiles}</p>}
      >
        <ul class="files-list">
          <For each={files()}>{(line) => <FileEntry line={line} in={props.conversation} />}</For>
        </ul>
      </Show>
      <Show when={more()}>
        <Button class="panel-button" onClick={() => void load(files().at(-1)?.seq)}>
          {mediaWords().list.older}
        </Button>
      </Show>
    </section>
  );
}

function FileEntry(props: { line: FileLine; in: ConversationId }) {
  const stage = useStage();
  return (
    <li class="files-entry">
      <a
        class="files-name"
        href={addressOf(props.line.attachment)}
        download={props.line.attachment.name}
      >
        <Icon name="file" />
        <bdi class="cut">{props.line.attachment.name}</bdi>
      </a>
      <span class="quiet numbers">
        {sizeOf(props.line.attachment.size)} · <bdi>{props.line.name}</bdi> ·{' '}
        {shortOf(props.line.time, Date.now())}
      </span>
      <IconButton
        icon="bubble"
        label={mediaWords().list.toMessage(props.line.attachment.name)}
        onClick={() => stage.goTo(props.in, props.line.seq)}
      />
    </li>
  );
}
