import { createSignal, For, onCleanup, onMount } from 'solid-js';
import type { Report } from '../../protocol/values';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { isDenied } from '../deeds';
import { createPages } from '../pages';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { writeRoute } from '../shell/route';
import { deed } from './deed';
import { More } from './more';

interface ReportsProps {
  readonly client: Client;
  readonly close: () => void;
}

/** The queue of those who moderate: what was reported and not settled, oldest first. */
export function Reports(props: ReportsProps) {
  const pages = createPages<Report>(async (after) => {
    const answer = await props.client.ask('list-reports', after === undefined ? {} : { after });
    return isDenied(answer) ? null : { items: answer.reports, after: answer.after };
  });
  onMount(() => void pages.again());
  onCleanup(props.client.watch('reports', () => void pages.again()));
  return (
    <>
      <ul class="admin-list">
        <For each={pages.items}>
          {(report) => <Line {...props} report={report} again={pages.again} />}
        </For>
      </ul>
      <More pages={pages} />
    </>
  );
}

function Line(
  props: ReportsProps & { readonly report: Report; readonly again: () => Promise<void> },
) {
  const text = () => words().admin;
  const [note, setNote] = createSignal('');

  async function settle(): Promise<void> {
    const said = note().trim();
    const members = { report: props.report.report, ...(said === '' ? {} : { note: said }) };
    await deed(props.client.ask('settle-report', members));
    await props.again();
  }

  function open(): void {
    const { conversation, target } = props.report;
    props.close();
    location.hash = writeRoute({ at: 'conversation', conversation, seq: target });
  }

  return (
    <li class="admin-line admin-report">
      <p>
        <strong>{text().reported(props.report.reporter.name, props.report.author.name)}</strong>
      </p>
      <blockquote dir="auto">{props.report.text}</blockquote>
      <p dir="auto">
        <span class="quiet">{text().because}</span> {props.report.reason}
      </p>
      <TextField label={text().note} value={note()} input={setNote} limit={512} />
      <div class="admin-deeds">
        <Button onClick={open}>{text().open}</Button>
        <Button look="main" onClick={() => void settle()}>
          {text().settle}
        </Button>
      </div>
    </li>
  );
}
