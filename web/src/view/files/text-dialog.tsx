import { createResource, createSignal, Match, Show, Switch } from 'solid-js';
import { clean } from '../../markdown/clean';
import type { Attachment } from '../../protocol/values';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/icon';
import type { Stage } from '../shell/stage';
import { addressOf } from './addresses';
import { endingOf, sizeOf } from './size';
import { beginningOf, READ_BYTES } from './text';
import './text-dialog.css';

/** Shows a text to be read. */
export function showText(stage: Stage, file: Attachment): void {
  stage.ask((close) => <TextDialog file={file} close={close} />);
}

async function coloured(text: string, file: Attachment): Promise<Node> {
  try {
    const { highlight } = await import('../../markdown/highlight');
    const html = await highlight(text, endingOf(file.name).toLowerCase());
    if (html !== null) return clean(html);
  } catch {
    // Without colours it is the same text.
  }
  return document.createTextNode(text);
}

function TextDialog(props: { file: Attachment; close: () => void }) {
  const [code, setCode] = createSignal<Node>();
  const [text, { refetch }] = createResource(async () => {
    try {
      const read = await beginningOf(props.file, READ_BYTES);
      setCode(await coloured(read, props.file));
      return read;
    } catch {
      return null;
    }
  });
  return (
    <Dialog title={props.file.name} close={props.close} wide>
      <div class="dialog-body">
        <Switch>
          <Match when={text.loading}>
            <p class="quiet" role="status">
              {words().entrance.working}
            </p>
          </Match>
          <Match when={text() === null}>
            <p role="alert">{words().entrance.noAnswer}</p>
            <Button onClick={() => void refetch()}>{words().entrance.again}</Button>
          </Match>
          <Match when={text() === ''}>
            <p class="quiet">{mediaWords().text.empty}</p>
          </Match>
          <Match when={text() !== undefined}>
            <section class="text-read rich-text" tabindex="0" aria-label={props.file.name}>
              <pre dir="auto">
                <code>{code()}</code>
              </pre>
            </section>
          </Match>
        </Switch>
        <footer class="text-foot">
          <span class="quiet numbers">
            <Show when={props.file.size > READ_BYTES} fallback={sizeOf(props.file.size)}>
              {mediaWords().text.part(sizeOf(READ_BYTES), sizeOf(props.file.size))}
            </Show>
          </span>
          <a class="button" href={addressOf(props.file)} download={props.file.name}>
            <Icon name="download" />
            {words().files.download}
          </a>
        </footer>
      </div>
    </Dialog>
  );
}
