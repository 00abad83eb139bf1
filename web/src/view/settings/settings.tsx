import { Show } from 'solid-js';
import type { Http } from '../../protocol/http';
import type { Client } from '../../state/client';
import { LANGUAGES } from '../../words/languages';
import { words } from '../../words/words';
import { live } from '../live';
import { Dialog } from '../parts/dialog';
import { Account } from './account';
import { PreferenceChoice } from './choice';
import { Devices } from './devices';
import { Notifications } from './notifications';
import { Profile } from './profile';
import './settings.css';

/** What a person chooses for this browser, shows to others, and can do with the account. */
export function Settings(props: {
  readonly client: Client;
  readonly http: Http;
  readonly close: () => void;
}) {
  const text = () => words().settings;
  const me = live(props.client, 'me', () => props.client.me());
  const online = live(props.client, 'link', () => props.client.link().state === 'online');
  const languages = () => ({ system: text().languageSystem, ...LANGUAGES });
  return (
    <Dialog title={text().title} close={props.close} wide>
      <div class="dialog-body settings">
        <section>
          <h3>{text().appearance}</h3>
          <PreferenceChoice name="theme" label={text().theme} options={text().themes} />
          <PreferenceChoice name="textSize" label={text().textSize} options={text().textSizes} />
          <PreferenceChoice name="density" label={text().density} options={text().densities} />
          <PreferenceChoice name="motion" label={text().motion} options={text().motions} />
          <PreferenceChoice name="language" label={text().language} options={languages()} />
          <PreferenceChoice
            name="timeFormat"
            label={text().timeFormat}
            options={text().timeFormats}
          />
        </section>
        <section>
          <h3>{text().writing}</h3>
          <PreferenceChoice name="enter" label={text().enter} options={text().enters} />
        </section>
        <Notifications client={props.client} basic={me()?.door === 'basic'} />
        <Show when={online()}>
          <Profile client={props.client} />
          <Devices client={props.client} />
        </Show>
        <Account client={props.client} http={props.http} guest={me()?.role === 'guest'} />
      </div>
    </Dialog>
  );
}
