/** P2 一键复核: the whole verifier in this page, check by check. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import { CHECK_NAMES, type Finding } from '../../../tally/verify/finding.ts';
import { FINDING_TEXT } from '../../../tally/verify/finding-text.ts';
import { TEST_RUN_NOTE } from '../../../tally/verify/report.ts';
import type { Verification } from '../../../tally/verify/verify-record.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import type { CheckLine } from '../../session/check-line.ts';
import { say, type Text } from '../../session/language.ts';
import { verifyRecordInWorkers } from '../../session/record-verifier.ts';
import { CountedResult } from './counted-result.tsx';
import { type Officials, WhomToTell } from './whom-to-tell.tsx';

/** The result sheet has its own reader; a record alone answers the others. */
const CHECKS = CHECK_NAMES.filter((name) => name !== 'result-sheet');

type FindingKind = { readonly first: Finding; readonly times: number };

/** One changed line makes every later checkpoint differ: equal findings stand once, with their number. */
function kindsOf(findings: readonly Finding[]): readonly FindingKind[] {
  const kinds = new Map<string, FindingKind>();
  for (const finding of findings) {
    const name = `${finding.check} ${finding.code}`;
    const known = kinds.get(name);
    kinds.set(name, { first: known?.first ?? finding, times: (known?.times ?? 0) + 1 });
  }
  return [...kinds.values()];
}

function kindText({ first, times }: FindingKind): Text {
  const check = CHECK_TITLES[first.check];
  const text = FINDING_TEXT[first.code];
  const at = first.line === null ? { zh: '', en: '' } : { zh: `第 ${first.line} 行`, en: `line ${first.line}` };
  const more = times === 1 ? { zh: '', en: '' } : { zh: `起，共 ${times} 处`, en: ` and ${times - 1} more` };
  const where = at.zh === '' ? { zh: '', en: '' } : { zh: `（${at.zh}${more.zh}）`, en: ` (${at.en}${more.en})` };
  return { zh: `${check.zh}：${text.zh}${where.zh}`, en: `${check.en}: ${text.en}${where.en}` };
}

export function VerifyCard(props: {
  readonly record: Uint8Array;
  readonly primary: boolean;
  /** Null: of a file, whose meeting this server may not know. */
  readonly officials: Officials | null;
}): JSX.Element {
  const [state, setState] = createSignal<'idle' | 'running' | 'done' | 'broken'>('idle');
  const [progress, setProgress] = createSignal<number | null>(null);
  const [verification, setVerification] = createSignal<Verification | null>(null);

  const run = async () => {
    setState('running');
    setVerification(null);
    setProgress(null);
    try {
      const done = await verifyRecordInWorkers(props.record, {
        onProgress: (count, total) => setProgress(total === 0 ? null : count / total),
      });
      setVerification(done);
      setState('done');
    } catch {
      setState('broken');
    }
  };

  const lines = (): readonly CheckLine[] => {
    const report = verification();
    return CHECKS.map((name) => {
      const check = report?.checks.find((one) => one.name === name);
      if (check !== undefined) {
        return { name, title: CHECK_TITLES[name], state: check.ok ? 'passed' : 'failed', detail: check.detail };
      }
      const isRunning = state() === 'running' && name === (progress() === null ? 'encoding' : 'ballots');
      return {
        name,
        title: CHECK_TITLES[name],
        state: isRunning ? 'running' : 'waiting',
        progress: name === 'ballots' ? progress() : null,
      };
    });
  };

  return (
    <Card title={{ zh: '一键复核', en: 'Verify everything' }} name="verify">
      <p>
        {say({
          zh: '在这台设备上从头检查整个选举档案：每一张票的证明、合计、开票和当选规则。',
          en: 'Checks the whole record on this device: the proof of every ballot, the sums, the decryption and the rules.',
        })}
      </p>
      <Show when={state() === 'idle'}>
        <Button
          kind={props.primary ? 'primary' : 'secondary'}
          name="verify"
          text={{ zh: '开始复核', en: 'Verify' }}
          onPress={() => void run()}
        />
      </Show>
      <Switch>
        <Match when={state() === 'broken'}>
          <Notice
            tone="bad"
            text={{ zh: '这台设备不能运行复核程序。', en: 'The verifier cannot run on this device.' }}
          />
        </Match>
        <Match when={verification()}>
          {(done) => (
            <>
              <Show when={done().testRun}>
                <TestRunStripe when={true} place="head" />
                <Notice tone="bad" text={TEST_RUN_NOTE} name="no-result" />
              </Show>
              <Notice
                name="verdict"
                tone={done().ok ? 'good' : 'bad'}
                text={
                  done().ok
                    ? { zh: '全部检查通过', en: 'All checks passed' }
                    : { zh: '检查没有全部通过', en: 'Not all checks passed' }
                }
              >
                <Show when={!done().trusted && done().ok}>
                  {say({
                    zh: '公钥取自档案本身；请与报告单上的公钥对照。',
                    en: 'The keys were taken from the record itself; compare them with the result sheet.',
                  })}
                </Show>
                <ul>
                  <For each={kindsOf(done().findings)}>{(kind) => <li>{say(kindText(kind))}</li>}</For>
                </ul>
              </Notice>
              <Show when={!done().ok}>
                <WhomToTell officials={props.officials} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <Show when={state() === 'running' || state() === 'done'}>
        <CheckList checks={lines()} />
      </Show>
      <Show when={verification()?.ok && verification()?.result}>{(result) => <CountedResult result={result()} />}</Show>
    </Card>
  );
}
