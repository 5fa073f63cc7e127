/** What this scrutineer has to do now, one sheet after another; nothing to do says what is being waited for. */
import { createEffect, createMemo, createSignal, For, type JSX, Match, on, Show, Switch } from 'solid-js';
import { amount } from '../../../tally/text/amount.ts';
import { boxWords } from '../../controls/box-words.ts';
import { Connecting } from '../../controls/connected.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Progress } from '../../controls/progress.tsx';
import { StaffNeededNotices } from '../../controls/staff-needed.tsx';
import { forgetEndedRounds, keptCommitments } from '../../session/commitments.ts';
import { say } from '../../session/language.ts';
import { CheckingCard } from '../checking/checking-card.tsx';
import { AuditCard, type AuditedCard } from './audit-card.tsx';
import { CeremonyScreens } from './ceremony-screens.tsx';
import { CountCard } from './count-card.tsx';
import type { Device } from './device.ts';
import { ExchangeCard } from './exchange-card.tsx';
import { ForkEvidenceCard } from './fork-evidence-card.tsx';
import { ProposalCard } from './proposal-cards.tsx';
import { ResultCard } from './result-card.tsx';
import { SettleCard } from './settle-card.tsx';
import { StepTitle } from './step-title.tsx';
import { ALARM_TEXT } from './texts.ts';
import { VoidingCard } from './voiding-card.tsx';
import type { Workshop } from './workshop.ts';

/** While ballots on paper are cast and counted; before and after, the tasks are those of every round. */
const PAPER_PHASES: ReadonlySet<string> = new Set(['sealed', 'check-in', 'voting', 'stopped', 'counting']);

type Props = { readonly device: Device; readonly workshop: Workshop };

/** Until the close a kiosk may still be checked. */
const CHECKED: readonly string[] = ['voting', 'paused', 'stopped'];

const AUDIT_FIRST = { zh: '先抽验够张数，再签名。', en: 'Audit the cards first, then sign.' };

function WaitForSeal(): JSX.Element {
  return (
    <StepTitle
      id="K1"
      title={{ zh: '已登记，等待封存', en: 'Enrolled, waiting for the sealing' }}
      lead={{
        zh: '您的设备已登记。组织者封存会议以后，密钥仪式开始。请下载密钥文件，不要关闭本页。',
        en: 'Your device is enrolled. The key ceremony starts when the organizer seals the meeting. Download the key file and leave this page open.',
      }}
    />
  );
}

function BallotBox(props: Props): JSX.Element {
  const box = () => props.device.server()?.round?.box;
  return (
    <Counters>
      <Counter label={{ zh: '发出', en: 'Handed out' }} value={box()?.issued ?? 0} />
      <Counter label={{ zh: '已投', en: 'Cast' }} value={box()?.cast ?? 0} tone="accent" name="cast" />
      <Counter label={{ zh: '在投', en: 'Voting now' }} value={box()?.pending ?? 0} />
      <Counter label={{ zh: '抽查', en: 'Challenged' }} value={box()?.challenged ?? 0} />
    </Counters>
  );
}

/** 抽查: this device binds a kiosk, then checks what it opened. */
function CheckKiosk(props: Props): JSX.Element {
  const [isWanted, setWanted] = createSignal(false);
  return (
    <details class="check-kiosk" data-name="check-kiosk" onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary>{say({ zh: '抽查：检查一台投票机', en: 'Challenge: check a kiosk' })}</summary>
      <Show when={isWanted()}>
        <CheckingCard readRecord={async () => (await props.device.readRecordNow())?.file ?? null} />
      </Show>
    </details>
  );
}

/** A kiosk was caught: nothing of this round can be opened any more, and everybody has to know at once. */
function CheatingKiosk(props: Props): JSX.Element {
  const differing = () => props.device.server()?.round?.box.differing ?? 0;
  return (
    <Show when={differing() > 0}>
      <Notice
        tone="bad"
        name="differing"
        text={{
          zh: `有 ${differing()} 次抽查不符：有投票机作弊。请停用那台机器，暂停投票，报告总监票人。`,
          en: `${amount(differing(), 'challenged ballot')} did not match: a kiosk cheats. Stop it, pause voting, tell the chief scrutineer.`,
        }}
      >
        <p>
          {say({
            zh: '本轮不能开票：请停止投票，转为纸质选票，或另开一轮。',
            en: 'This round cannot be opened: stop voting and go to paper, or hold another round.',
          })}
        </p>
      </Notice>
    </Show>
  );
}

