import { Match, Switch } from 'solid-js';
import { words } from '../../words/words';
import { Button } from '../parts/button';

interface Pages {
  readonly items: readonly unknown[];
  readonly state: () => 'reading' | 'read' | 'failed';
  readonly hasMore: () => boolean;
  readonly more: () => Promise<void>;
  readonly again: () => Promise<void>;
}

/** What stands below a list that comes page by page. */
export function More(props: { readonly pages: Pages; readonly nothing?: string }) {
  return (
    <Switch>
      <Match when={props.pages.state() === 'failed'}>
        <p role="alert">{words().entrance.noAnswer}</p>
        <Button onClick={() => void props.pages.again()}>{words().entrance.again}</Button>
      </Match>
      <Match when={props.pages.hasMore()}>
        <Button onClick={() => void props.pages.more()}>{words().admin.more}</Button>
      </Match>
      <Match when={props.pages.state() === 'read' && props.pages.items.length === 0}>
        <p class="quiet">{props.nothing ?? words().admin.none}</p>
      </Match>
    </Switch>
  );
}
