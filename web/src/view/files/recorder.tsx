import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { Button, IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { sayTrouble } from '../parts/toast';
import { useStage } from '../shell/stage';
import { useTalk } from '../timeline/talk';
import { type Denial, MOST_MINUTES, type Recorded, Recording, record } from './recording';
import { SoundBar, SoundControls } from './sound-bar';
import { soundAt } from './sounds';
import { timeOf } from './waveform';
import './recorder.css';

/** So many of the last levels are kept to be shown while one speaks: what a wide window shows. */
const SHOWN = 400;

type State =
  | { readonly at: 'asking' }
  | { readonly at: 'recording'; readonly recording: Recording }
  | { readonly at: 'recorded'; readonly recorded: Recorded; readonly note: string }
  | { readonly at: 'denied'; readonly why: Denial };

/** Records a voice message above the field. What was recorded is never lost by going elsewhere. */
export function Recorder(props: { close: () => void }) {
  const { shipping } = useStage();
  const talk = useTalk();
  const [state, setState] = createSignal<State>({ at: 'asking' });
  let gone = false;
  const target = { conversation: talk.id, thread: talk.thread };
  const fileOf = ({ file, ending }: Recorded) => {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, '0');
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const name = mediaWords().recorder.file(
      `${day} ${two(now.getHours())}.${two(now.getMinutes())}`,
    );
    return new File([file], `${name}.${ending}`, { type: file.type });
  };
  const aboutOf = ({ millis, waveform }: Recorded) => ({ duration: String(millis), waveform });

  async function begin(): Promise<void> {
    setState({ at: 'asking' });
    const begun = await record();
    if (!(begun instanceof Recording)) {
      setState({ at: 'denied', why: begun });
      return;
    }
    if (gone) {
      begun.stop();
      return;
    }
    setState({ at: 'recording', recording: begun });
    let note = mediaWords().recorder.cut;
    const most = setTimeout(() => {
      note = mediaWords().recorder.most(MOST_MINUTES);
      begun.stop();
    }, MOST_MINUTES * 60_000);
    const recorded = await begun.recorded();
    clearTimeout(most);
    if (gone) keep(recorded);
    else if (recorded === null) setState({ at: 'denied', why: 'failed' });
    else setState({ at: 'recorded', recorded, note: ended ? '' : note });
  }

  /** One is elsewhere now: it waits with the files of what one writes here. */
  function keep(recorded: Recorded | null): void {
    if (recorded === null || done) return;
    const trouble = shipping.add(target, [fileOf(recorded)], aboutOf(recorded));
    if (trouble !== '') sayTrouble(trouble);
  }

  let ended = false;
  let done = false;
  function end(recording: Recording): void {
    ended = true;
    recording.stop();
  }

  function leave(): void {
    done = true;
    props.close();
    talk.focus();
  }

  function send(recorded: Recorded): void {
    const trouble = shipping.say(target, fileOf(recorded), aboutOf(recorded), talk.replying()?.seq);
    if (trouble !== '') {
      sayTrouble(trouble);
      return;
    }
    talk.reply(null);
    leave();
  }

  const stay = (event: BeforeUnloadEvent) => {
    const { at } = state();
    if (at === 'recording' || at === 'recorded') event.preventDefault();
  };
  addEventListener('beforeunload', stay);
  onMount(() => void begin());
  onCleanup(() => {
    gone = true;
    removeEventListener('beforeunload', stay);
    const now = state();
    if (now.at === 'recording') now.recording.stop();
    else if (now.at === 'recorded') keep(now.recorded);
  });

  const at = <At extends State['at']>(wanted: At) => {
    const now = state();
    return now.at === wanted ? (now as Extract<State, { at: At }>) : null;
  };
  return (
    <section class="recorder" data-state={state().at} aria-label={mediaWords().recorder.title}>
      <Switch>
        <Match when={at('asking')}>
          <Icon name="mic" />
          <p class="recorder-words" role="status">
            {mediaWords().recorder.asking}
          </p>
          <IconButton icon="close" label={words().parts.cancel} onClick={leave} />
        </Match>
        <Match when={at('denied')} keyed>
          {({ why }) => <Denied why={why} again={() => void begin()} close={leave} />}
        </Match>
        <Match when={at('recording')} keyed>
          {({ recording }) => (
            <Going
              recording={recording}
              stop={() => end(recording)}
              discard={() => {
                done = true;
                recording.stop();
                leave();
              }}
            />
          )}
        </Match>
        <Match when={at('recorded')} keyed>
          {({ recorded, note }) => (
            <Listen recorded={recorded} note={note} discard={leave} send={() => send(recorded)} />
          )}
        </Match>
      </Switch>
    </section>
  );
}

function Denied(props: { why: Denial; again: () => void; close: () => void }) {
  const text = () => mediaWords().recorder;
  return (
    <>
      <Icon name="warning" />
      <p class="recorder-words" role="alert">
        {text()[props.why]}
      </p>
      <Switch>
        <Match when={props.why === 'insecure'}>
          <a class="button" href="/join">
            {words().link.secure}
          </a>
        </Match>
        <Match when={props.why !== 'unable'}>
          <Button icon="retry" onClick={() => props.again()}>
            {text().again}
          </Button>
        </Match>
      </Switch>
      <IconButton icon="close" label={words().parts.close} onClick={() => props.close()} />
    </>
  );
}

function Going(props: { recording: Recording; stop: () => void; discard: () => void }) {
  const [millis, setMillis] = createSignal(0);
  const [levels, setLevels] = createSignal<readonly number[]>(new Array<number>(SHOWN).fill(0));
  let stop!: HTMLButtonElement;
  onMount(() => {
    props.recording.heard = ({ at, loud }) => {
      setMillis(at);
      setLevels((now) => [...now.slice(1), loud]);
    };
    stop.focus();
  });
  return (
    <>
      <IconButton icon="trash" label={mediaWords().recorder.discard} onClick={props.discard} />
      <span class="recorder-light" role="status">
        <span class="unseen">{mediaWords().recorder.recording}</span>
      </span>
      <span class="numbers recorder-time" role="timer">
        {timeOf(millis() / 1_000)}
      </span>
      <SoundBar bars={(count) => levels().slice(Math.max(0, SHOWN - count))} />
      <button ref={stop} type="button" class="button" data-look="main" onClick={() => props.stop()}>
        <Icon name="stop" filled />
        {mediaWords().recorder.stop}
      </button>
    </>
  );
}

function Listen(props: {
  recorded: Recorded;
  note: string;
  discard: () => void;
  send: () => void;
}) {
  let send!: HTMLButtonElement;
  const address = URL.createObjectURL(props.recorded.file);
  const sound = soundAt(useStage(), useTalk().id, address, props.recorded.millis / 1_000);
  const hide = sound.show();
  onCleanup(() => {
    if (sound.playing()) sound.toggle();
    hide();
    URL.revokeObjectURL(address);
  });
  onMount(() => send.focus());
  return (
    <>
      <IconButton icon="trash" label={mediaWords().recorder.discard} onClick={props.discard} />
      <SoundControls sound={sound} waveform={props.recorded.waveform} />
      <button ref={send} type="button" class="button" data-look="main" onClick={() => props.send()}>
        <Icon name="send" />
        {mediaWords().recorder.send}
      </button>
      <Show when={props.note !== ''}>
        <p class="recorder-note quiet" role="status">
          {props.note}
        </p>
      </Show>
    </>
  );
}
