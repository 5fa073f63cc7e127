/** P3: does the paper in my hand speak about this record? */
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperReport } from '../../controls/paper-report.tsx';
import { SymbolScanner } from '../../controls/symbol-scanner.tsx';
import type { Text } from '../../session/language.ts';
import { type ExaminedSymbols, examineSymbols, SYMBOL_PROBLEM } from '../../session/sheet-symbols.ts';
import type { SymbolCollection } from '../../session/symbol-collection.ts';
import { proofIsOfRecord, resultRoots, roundOfTypedRoot, sheetIsOfRecord, sheetKeys } from './sheet-of-record.ts';

const CODE_CHARACTERS = 16;

/** What is said of a scanned sheet: beside a record also whether every printed name and number is the record's. */
function verdictOf(sheet: ExaminedSymbols, record: Uint8Array | null): { readonly ok: boolean; readonly text: Text } {
  if (!sheet.ok) {
    return {
      ok: false,
      text: { zh: '不相符：下面有一项不成立。', en: 'Different: one of the items below does not hold.' },
    };
  }
  if (record === null) {
    return {
      ok: true,
      text:
        sheet.medium === 'paper'
          ? {
              zh: '签名成立，表上的数就是监票人签署的数。纸质计票证明的是签名，不是选票。',
              en: 'The signatures hold: these are the numbers that the scrutineers signed. A count on paper proves signatures, not ballots.',
            }
          : sheet.proof !== null
            ? {
                zh: '签名成立，票数就是所印密文的解密结果。',
                en: 'The signatures hold, and the counts are the decryption of the printed ciphertexts.',
              }
            : {
                zh: '签名成立，表上的数前后一致。再扫描核对码 B，就能核对票数是解密的结果。',
                en: 'The signatures fit the numbers. Scan code B too, to see that the counts are the decryption.',
              },
    };
  }
  const { symbol, proof } = sheet;
  const isOfRecord = sheetIsOfRecord(record, sheet) && (proof === null || proofIsOfRecord(record, symbol.round, proof));
  return isOfRecord
    ? {
        ok: true,
        text: {
          zh: `相符：第 ${sheet.symbol.round} 轮的报告单，姓名和票数都是这份档案的`,
          en: `The same: result sheet of round ${sheet.symbol.round}, every name and number of this record`,
        },
      }
    : {
        ok: false,
        text: { zh: '不相符：报告单说的不是这份档案。', en: 'Different: the sheet speaks about another record.' },
      };
}

export function PaperCard(props: { readonly record: Uint8Array | null }): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const [sheet, setSheet] = createSignal<ExaminedSymbols | null>(null);
  const [problem, setProblem] = createSignal<Text | null>(null);
  const roots = createMemo(() => (props.record === null ? [] : resultRoots(props.record)));
  const isComplete = () => typed().replace(/[\s-]/g, '').length >= CODE_CHARACTERS;
  const round = () => roundOfTypedRoot(typed(), roots());
  const scanned = (held: SymbolCollection): void => {
    const answer = examineSymbols(held, props.record === null ? undefined : sheetKeys(props.record));
    const isWrong = 'problem' in answer;
    setProblem(isWrong && answer.problem !== 'parts-missing' ? SYMBOL_PROBLEM[answer.problem] : null);
    setSheet(isWrong ? null : answer);
  };
  return (
    <Show when={props.record === null || roots().length > 0}>
      <Card title={{ zh: '对照报告单', en: 'Compare with the result sheet' }} name="paper">
        <Show when={roots().length > 0}>
          <TextField
            label={{
              zh: '报告单上的档案码或计票码（16 个字符）',
              en: 'Root or code of the count printed on the result sheet (16 characters)',
            }}
            value={typed()}
            onInput={setTyped}
            code
            name="root"
          />
          <Show when={isComplete()}>
            <Show
              when={round()}
              fallback={
                <Notice
                  tone="bad"
                  text={{
                    zh: '不相符：报告单说的不是这份档案。',
                    en: 'Different: the sheet speaks about another record.',
                  }}
                />
              }
            >
              {(number) => (
                <Notice
                  tone="good"
                  text={{ zh: `相符：第 ${number()} 轮的报告单`, en: `The same: result sheet of round ${number()}` }}
                />
              )}
            </Show>
          </Show>
        </Show>
        <SymbolScanner onSymbols={scanned} />
        <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
        <Show when={sheet()}>
          {(examined) => {
            const verdict = createMemo(() => verdictOf(examined(), props.record));
            return (
              <div class="stack" data-name="sheet" data-ok={verdict().ok}>
                <Notice tone={verdict().ok ? 'good' : 'bad'} text={verdict().text} />
                <PaperReport sheet={examined()} />
              </div>
            );
          }}
        </Show>
      </Card>
    </Show>
  );
}
