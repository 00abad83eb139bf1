import { createSignal, For, Show } from 'solid-js';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { live } from '../live';
import { ask, show, standing } from '../notify/browser';
import { play } from '../notify/sounds';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { prefer, preference } from '../preferences';
import { Choice, PreferenceChoice } from './choice';

/** When this browser makes itself heard, and a test that says which step fails. */
export function Notifications(props: { readonly client: Client; readonly basic: boolean }) {
  const text = () => words().settings;
  const keywords = live(props.client, 'states', () => props.client.state('keywords'));
  const [results, setResults] = createSignal<readonly string[]>([]);

  async function choose(value: 'on' | 'off'): Promise<void> {
    prefer('notifications', value);
    if (value === 'on' && standing() === 'undecided') {
      setResults([text().testing.undecided]);
      const answer = await ask();
      setResults(answer === 'granted' ? [] : [text().testing[answer]]);
    } else {
      setResults([]);
    }
  }

  async function test(): Promise<void> {
    const found: string[] = [];
    const before = standing();
    if (before === 'undecided') setResults([text().testing.undecided]);
    const now = await ask();
    if (now === 'granted') {
      const shown = await show('Klatch', text().testing.body, 'test', () => undefined);
      found.push(shown ? text().testing.shown : text().testing.failed);
    } else {
      found.push(text().testing[now]);
    }
    found.push((await play('mention')) ? text().testing.sound : text().testing.silent);
    setResults(found);
  }

  return (
    <section>
      <h3>{text().notifications}</h3>
      <Show when={!props.basic} fallback={<p class="quiet">{text().testing.insecure}</p>}>
        <Choice
          label={text().notify}
          value={preference('notifications') === 'on' ? 'on' : 'off'}
          options={text().notifies}
          choose={(value) => void choose(value as 'on' | 'off')}
        />
      </Show>
      <PreferenceChoice name="sound" label={text().sound} options={text().sounds} />
      <TextField
        label={text().keywords}
        value={keywords()}
        input={(value) => props.client.setState('keywords', value)}
        lines={3}
        hint={text().keywordsHint}
      />
      <div class="row">
        <Button onClick={() => void test()}>{text().testMe}</Button>
      </div>
      <div role="status">
        <ul>
          <For each={results()}>{(result) => <li>{result}</li>}</For>
        </ul>
      </div>
    </section>
  );
}
