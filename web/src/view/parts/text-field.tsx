import { createUniqueId, type JSX, Show } from 'solid-js';
import './text-field.css';

interface TextFieldProps {
  label: string;
  value: string;
  input: (value: string) => void;
  hint?: string | undefined;
  /** What is wrong with it; shown beside it and read aloud. */
  error?: string | undefined;
  limit?: number;
  lines?: number;
  placeholder?: string;
  autofocus?: boolean;
  type?: JSX.InputHTMLAttributes<HTMLInputElement>['type'];
  /** What a browser may fill in; nothing unless said. */
  autocomplete?: string;
}

/** A field with its name above it, and what is wrong below it. */
export function TextField(props: TextFieldProps) {
  const id = createUniqueId();
  const common = () => ({
    id,
    value: props.value,
    maxLength: props.limit,
    placeholder: props.placeholder,
    autocomplete: props.autocomplete ?? 'off',
    autofocus: props.autofocus,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': `${id}-hint`,
  });
  return (
    <div class="text-field">
      <label for={id}>{props.label}</label>
      <Show
        when={(props.lines ?? 1) > 1}
        fallback={
          <input
            {...common()}
            type={props.type ?? 'text'}
            onInput={(event) => props.input(event.currentTarget.value)}
          />
        }
      >
        <textarea
          {...common()}
          rows={props.lines}
          onInput={(event) => props.input(event.currentTarget.value)}
        />
      </Show>
      <p
        id={`${id}-hint`}
        class="text-field-hint"
        data-error={props.error !== undefined}
        role={props.error === undefined ? undefined : 'alert'}
      >
        {props.error ?? props.hint}
      </p>
    </div>
  );
}
