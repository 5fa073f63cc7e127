/**
 * 抽查投票机, on a scrutineer's tablet and on the voter's phone: three steps, then V7. The kiosk is bound by step 1 before it knows
 * that it will be checked, so the order is the whole point.
 */
import { createEffect, For, type JSX, Match, on, onCleanup, Show, Switch } from 'solid-js';
import type { RecordFile } from '../../../tally/record/reader.ts';
import type { Check } from '../../../tally/roles/checking-device.ts';
import { Button } from '../../controls/button.tsx';
import { CrossIcon, TickIcon } from '../../controls/icons.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { forgetCommitment, keptCommitments, storeCommitment } from '../../session/commitments.ts';
import { say, type Text } from '../../session/language.ts';
import { type CheckingStep, createChecking } from './checking.ts';
import './checking.css';
import { CodeInput } from './code-input.tsx';
import { openCheckingWorker } from './open-worker.ts';
import { AFTER_FAULT, AFTER_MATCH, CHANGED, FAULT, PROBLEM } from './texts.ts';

const STEPS: readonly { readonly id: CheckingStep['id']; readonly title: Text; readonly what: Text }[] = [
  {
    id: 'review',
    title: { zh: '先扫核对页', en: 'Scan the review page first' },
    what: {
      zh: '选好以后，停在投票机的核对页，扫上面的二维码。',
      en: 'With all choices made, stop at the review page of the kiosk and scan its code.',
    },
  },
  {
    id: 'open',
    title: { zh: '再按“开始抽查”', en: 'Then press “Check now”' },
    what: {
      zh: '在投票机上按“抽查这台机器”“开始抽查”，扫新出现的二维码。',
      en: 'On the kiosk press “Check this machine”, then “Check now”, and scan the new code.',
    },
  },
  {
    id: 'compare',
    title: { zh: '逐个比较选择', en: 'Compare every choice' },
    what: {
      zh: '这就是那张选票里的选择。与刚才选的完全一样吗？',
      en: 'This is what the ballot holds. Is it exactly what was chosen?',
    },
  },
];

function Codes(props: { readonly of: { readonly code: string; readonly cardCode: string } }): JSX.Element {
  return (
    <dl class="checking-codes">
      <div>
        <dt>{say({ zh: '查验码', en: 'Check code' })}</dt>
        <dd class="code">{props.of.code}</dd>
      </div>
      <div>
        <dt>{say({ zh: '卡码', en: 'Card code' })}</dt>
        <dd class="code">{props.of.cardCode}</dd>
      </div>
    </dl>
  );
}

function OpenedMarks(props: { readonly marks: Check['marks'] }): JSX.Element {
  return (
    <For each={props.marks ?? []}>
      {(contest) => (
        <section class="checking-marks">
          <h3>{say(contest.title)}</h3>
          <dl>
            <For each={contest.rows}>
              {(row) => (
                <div data-chosen={row.isChosen}>
                  <dt>{row.person}</dt>
                  <dd>{say(row.mark)}</dd>
                </div>
              )}
            </For>
          </dl>
        </section>
      )}
    </For>
  );
}

/** V7, the one place where the outcome of a challenge is said. */
function Verdict(props: {
  readonly step: Extract<CheckingStep, { id: 'verdict' }>;
  readonly onAgain: () => void;
}): JSX.Element {
  const isMatch = () => props.step.fault === null;
  return (
    <div class="checking-verdict" data-screen="V7" data-verdict={isMatch() ? 'matches' : 'differs'}>
      <p class="checking-answer" data-tone={isMatch() ? 'good' : 'bad'} role={isMatch() ? 'status' : 'alert'}>
        <span class="checking-sign" aria-hidden="true">
          <Show when={isMatch()} fallback={<CrossIcon />}>
            <TickIcon />
          </Show>
        </span>
        {say(isMatch() ? { zh: '相符', en: 'It matches' } : { zh: '不符', en: 'It does not match' })}
      </p>
      <p>{say(props.step.fault === null ? AFTER_MATCH : FAULT[props.step.fault])}</p>
      <Show when={!isMatch()}>
        <p>
          <strong>{say(AFTER_FAULT)}</strong>
        </p>
      </Show>
      <Codes of={props.step.taken} />
      <Show when={!isMatch() && (props.step.marks?.length ?? 0) > 0}>
        <p class="faint">{say({ zh: '投票机公开的选择：', en: 'Choices the machine opened:' })}</p>
        <OpenedMarks marks={props.step.marks} />
      </Show>
      <div class="row" data-end="true">
        <Button text={{ zh: '再抽查一次', en: 'Check again' }} onPress={props.onAgain} name="check-again" />
      </div>
    </div>
  );
}

