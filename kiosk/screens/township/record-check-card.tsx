/** The township's own run of the verifier over the record, in this page and not on the server. */
import { createSignal, type JSX, Show } from 'solid-js';
import { recordFile } from '../../../server/contract/public.ts';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import type { CheckLine } from '../../session/check-line.ts';
import { call } from '../../session/client.ts';
import { verifyRecordInWorkers } from '../../session/record-verifier.ts';

export function RecordCheckCard(props: { readonly meeting: string }): JSX.Element {
  const [progress, setProgress] = createSignal<readonly [number, number] | null>(null);
  const [lines, setLines] = createSignal<readonly CheckLine[] | null>(null);
  const [failed, setFailed] = createSignal(false);
  const run = async () => {
    setFailed(false);
    setLines(null);
    setProgress([0, 1]);
    const record = await call(recordFile, { params: { meeting: props.meeting } });
    if (!record.ok) setFailed(true);
    else {
      const { checks } = await verifyRecordInWorkers(record.value, {
        onProgress: (done, total) => setProgress([done, total]),
      });
      setLines(
        checks.map(({ name, ok, detail }) => ({
          name,
          title: CHECK_TITLES[name],
          state: ok ? 'passed' : 'failed',
          detail,
        })),
      );
    }
    setProgress(null);
  };
  return (
    <Card title={{ zh: '自行复核', en: 'Verify it here' }} name="record-check">
      <Show when={progress()}>
        {(now) => (
          <Progress
            text={{ zh: '正在复核全部选举档案…', en: 'Verifying the whole record…' }}
            done={now()[0]}
            total={now()[1]}
          />
        )}
      </Show>
      <Show when={failed()}>
        <Notice tone="bad" text={{ zh: '档案没有取到，请重试。', en: 'The record could not be fetched; try again.' }} />
      </Show>
      <Show when={lines()}>{(all) => <CheckList checks={all()} />}</Show>
      <div class="row" data-end="true">
        <Button
          text={{ zh: '在本机复核全部选票', en: 'Verify every ballot on this machine' }}
          busy={progress() !== null}
          onPress={() => void run()}
          name="verify"
        />
      </div>
    </Card>
  );
}
