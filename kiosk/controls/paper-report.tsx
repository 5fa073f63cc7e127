/** What a scanned sheet proves by itself and what it leaves to be compared (specification §9), for phone and township. */
import { For, type JSX, Show } from 'solid-js';
import type { PaperSymbol } from '../../printables/qr/paper-symbol.ts';
import { say, type Text } from '../session/language.ts';
import type { ExaminedSymbols } from '../session/sheet-symbols.ts';
import { CheckList } from './check-list.tsx';
import './paper-report.css';
import { PaperSymbolTable } from './paper-symbol-table.tsx';
import { SymbolTable } from './symbol-table.tsx';

function Statements(props: {
  readonly title: Text;
  readonly texts: readonly Text[];
  readonly name: string;
}): JSX.Element {
  return (
    <section class="stack" data-name={props.name}>
      <h3>{say(props.title)}</h3>
      <ul>
        <For each={props.texts}>{(text) => <li>{say(text)}</li>}</For>
      </ul>
    </section>
  );
}

export function PaperReport(props: { readonly sheet: ExaminedSymbols }): JSX.Element {
  return (
    <div
      class="stack paper-report"
      data-name="paper-report"
      data-proof={props.sheet.proof !== null}
      data-medium={props.sheet.medium}
    >
      <CheckList checks={props.sheet.checks} />
      <Show
        when={props.sheet.medium === 'kiosks' && props.sheet.symbol}
        fallback={<PaperSymbolTable symbol={props.sheet.symbol as PaperSymbol} elected={props.sheet.elected} />}
      >
        {(symbol) => <SymbolTable symbol={symbol()} elected={props.sheet.elected} />}
      </Show>
      <Show when={props.sheet.ok}>
        <Statements
          title={{ zh: '纸面证明了什么', en: 'What the paper proves' }}
          texts={props.sheet.proves}
          name="proves"
        />
      </Show>
      <Statements
        title={{ zh: '纸面不能证明、请另行核对的', en: 'What it does not prove; compare it another way' }}
        texts={props.sheet.leaves}
        name="leaves"
      />
      <dl class="fingerprints" data-name="fingerprints">
        <For each={props.sheet.fingerprints}>
          {({ title, code }) => (
            <div>
              <dt>{say(title)}</dt>
              <dd>{code}</dd>
            </div>
          )}
        </For>
      </dl>
    </div>
  );
}
