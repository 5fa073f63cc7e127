/** One paper as the files it comes in and what can be done with them, or what it waits for. */
import { For, type JSX, Show } from 'solid-js';
import type { OfferedPaper } from '../../server/contract/papers.ts';
import { say } from '../session/language.ts';
import './paper-line.css';

const FORMAT = {
  pdf: { zh: 'PDF', en: 'PDF' },
  docx: { zh: 'Word', en: 'Word' },
  xlsx: { zh: 'Excel', en: 'Excel' },
  csv: { zh: 'CSV', en: 'CSV' },
} as const;

export function PaperLine(props: { readonly paper: OfferedPaper; readonly children?: JSX.Element }): JSX.Element {
  return (
    <li data-name={`paper-${props.paper.kind}`}>
      <span class={props.paper.ready ? undefined : 'faint'}>{say(props.paper.title)}</span>
      <Show
        when={props.paper.ready}
        fallback={
          <span class="faint">
            {' · '}
            {say(props.paper.waitsFor ?? { zh: '尚未形成', en: 'not ready' })}
          </span>
        }
      >
        <For each={props.paper.files}>
          {(file) => (
            <>
              {' '}
              <span class="paper-file">
                {'· '}
                <a
                  href={file.href}
                  target="_blank"
                  rel="noopener"
                  aria-label={`${say(props.paper.title)} ${say(FORMAT[file.format])}`}
                  data-name={`paper-${props.paper.kind}-${file.format}`}
                >
                  {say(FORMAT[file.format])}
                </a>
              </span>
            </>
          )}
        </For>
        {props.children}
      </Show>
    </li>
  );
}
