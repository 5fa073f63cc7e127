/** Two languages on one screen: the chosen one first, the other below at 60 % (voter screens, UX 5). */
import { createContext, type JSX, Show, useContext } from 'solid-js';
import { language, say, type Text } from '../session/language.ts';

/** Voter screens and the big screen show both languages; officials' pages show one and have a switch. */
export const TwoLanguages = createContext(false);

/** A text in the way of the page it stands on. Inside a sentence use `say(text)`. */
export function Words(props: { readonly text: Text; readonly class?: string }): JSX.Element {
  const both = useContext(TwoLanguages);
  return (
    <Show when={both} fallback={<span class={props.class}>{say(props.text)}</span>}>
      <span class={`two-lines ${props.class ?? ''}`}>
        <span class="first-line" lang={language() === 'zh' ? 'zh-CN' : 'en'}>
          {say(props.text)}
        </span>
        <span class="second-line" lang={language() === 'zh' ? 'en' : 'zh-CN'}>
          {language() === 'zh' ? props.text.en : props.text.zh}
        </span>
      </span>
    </Show>
  );
}

/** The same on one line, where there is no height for two. */
export function InlineWords(props: { readonly text: Text }): JSX.Element {
  const both = useContext(TwoLanguages);
  return (
    <>
      {say(props.text)}
      <Show when={both}>
        {' '}
        <span class="inline-second" lang={language() === 'zh' ? 'en' : 'zh-CN'}>
          {language() === 'zh' ? props.text.en : props.text.zh}
        </span>
      </Show>
    </>
  );
}
