/** O7 演练: a copy of the draft to be tried as a whole, and its wiping by two officials with a proof of zero. */
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { startTestRun, wipeTestRun } from '../../../server/contract/test-runs.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { createSecondOfficial } from '../../controls/second-official.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

export function TestRunCard(props: {
  readonly now: OrganizerMeeting;
  readonly onOpen: (meeting: string) => void;
  readonly onWiped: () => void;
}): JSX.Element {
  const params = () => ({ meeting: props.now.id });
  const [busy, setBusy] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const [problem, setProblem] = createSignal<Text | null>(null);
  const second = createSecondOfficial();

  const start = async () => {
    setBusy(true);
    const answer = await call(startTestRun, { params: params(), body: {} });
    setBusy(false);
    if (answer.ok) props.onOpen(answer.value.id);
    else setProblem(answer.error);
  };
  const wipe = async () => {
    setBusy(true);
    const answer = await call(wipeTestRun, { params: params(), body: { secondOfficial: second.value() } });
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.error);
      return;
    }
    // The paper is signed by hand by both: it opens for printing.
    window.open(answer.value.proof, '_blank');
    setAsking(false);
    props.onWiped();
  };
  return (
    <Switch>
      <Match when={props.now.testRun}>
        <Card title={{ zh: '演练', en: 'Test run' }} name="test-run-card">
          <p>
            {say({
              zh: '这是演练：密钥、投票卡、查验码和档案都是它自己的，不能用于正式会议。演练完把它清除，打印清零证明，两人签字。',
              en: 'This is a test run with keys, cards, codes and a record of its own; nothing of it is valid in the real meeting. Wipe it when you are done and print the proof of zero, signed by two.',
            })}
          </p>
          <div class="row" data-end="true">
            <Button
              text={{ zh: '清除演练', en: 'Wipe the test run' }}
              onPress={() => setAsking(true)}
              name="wipe-test-run"
            />
          </div>
          <Show when={asking()}>
            <Dialog
              name="wipe"
              title={{ zh: '清除这次演练的全部数据？', en: 'Wipe everything of this test run?' }}
              onCancel={() => setAsking(false)}
              actions={
                <>
                  <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setAsking(false)} name="wipe-cancel" />
                  <Button
                    kind="primary"
                    text={{ zh: '清除并打印清零证明', en: 'Wipe and print the proof' }}
                    busy={busy()}
                    disabled={second.isMissing()}
                    onPress={() => void wipe()}
                    name="wipe-confirm"
                  />
                </>
              }
            >
              <p>
                {say({
                  zh: '不能恢复。正式会议的数据不受影响。需要两名工作人员。',
                  en: 'This cannot be undone. The real meeting is not touched. Two officials are needed.',
                })}
              </p>
              <second.Fields />
              <RefusalNotice refusal={problem()} />
            </Dialog>
          </Show>
        </Card>
      </Match>
      <Match when={props.now.phase === 'draft'}>
        <Card title={{ zh: '演练', en: 'Test run' }} name="test-run-card">
          <p>
            {say({
              zh: '封存以前，可以按这份草稿从头到尾演练一遍：屏幕和打印件都有“演练 · 样票”字样，演练完清除。',
              en: 'Before sealing, this draft can be tried from beginning to end: every screen and print says so, and it is wiped afterwards.',
            })}
          </p>
          <RefusalNotice refusal={problem()} />
          <div class="row" data-end="true">
            <Button
              text={{ zh: '开始演练', en: 'Start a test run' }}
              busy={busy()}
              onPress={() => void start()}
              name="start-test-run"
            />
          </div>
        </Card>
      </Match>
    </Switch>
  );
}
