/** Form fields of officials' pages: label above, help and error below, value in and out as a signal would have it. */
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './fields.css';

type Common = {
  readonly label: Text;
  readonly help?: Text | null;
  readonly error?: Text | null;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly name?: string;
};

/** The frame around any input; `children` gets the id to carry. */
export function Field(props: Common & { readonly children: (id: string) => JSX.Element }): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field" data-name={props.name} data-error={props.error != null}>
      <label for={id}>
        {say(props.label)}
        <Show when={props.required}>
          <span class="field-required">{say({ zh: '（必填）', en: ' (required)' })}</span>
        </Show>
      </label>
      {props.children(id)}
      <Show when={props.help}>{(help) => <p class="field-help">{say(help())}</p>}</Show>
      <Show when={props.error}>
        {(error) => (
          <p class="field-error" role="alert">
            {say(error())}
          </p>
        )}
      </Show>
    </div>
  );
}

export function TextField(
  props: Common & {
    readonly value: string;
    readonly onInput: (value: string) => void;
    readonly type?: 'text' | 'password' | 'date' | 'search';
    readonly placeholder?: Text;
    readonly autocomplete?: string;
    readonly code?: boolean;
    readonly autofocus?: boolean;
  },
): JSX.Element {
  return (
    <Field {...props}>
      {(id) => (
        <input
          id={id}
          class="input"
          classList={{ code: props.code === true }}
          type={props.type ?? 'text'}
          value={props.value}
          disabled={props.disabled}
          placeholder={props.placeholder === undefined ? undefined : say(props.placeholder)}
          autocomplete={props.autocomplete ?? 'off'}
          autofocus={props.autofocus}
          spellcheck={false}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function TextAreaField(
  props: Common & { readonly value: string; readonly onInput: (value: string) => void; readonly rows?: number },
): JSX.Element {
  return (
    <Field {...props}>
      {(id) => (
        <textarea
          id={id}
          class="input"
          rows={props.rows ?? 3}
          value={props.value}
          disabled={props.disabled}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Whole numbers only; null while empty or not a number. */
export function NumberField(
  props: Common & {
    readonly value: number | null;
    readonly onInput: (value: number | null) => void;
    readonly least?: number;
    readonly most?: number;
  },
): JSX.Element {
  return (
    <Field {...props}>
      {(id) => (
        <input
          id={id}
          class="input input-number"
          type="number"
          inputmode="numeric"
          step={1}
          min={props.least}
          max={props.most}
          value={props.value ?? ''}
          disabled={props.disabled}
          onInput={(event) => {
            const value = event.currentTarget.valueAsNumber;
            props.onInput(Number.isSafeInteger(value) ? value : null);
          }}
        />
      )}
    </Field>
  );
}

export type Choice<T extends string> = { readonly value: T; readonly text: Text; readonly help?: Text };

export function SelectField<T extends string>(
  props: Common & {
    readonly value: T | null;
    readonly choices: readonly Choice<T>[];
    readonly onChoose: (value: T) => void;
    readonly placeholder?: Text;
  },
): JSX.Element {
  return (
    <Field {...props}>
      {(id) => (
        <select
          id={id}
          class="input"
          disabled={props.disabled}
          onChange={(event) => props.onChoose(event.currentTarget.value as T)}
        >
          <Show when={props.value === null}>
            <option value="" selected disabled>
              {say(props.placeholder ?? { zh: '请选择', en: 'Choose' })}
            </option>
          </Show>
          <For each={props.choices}>
            {(choice) => (
              <option value={choice.value} selected={choice.value === props.value}>
                {say(choice.text)}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

/** One of a few, all visible; nothing is chosen unless `value` says so. */
export function ChoiceField<T extends string>(
  props: Common & {
    readonly value: T | null;
    readonly choices: readonly Choice<T>[];
    readonly onChoose: (value: T) => void;
  },
): JSX.Element {
  const group = createUniqueId();
  return (
    <fieldset class="field" data-name={props.name} data-error={props.error != null} disabled={props.disabled}>
      <legend>
        {say(props.label)}
        <Show when={props.required}>
          <span class="field-required">{say({ zh: '（必填）', en: ' (required)' })}</span>
        </Show>
      </legend>
      <div class="choices">
        <For each={props.choices}>
          {(choice) => (
            <label class="choice">
              <input
                type="radio"
                name={group}
                value={choice.value}
                checked={props.value === choice.value}
                onChange={() => props.onChoose(choice.value)}
              />
              <span>
                {say(choice.text)}
                <Show when={choice.help}>{(help) => <span class="field-help">{say(help())}</span>}</Show>
              </span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.help}>{(help) => <p class="field-help">{say(help())}</p>}</Show>
      <Show when={props.error}>
        {(error) => (
          <p class="field-error" role="alert">
            {say(error())}
          </p>
        )}
      </Show>
    </fieldset>
  );
}

export function CheckField(props: {
  readonly text: Text;
  readonly help?: Text;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly name?: string;
}): JSX.Element {
  return (
    <label class="choice" data-name={props.name}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        {say(props.text)}
        <Show when={props.help}>{(help) => <span class="field-help">{say(help())}</span>}</Show>
      </span>
    </label>
  );
}

/** A file chosen or dropped; read it with `file.arrayBuffer()`. */
export function FileField(
  props: Common & { readonly accept: string; readonly onFile: (file: File) => void },
): JSX.Element {
  const [name, setName] = createSignal<string | null>(null);
  return (
    <Field {...props}>
      {(id) => (
        <span class="input input-file" data-disabled={props.disabled === true}>
          <input
            id={id}
            type="file"
            accept={props.accept}
            disabled={props.disabled}
            onDragOver={(event) => event.preventDefault()}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              // The same file again, after it was corrected, is a new choice.
              event.currentTarget.value = '';
              if (file === undefined) return;
              setName(file.name);
              props.onFile(file);
            }}
          />
          <span class="input-file-button" aria-hidden="true">
            {say({ zh: '选择文件', en: 'Choose a file' })}
          </span>
          <span class="input-file-name">{name() ?? say({ zh: '或拖到这里', en: 'or drop it here' })}</span>
        </span>
      )}
    </Field>
  );
}