export function CheckingCard(props: {
  readonly readRecord: () => Promise<RecordFile | null>;
  /** A code that the page was opened with. */
  readonly scanned?: string | null;
}): JSX.Element {
  const worker = openCheckingWorker();
  onCleanup(worker.close);
  const checking = createChecking({
    readRecord: () => props.readRecord(),
    work: worker.run,
    kept: () => keptCommitments(),
    keep: (commitment) => storeCommitment(commitment),
    drop: (commitment) => forgetCommitment(commitment),
  });
  createEffect(
    on(
      () => props.scanned,
      (text) => {
        if (text != null) void checking.scan(text);
      },
    ),
  );
  /** Whether the ballot was changed is asked at the review page, before the new one binds the kiosk. */
  const place = () => STEPS.findIndex(({ id }) => id === (at('changed') ? 'review' : checking.step().id));
  const at = <K extends CheckingStep['id']>(id: K) => {
    const step = checking.step();
    return step.id === id ? (step as Extract<CheckingStep, { id: K }>) : false;
  };

  return (
    <Card title={{ zh: '抽查投票机', en: 'Check a kiosk' }} name="checking">
      <Show
        when={at('verdict')}
        fallback={
          <>
            <ol class="checking-steps">
              <For each={STEPS}>
                {(one, index) => (
                  <li
                    data-state={index() < place() ? 'done' : index() === place() ? 'now' : 'later'}
                    aria-current={index() === place() ? 'step' : undefined}
                  >
                    <p class="checking-step">{say(one.title)}</p>
                    <Show when={at(one.id)}>
                      <p>{say(one.what)}</p>
                    </Show>
                    <Show when={one.id === 'review' && at('open')}>{(step) => <Codes of={step().commitment} />}</Show>
                  </li>
                )}
              </For>
            </ol>
            <Switch
              fallback={
                <CodeInput
                  label={{ zh: '扫码枪扫入，或粘贴二维码的内容', en: 'Scan here, or paste what the code says' }}
                  busy={checking.isBusy()}
                  onCode={(text) => void checking.scan(text)}
                />
              }
            >
              <Match when={at('changed')}>
                {(step) => (
                  <>
                    <p>
                      <strong>{say(CHANGED)}</strong>
                    </p>
                    <dl class="checking-codes">
                      <div>
                        <dt>{say({ zh: '上次的查验码', en: 'Check code of the last scan' })}</dt>
                        <dd class="code">{step().earlier.code}</dd>
                      </div>
                      <div>
                        <dt>{say({ zh: '这次的查验码', en: 'Check code of this scan' })}</dt>
                        <dd class="code">{step().commitment.code}</dd>
                      </div>
                    </dl>
                    <div class="row" data-end="true">
                      <Button
                        text={{ zh: '没有', en: 'No' }}
                        onPress={() => checking.answerChanged(false)}
                        name="not-changed"
                      />
                      <Button
                        text={{ zh: '有', en: 'Yes' }}
                        onPress={() => checking.answerChanged(true)}
                        name="changed"
                      />
                    </div>
                  </>
                )}
              </Match>
              <Match when={at('compare')}>
                {(step) => (
                  <>
                    <OpenedMarks marks={step().check.marks} />
                    <div class="row" data-end="true">
                      <Button
                        text={{ zh: '不一样', en: 'Not the same' }}
                        onPress={() => checking.answer(false)}
                        name="choices-differ"
                      />
                      <Button
                        kind="primary"
                        text={{ zh: '完全一样', en: 'Exactly the same' }}
                        onPress={() => checking.answer(true)}
                        name="choices-same"
                      />
                    </div>
                  </>
                )}
              </Match>
            </Switch>
            <Show when={checking.isBusy()}>
              <Progress text={{ zh: '正在重新做出这张选票…', en: 'Making the ballot again…' }} />
            </Show>
            <Show when={checking.problem()}>
              {(problem) => <Notice tone="bad" text={PROBLEM[problem()]} name="checking-problem" />}
            </Show>
          </>
        }
      >
        {(step) => <Verdict step={step()} onAgain={checking.again} />}
      </Show>
    </Card>
  );
}
