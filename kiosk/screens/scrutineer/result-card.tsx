/**
 * 计票结果 (UX S9, S10): this device verifies the record with its result once more, shows what it has verified itself,
 * and signs it as integers.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { attest, CHECKS_BEFORE_ATTESTATION } from '../../../tally/roles/scrutineer/attestation.ts';
import { type PaperProofProblem, proveCounts } from '../../../tally/roles/scrutineer/paper-proof.ts';
import { checksHold } from '../../../tally/roles/scrutineer/release.ts';
import type { Verification } from '../../../tally/verify/verify-record.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { VerifiedContest } from '../../controls/verified-contest.tsx';
import { say } from '../../session/language.ts';
import { randomBytes } from '../../session/random.ts';
import type { Device, HeldRecord } from './device.ts';
import { createNamedChecks } from './named-checks.ts';
import { StepTitle } from './step-title.tsx';
import { ATTESTATION_PROBLEM } from './texts.ts';
import type { Workshop } from './workshop.ts';

export function ResultCard(props: { readonly device: Device; readonly workshop: Workshop }): JSX.Element {
  const [verified, setVerified] = createSignal<{ held: HeldRecord; verification: Verification } | null>(null);
  const [problems, setProblems] = createSignal<readonly PaperProofProblem[]>([]);
  const [isBusy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [failure, setFailure] = createSignal<string | null>(null);
  const checks = createNamedChecks(CHECKS_BEFORE_ATTESTATION);
  const round = () => props.device.server()?.round;
  const isAttested = () => round()?.attested.includes(props.device.who.index) === true;
  const result = () => verified()?.verification.results.find((one) => one.round === round()?.round);

  const verifyResult = async (): Promise<void> => {
    const held = await props.device.readRecordNow({ afresh: true });
    if (held === null) return;
    const verification = await props.workshop.run({ kind: 'verify', file: held.bytes }, checks.onProgress);
    await checks.show(verification, (name) => checksHold(verification, [name]));
    setVerified({ held, verification });
  };

  const verify = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setVerified(null);
    setProblems([]);
    checks.start();
    await verifyResult().catch((error: unknown) => setFailure(String(error)));
    setBusy(false);
  };

  const sign = async () => {
    const ctx = round()?.ctx;
    const found = verified();
    if (ctx == null || found === null) return;
    setBusy(true);
    // Colleagues' attestations may have come in since, and this device may have cosigned them.
    await props.device.exclusively(async () => {
      const latest = await props.device.readRecordNow({ afresh: true });
      if (latest === null) return;
      const of = [props.device.state(), found.held.file, found.verification, ctx] as const;
      const proof = proveCounts(...of, randomBytes, latest.file);
      const attestation = attest(...of, latest.file);
      if (!proof.ok) return setProblems(proof.error);
      if (!attestation.ok) return setProblems(attestation.error);
      // First the proof: who has attested has nothing left to do.
      const refused = proof.value === null ? null : await props.device.submit(proof.value);
      setRefusal(refused ?? (await props.device.submit(attestation.value)));
    });
    setBusy(false);
  };

  return (
    <>
      <StepTitle
        id="S9"
        title={{ zh: '计票结果', en: 'The result' }}
        lead={{
          zh: '下面的数字由您的设备从档案里验算得出，不是听服务器说的。验算通过后，请签署。',
          en: 'The numbers below are what your device has verified from the record, not what the server says. Sign when they hold.',
        }}
      />
      <Card name="result-checks">
        <Show when={checks.lines().length > 0}>
          <CheckList checks={checks.lines()} />
        </Show>
        <RefusalNotice refusal={refusal()} />
        <Show when={failure()}>
          {(reason) => (
            <Notice
              tone="bad"
              text={{ zh: '验证没有完成，请再试一次。', en: 'The verification did not finish; try again.' }}
            >
              <p class="faint">{reason()}</p>
            </Notice>
          )}
        </Show>
        <Show when={problems().length > 0}>
          <Notice tone="bad" text={{ zh: '本机不签署：', en: 'This device does not sign:' }}>
            <ul>
              <For each={problems()}>{(problem) => <li>{say(ATTESTATION_PROBLEM[problem])}</li>}</For>
            </ul>
          </Notice>
        </Show>
        <Show when={isAttested()}>
          <Notice
            tone="good"
            name="attested"
            text={{
              zh: '您已签署这个结果，签署已写入档案。',
              en: 'You have signed this result; the attestation is in the record.',
            }}
          />
        </Show>
        <div class="row" data-end="true">
          <Button
            kind={verified() === null ? 'primary' : 'secondary'}
            text={
              verified() === null ? { zh: '验算结果', en: 'Verify the result' } : { zh: '重新验算', en: 'Verify again' }
            }
            busy={isBusy()}
            onPress={() => void verify()}
            name="verify-result"
          />
          <Show when={verified() !== null && !isAttested()}>
            <Button
              kind="primary"
              text={{ zh: '签署结果', en: 'Sign the result' }}
              busy={isBusy()}
              onPress={() => void sign()}
              name="attest"
            />
          </Show>
        </div>
      </Card>
      <Show when={result()}>
        {(one) => (
          <>
            <Counters>
              <Counter label={{ zh: '应到', en: 'Expected' }} value={one().expected} />
              <Counter label={{ zh: '实到', en: 'Present' }} value={one().present} />
              <Counter label={{ zh: '发出', en: 'Issued' }} value={one().issued} />
              <Counter label={{ zh: '收回', en: 'Recovered' }} value={one().recovered} />
              <Counter label={{ zh: '有效', en: 'Valid' }} value={one().valid} />
            </Counters>
            <For each={one().contests.filter(({ kind }) => kind === 'election')}>
              {(contest) => <VerifiedContest contest={contest} of={one()} />}
            </For>
            <For each={one().contests.flatMap(({ form }) => form ?? [])}>
              {(form) => (
                <Card name="form">
                  <FormTable form={form} />
                </Card>
              )}
            </For>
          </>
        )}
      </Show>
    </>
  );
}
