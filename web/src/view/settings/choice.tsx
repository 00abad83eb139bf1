import { createUniqueId, For } from 'solid-js';
import { type Preferences, prefer, preference } from '../preferences';
import './choice.css';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<string, string>>;
  readonly choose: (value: Value) => void;
}

/** One of a few, as a list to choose from. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const id = createUniqueId();
  return (
    <div class="setting">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.choose(event.currentTarget.value as Value)}
      >
        <For each={Object.entries(props.options)}>
          {([value, text]) => (
            <option value={value} selected={value === props.value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

/** A preference of this browser, as a list to choose from. */
export function PreferenceChoice<Name extends keyof Preferences>(props: {
  readonly name: Name;
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}) {
  return (
    <Choice
      label={props.label}
      value={preference(props.name)}
      options={props.options}
      choose={(value) => prefer(props.name, value)}
    />
  );
}
