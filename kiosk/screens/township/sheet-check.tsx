/** T1–T2: drop the PDF or the record, or scan the symbols of the printed sheet; named checks run in this page. */
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import { TEST_RUN_NOTE } from '../../../tally/verify/report.ts';
import { parseTrustedKeys, type TrustedKeys } from '../../../tally/verify/trusted-keys.ts';
import { CheckList } from '../../controls/check-list.tsx';
import { FileField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperReport } from '../../controls/paper-report.tsx';
import { Progress } from '../../controls/progress.tsx';
import { SymbolScanner } from '../../controls/symbol-scanner.tsx';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { say, type Text } from '../../session/language.ts';
import { type ExaminedSymbols, examineSymbols, SYMBOL_PROBLEM } from '../../session/sheet-symbols.ts';
import type { SymbolCollection } from '../../session/symbol-collection.ts';
import { type Examination, examineFile } from './examine.ts';
import { ResultsTable } from './result-tables.tsx';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly done: number | null; readonly total: number }
  | { readonly kind: 'done'; readonly examination: Examination }
  | { readonly kind: 'paper'; readonly sheet: ExaminedSymbols }
  | { readonly kind: 'failed'; readonly text: Text };

export function SheetCheck(): JSX.Element {
  const [state, setState] = createSignal<State>({ kind: 'idle' });
  const [trustedKeys, setTrustedKeys] = createSignal<TrustedKeys | undefined>(undefined);
  const [keysProblem, setKeysProblem] = createSignal(false);
  const examine = async (file: File) => {
    setState({ kind: 'working', done: null, total: 1 });
    try {
      const examination = await examineFile(new Uint8Array(await file.arrayBuffer()), {
        trustedKeys: trustedKeys(),
        onProgress: (done, total) => setState({ kind: 'working', done, total }),
      });
      setState({ kind: 'done', examination });
    } catch {
      setState({
        kind: 'failed',
        text: {
          zh: '文件无法读取：既不是报告单，也不是选举档案。',
          en: 'The file cannot be read: neither a result sheet nor a record.',
        },
      });
    }
  };
  const readKeys = async (file: File) => {
    const keys = parseTrustedKeys(await file.text());
    setKeysProblem(!keys.ok);
    setTrustedKeys(keys.ok ? keys.value : undefined);
  };
  const scanned = (held: SymbolCollection): void => {
    const trusted = trustedKeys();
    const answer = examineSymbols(
      held,
      trusted && {
        scrutineers: trusted.scrutineers.map(({ signKey }) => signKey),
        threshold: null,
        entries: trusted.keys.entries,
        log: trusted.keys.log,
      },
    );
    if (!('problem' in answer)) setState({ kind: 'paper', sheet: answer });
    else if (answer.problem === 'parts-missing') setState({ kind: 'idle' });
    else setState({ kind: 'failed', text: SYMBOL_PROBLEM[answer.problem] });
  };
  return (
    <Card title={{ zh: '核对报告单', en: 'Check a result sheet' }} name="sheet-check">
      <section
        class="sheet-drop"
        aria-label={say({ zh: '放报告单的地方', en: 'Place for the sheet' })}
        data-name="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const file = event.dataTransfer?.files[0];
          if (file !== undefined) void examine(file);
        }}
      >
        <FileField
          label={{
            zh: '把报告单（PDF）或选举档案（record.jsonl）拖到这里，或选择文件',
            en: 'Drop the sheet (PDF) or the record (record.jsonl) here, or choose the file',
          }}
          accept=".pdf,.jsonl,application/pdf"
          onFile={(file) => void examine(file)}
          name="sheet-file"
        />
        <FileField
          label={{
            zh: '可信密钥文件（trusted-keys.json，另行取得）',
            en: 'Trusted keys (trusted-keys.json, received another way)',
          }}
          accept=".json"
          onFile={(file) => void readKeys(file)}
          help={
            trustedKeys() === undefined
              ? {
                  zh: '没有它也能核对前后一致，但不能说明出自谁手。',
                  en: 'Without it the checks show consistency, not whose sheet it is.',
                }
              : { zh: '✔ 已读入', en: '✔ read' }
          }
          error={keysProblem() ? { zh: '这不是可信密钥文件。', en: 'This is not a file of trusted keys.' } : null}
          name="keys-file"
        />
      </section>
      <SymbolScanner onSymbols={scanned} />
      <Switch>
        <Match when={state().kind === 'working' && (state() as Extract<State, { kind: 'working' }>)}>
          {(working) => (
            <Progress text={{ zh: '正在核对…', en: 'Checking…' }} done={working().done} total={working().total} />
          )}
        </Match>
        <Match when={state().kind === 'failed' && (state() as Extract<State, { kind: 'failed' }>)}>
          {(failed) => <Notice tone="bad" text={failed().text} name="unreadable" />}
        </Match>
        <Match when={state().kind === 'paper' && (state() as Extract<State, { kind: 'paper' }>).sheet}>
          {(sheet) => (
            <div class="stack" data-name="examination" data-ok={sheet().ok}>
              <Notice
                tone={sheet().ok ? 'good' : 'bad'}
                text={
                  sheet().ok
                    ? { zh: '纸面核对通过', en: 'The paper holds' }
                    : { zh: '核对不通过，请看下列不通过的项目', en: 'The check failed; see the items below' }
                }
              />
              <PaperReport sheet={sheet()} />
            </div>
          )}
        </Match>
        <Match when={state().kind === 'done' && (state() as Extract<State, { kind: 'done' }>).examination}>
          {(examination) => (
            <div class="stack" data-name="examination" data-ok={examination().ok}>
              <Notice
                tone={examination().ok ? 'good' : 'bad'}
                text={
                  examination().ok
                    ? { zh: '全部核对通过', en: 'All checks passed' }
                    : { zh: '核对不通过，请看下列不通过的项目', en: 'The check failed; see the items below' }
                }
              />
              <Show when={examination().isTestRun}>
                <TestRunStripe when={true} place="head" />
                <Notice tone="bad" text={TEST_RUN_NOTE} name="no-result" />
              </Show>
              <CheckList checks={examination().checks} />
              <Show when={!examination().isTrusted}>
                <p class="faint">
                  {say({
                    zh: '密钥取自文件本身；请与现场公布的可信密钥核对。',
                    en: 'The keys were taken from the file itself; compare with the keys published in the hall.',
                  })}
                </p>
              </Show>
              <ResultsTable results={examination().results} />
            </div>
          )}
        </Match>
      </Switch>
    </Card>
  );
}
