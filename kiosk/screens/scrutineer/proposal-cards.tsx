/**
 * Entries that wait for this scrutineer's signature. The device fetches the entry itself, checks it against the
 * record it has read, shows what it says in words, and offers the signature only when nothing is against it.
 */
import { createResource, createSignal, For, type JSX, Show } from 'solid-js';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { fetchProposal } from '../../../server/contract/scrutineer.ts';
import { signedDigest } from '../../../tally/record/short-hash.ts';
import {
  type ProposalProblem,
  type ProposedEntry,
  problemsOfProposal,
} from '../../../tally/roles/scrutineer/proposals.ts';
import { Button } from '../../controls/button.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { Device, HeldRecord } from './device.ts';
import { signAlone } from './proposal-signing.ts';
import { PROPOSAL_MEANING, PROPOSAL_STEP, PROPOSAL_TITLE, proposalLines } from './proposal-words.ts';
import { PROPOSAL_PROBLEM } from './texts.ts';

type Examined = {
  readonly entry: ProposedEntry;
  readonly held: HeldRecord;
  readonly problems: readonly ProposalProblem[];
};

type Props = {
  readonly device: Device;
  readonly proposalId: string;
  /** T of the cards this device has audited. */
  readonly auditedTokens: readonly string[];
  /** What has to be done by hand before this is signed; null when nothing. */
  readonly firstDo: Text | null;
};

export function ProposalCard(props: Props): JSX.Element {
  const params = () => ({
    meeting: props.device.who.meeting,
    index: String(props.device.who.index),
    proposal: props.proposalId,
  });
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);

  const context = (held: HeldRecord) => ({
    state: props.device.state(),
    record: held.file,
    auditedTokens: props.auditedTokens,
  });
  /** Examined anew when the log grows, because the record decides. */
  const source = () => ({ id: props.proposalId, size: props.device.server()?.head?.size ?? 0 });
  const [examined] = createResource(source, async (): Promise<Examined | null> => {
    const held = await props.device.readRecordNow();
    const answer = await call(fetchProposal, { params: params() });
    if (held === null || !answer.ok) return null;
    const entry = answer.value.entry as unknown as ProposedEntry;
    return { entry, held, problems: problemsOfProposal(entry, context(held)) };
  });

  const sign = async (one: Examined) => {
    setBusy(true);
    setRefusal(await signAlone(props.device, props.proposalId, { ...one, auditedTokens: props.auditedTokens }));
    await props.device.refresh();
    setBusy(false);
  };

  return (
    <Show
      when={examined.latest}
      fallback={<Progress text={{ zh: '正在读取要签的文件…', en: 'Reading the document…' }} />}
    >
      {(one) => (
        <Card name={`proposal-${one().entry.type}`}>
          <header class="proposal-head">
            <span class="step-number">{PROPOSAL_STEP[one().entry.type]}</span>
            <h2>{say(PROPOSAL_TITLE[one().entry.type])}</h2>
          </header>
          <p class="proposal-meaning">{say(PROPOSAL_MEANING[one().entry.type])}</p>
          <dl class="proposal-lines">
            <For each={proposalLines(one().entry, one().held.file)}>
              {(line) => (
                <div>
                  <dt>{say(line.label)}</dt>
                  <dd data-long={say(line.value).length > 120}>{say(line.value)}</dd>
                </div>
              )}
            </For>
          </dl>
          <p class="digest">
            <span class="faint">
              {say({ zh: '签名内容摘要（各设备应相同）', en: 'Digest (the same on every device)' })}
            </span>
            <span class="code" data-name="digest">
              {signedDigest(one().entry).join(' ')}
            </span>
          </p>
          <Show
            when={one().problems.length === 0}
            fallback={
              <Notice tone="bad" name="problems" text={{ zh: '本机拒绝签名：', en: 'This device refuses to sign:' }}>
                <ul>
                  <For each={one().problems}>
                    {(problem) => <li data-problem={problem}>{say(PROPOSAL_PROBLEM[problem])}</li>}
                  </For>
                </ul>
              </Notice>
            }
          >
            <Notice
              tone="good"
              text={{
                zh: '本机已与自己读到的档案核对，没有出入。',
                en: 'This device has compared it with the record it read itself: no difference.',
              }}
            />
            <Show when={props.firstDo}>{(text) => <Notice tone="warning" text={text()} />}</Show>
            <RefusalNotice refusal={refusal()} />
            <div class="row" data-end="true">
              <Button
                kind="primary"
                text={{ zh: '签名', en: 'Sign' }}
                disabled={props.firstDo !== null}
                busy={busy()}
                onPress={() => void sign(one())}
                name="sign"
              />
            </div>
          </Show>
        </Card>
      )}
    </Show>
  );
}