export function Tasks(props: Props): JSX.Element {
  const [scanned, setScanned] = createSignal<readonly (AuditedCard & { readonly round: number })[]>([]);
  const view = () => props.device.server();
  const round = () => view()?.round?.round ?? 0;
  /** Cards of an earlier round are on no later list. */
  const audited = () => scanned().filter((card) => card.round === round());
  const phase = () => view()?.meeting.phase;
  // What was taken from review pages is of no use after the round, and this tablet may be lost.
  createEffect(
    on(phase, async (now) => {
      if (now === undefined || CHECKED.includes(now) || keptCommitments().length === 0) return;
      const held = await props.device.readRecordNow();
      if (held !== null) forgetEndedRounds(held.file);
    }),
  );
  const hasResult = () => view()?.round?.result != null;
  const open = () => (view()?.proposals ?? []).filter(({ complete }) => !complete);
  const isOpen = (kind: string) => open().some((proposal) => proposal.kind === kind);
  const signedByMe = () => open().filter((proposal) => proposal.signedByMe);
  const isAuditMissing = () => {
    const audits = view()?.round?.audits;
    return audits !== undefined && audits.done < audits.advised;
  };
  // Ids, not objects: a poll must not take the sheet away under the scrutineer's finger.
  const toSign = createMemo(() =>
    open()
      .filter((proposal) => !proposal.signedByMe)
      .map(({ id }) => id)
      .join(' '),
  );
  const proposals = () =>
    toSign()
      .split(' ')
      .filter((id) => id !== '');

  const signing = () => (
    <>
      <For each={proposals()}>
        {(id) => (
          <ProposalCard
            device={props.device}
            proposalId={id}
            auditedTokens={phase() === 'cards' ? audited().map(({ T }) => T) : []}
            firstDo={isOpen('tokens') && isAuditMissing() ? AUDIT_FIRST : null}
          />
        )}
      </For>
      <For each={signedByMe()}>
        {(proposal) => (
          <Notice
            tone="good"
            name="signed"
            text={{
              zh: `您已签名：${proposal.title.zh}。等待其他监票人。`,
              en: `You have signed: ${proposal.title.en}. Waiting for the others.`,
            }}
          >
            <p>{proposal.signed.map(({ name }) => name).join('、')}</p>
          </Notice>
        )}
      </For>
    </>
  );

  return (
    <div class="tasks">
      <Show when={props.device.alarm() === 'another-tab'}>
        <Notice tone="bad" name="another-tab" text={ALARM_TEXT['another-tab']} />
      </Show>
      <Show when={props.device.alarm() === 'another-tab' ? null : props.device.alarm()}>
        {(alarm) => (
          <Notice
            tone="bad"
            name="alarm"
            text={{
              zh: '停止！请立即报告总监票人和主持人。',
              en: 'Stop. Tell the chief scrutineer and the chair at once.',
            }}
          >
            <p>{say(ALARM_TEXT[alarm()])}</p>
            <Show when={props.device.state().fork}>{(fork) => <ForkEvidenceCard fork={fork()} />}</Show>
            <p>
              {say({
                zh: '本机不再签名，也不给出密钥份额。请保留这台设备作为证据。',
                en: 'This device signs nothing more and gives no key share. Keep it as evidence.',
              })}
            </p>
          </Notice>
        )}
      </Show>
      <Show when={props.device.refusal()}>
        <RefusalNotice refusal={props.device.refusal()} />
      </Show>
      <Show
        when={props.device.alarm() === null && view()}
        fallback={
          <Show when={props.device.alarm() === null}>
            <Connecting />
          </Show>
        }
      >
        <CheatingKiosk device={props.device} workshop={props.workshop} />
        <StaffNeededNotices kiosks={view()?.staffNeeded ?? []} />
        <Show when={phase() !== 'cards'}>{signing()}</Show>
        <Switch>
          <Match when={view()?.round?.onPaper === true && PAPER_PHASES.has(phase() ?? '')}>
            <Show when={view()}>{(now) => <SettleCard state={now()} />}</Show>
            <Show when={(view()?.round?.doubtful ?? 0) === 0}>
              <Notice
                text={{
                  zh: '本轮使用纸质选票。计票人计完、数字一致后，请在这里核对并签名。',
                  en: 'This round is on paper. Once both tallies agree, check the numbers here and sign.',
                }}
              />
            </Show>
          </Match>
          <Match when={phase() === 'draft'}>
            <WaitForSeal />
          </Match>
          <Match when={phase() === 'ceremony'}>
            <CeremonyScreens device={props.device} />
          </Match>
          <Match when={phase() === 'cards' && !isOpen('round')}>
            <StepTitle
              id="M3"
              title={{ zh: '制卡，抽验', en: 'Cards: make and audit' }}
              lead={{
                zh: '请在制卡机旁看着打印。清单交上来以后，先抽验，再签名。',
                en: 'Watch the printing at the card station. When the list is handed in, audit first, then sign.',
              }}
            />
            <Show
              when={(view()?.round?.audits.advised ?? 0) > 0}
              fallback={
                <Progress text={{ zh: '等待制卡机提交清单…', en: 'Waiting for the list from the card station…' }} />
              }
            >
              <AuditCard
                device={props.device}
                audited={audited()}
                onAudited={(card) => setScanned((all) => [{ ...card, round: round() }, ...all])}
              />
            </Show>
          </Match>
          <Match when={phase() === 'cards'}>{null}</Match>
          <Match when={phase() === 'sealed' || phase() === 'check-in'}>
            <StepTitle
              id="S1"
              title={boxWords(view()?.round?.box.cast ?? 0)}
              lead={{
                zh: '等待签到。到会人数够了、清点投票卡以后，请签署“开始投票”。',
                en: 'Waiting for check-in. When enough are present and the cards are counted, sign the opening.',
              }}
            />
            <BallotBox device={props.device} workshop={props.workshop} />
          </Match>
          <Match when={phase() === 'voting' || phase() === 'paused'}>
            <StepTitle
              id="S3"
              title={
                phase() === 'paused'
                  ? { zh: '投票暂停', en: 'Voting is paused' }
                  : { zh: '正在投票', en: 'Voting is open' }
              }
              lead={{
                zh: '投票中没有任何人的票数。请不要关闭本页：它自动核对并联署档案。',
                en: 'No count of anybody exists while voting. Leave this page open: it checks and cosigns the record.',
              }}
            />
            <BallotBox device={props.device} workshop={props.workshop} />
            <CheckKiosk device={props.device} workshop={props.workshop} />
            <ExchangeCard device={props.device} />
          </Match>
          <Match when={phase() === 'stopped' && isOpen('close')}>{null}</Match>
          <Match when={phase() === 'stopped'}>
            <StepTitle
              id="S5"
              title={{ zh: '投票截止', en: 'Voting is over' }}
              lead={{
                zh: '先把剩余和退回的卡全部作废，再由组织者填手工点数，最后大家签署“截止和清点”。',
                en: 'Void all remaining and returned cards, then the organizer enters the hand counts, then all sign the close.',
              }}
            />
            <VoidingCard device={props.device} />
          </Match>
          <Match when={hasResult()}>
            <ResultCard device={props.device} workshop={props.workshop} />
          </Match>
          <Match when={phase() === 'closed' || phase() === 'counting'}>
            <CountCard device={props.device} workshop={props.workshop} />
          </Match>
          <Match when={true}>
            <StepTitle
              id="S10"
              title={view()?.taskText ?? { zh: '等待', en: 'Waiting' }}
              lead={{ zh: '本页会自动转到下一步。', en: 'This page goes on by itself.' }}
            />
          </Match>
        </Switch>
        <Show when={phase() === 'cards'}>{signing()}</Show>
      </Show>
    </div>
  );
}
