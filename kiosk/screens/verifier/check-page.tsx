/**
 * 查验: a phone, no sign-in, no WebCrypto, a camera only for who scans a printed sheet (UX 5.7). A receipt stands after '#' and is never sent; the record is
 * fetched whole and searched here.
 */
import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  type JSX,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js';
import { parseOpening } from '../../../printables/qr/opening.ts';
import { parseReceipt, type Receipt } from '../../../printables/qr/receipt.ts';
import {
  installation,
  publicMeeting,
  recordFile,
  sourceFile,
  specificationFile,
  trustedKeysFile,
} from '../../../server/contract/public.ts';
import { addressOf } from '../../../server/contract/route.ts';
import type { PhaseName } from '../../../server/contract/shared.ts';
import { readRecord } from '../../../tally/record/reader.ts';
import { FileField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { phaseWord } from '../../controls/phase-bar.tsx';
import { Progress } from '../../controls/progress.tsx';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { call } from '../../session/client.ts';
import { forgetEndedRounds, keptCommitments } from '../../session/commitments.ts';
import { say, sayDay } from '../../session/language.ts';
import type { Asked } from './look-up.ts';
import { ReceiptCard } from './receipt-card.tsx';
import { WhomToTell } from './whom-to-tell.tsx';

const ROLE = { zh: '查验', en: 'Check' };

const SPECIFICATIONS = [
  { part: 'crypto', text: { zh: '密码规格', en: 'Cryptography' } },
  { part: 'tally', text: { zh: '档案和核验规格', en: 'Record and checks' } },
  { part: 'rules', text: { zh: '选举规则', en: 'Rules' } },
] as const;

/** What verifies the record or reads printed sheets comes after the page: who asks for a receipt waits for nothing else. */
const VerifyCard = lazy(async () => ({ default: (await import('./verify-card.tsx')).VerifyCard }));
const PaperCard = lazy(async () => ({ default: (await import('./paper-card.tsx')).PaperCard }));
/** Only who checks a kiosk loads it. */
const CheckingCard = lazy(async () => ({ default: (await import('../checking/checking-card.tsx')).CheckingCard }));

/** A kiosk is checked while people vote; the stop may come between its two codes. */
const CHECKING_PHASES: readonly string[] = ['voting', 'paused', 'stopped'];

/** What the address asks for; a new '#' on an open page is a new receipt, or a ballot opened in a challenge. */
function createAsked() {
  const receiptIn = (hash: string): Receipt | null => {
    if (hash.length < 2) return null;
    const parsed = parseReceipt(hash);
    return parsed.ok ? parsed.value : null;
  };
  const openingIn = (hash: string) => {
    const parsed = parseOpening(hash);
    return parsed.ok ? parsed.value : null;
  };
  const [hash, setHash] = createSignal(location.hash);
  const onHash = () => setHash(location.hash);
  window.addEventListener('hashchange', onHash);
  onCleanup(() => window.removeEventListener('hashchange', onHash));
  const receipt = () => receiptIn(hash());
  const opening = () => openingIn(hash());
  const meeting = () =>
    receipt()?.meetingId ?? opening()?.meetingId ?? new URLSearchParams(location.search).get('meeting');
  return {
    /** One per meeting and hash: a receipt that comes later is looked up in a record and a phase of its own time. */
    visit: createMemo((): { readonly meeting: string } | null => {
      hash();
      const asked = meeting();
      return asked === null ? null : { meeting: asked };
    }),
    /** What is looked up once voting is over. */
    asked: (): Asked | null => {
      const opened = opening();
      return opened === null ? receipt() : { ...opened, kind: 'challenged' };
    },
    /** A code that belongs to a challenge: of a review page, or of an opened ballot. */
    challenge: () => (opening() !== null || receipt()?.kind === 'pending' ? hash() : null),
    isUnreadable: () => hash().length > 1 && receipt() === null && opening() === null,
  };
}

function MeetingChoice(props: { readonly onFile: (record: Uint8Array) => void }): JSX.Element {
  const [state] = createResource(() => call(installation));
  const meetings = () => {
    const answer = state();
    return answer?.ok ? answer.value.meetings : [];
  };
  const refusal = () => {
    const answer = state();
    return answer !== undefined && !answer.ok ? answer.error : null;
  };
  return (
    <>
      <Card title={{ zh: '选择会议', en: 'Choose the meeting' }} name="meetings">
        <RefusalNotice refusal={refusal()} />
        <ul class="check-meetings">
          <For
            each={meetings()}
            fallback={
              <Show when={state()?.ok}>
                <li class="faint">{say({ zh: '还没有公开的会议。', en: 'No meeting is public yet.' })}</li>
              </Show>
            }
          >
            {(meeting) => (
              <li>
                <a href={`/check/?meeting=${encodeURIComponent(meeting.id)}`}>{meeting.title}</a>
                <span class="faint">
                  {sayDay(meeting.date)} · {say(phaseWord(meeting.phase))}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Card>
      <Card title={{ zh: '核验文件', en: 'Verify a file' }} name="file">
        <FileField
          label={{ zh: '选举档案 record.jsonl', en: 'Election record record.jsonl' }}
          help={{
            zh: '文件只在这台设备上检查，不会上传。',
            en: 'The file is checked on this device and not uploaded.',
          }}
          accept=".jsonl,application/jsonl"
          onFile={(file) => void file.arrayBuffer().then((bytes) => props.onFile(new Uint8Array(bytes)))}
          name="record-file"
        />
      </Card>
      <PaperCard record={null} />
    </>
  );
}

/** What waits until the answer has been painted: a slow phone needs seconds for all of it. */
function AfterAnswer(props: { readonly children: JSX.Element }): JSX.Element {
  const [isPainted, setPainted] = createSignal(false);
  onMount(() => requestAnimationFrame(() => setTimeout(() => setPainted(true))));
  return <Show when={isPainted()}>{props.children}</Show>;
}

function MeetingCheck(props: {
  readonly meeting: string;
  readonly receipt: Asked | null;
  readonly challenge: string | null;
  readonly onPhase: (phase: PhaseName | null) => void;
}): JSX.Element {
  const [summary] = createResource(
    () => props.meeting,
    (meeting) => call(publicMeeting, { params: { meeting } }),
  );
  const [record] = createResource(
    () => props.meeting,
    (meeting) => call(recordFile, { params: { meeting } }),
  );
  const meeting = () => {
    const answer = summary();
    return answer?.ok ? answer.value : null;
  };
  createEffect(() => props.onPhase(meeting()?.phase ?? null));
  const bytes = () => {
    const answer = record();
    return answer?.ok ? answer.value : null;
  };
  const refusal = () => {
    const answer = record();
    return answer !== undefined && !answer.ok ? answer.error : null;
  };
  createEffect(() => {
    const file = bytes();
    if (file !== null && keptCommitments().length > 0) forgetEndedRounds(readRecord(file));
  });
  const isVoting = () => CHECKING_PHASES.includes(meeting()?.phase ?? '');
  const readOpenRecord = async () => {
    const file = bytes();
    return file === null ? null : readRecord(file);
  };
  return (
    <>
      <Show when={meeting()}>
        {(known) => (
          <div class="check-meeting">
            <TestRunStripe when={known().testRun} place="head" />
            <h1>{known().title}</h1>
            <p class="faint">
              {known().organization} · {sayDay(known().date)}
            </p>
          </div>
        )}
      </Show>
      <RefusalNotice refusal={refusal()} />
      <Show
        when={bytes()}
        fallback={
          <>
            <Show when={refusal() === null}>
              <Progress text={{ zh: '正在取选举档案…', en: 'Fetching the election record…' }} />
            </Show>
            {/* Reading paper fetches megabytes of its own: who came for an answer gets that first. */}
            <Show when={props.receipt === null || refusal() !== null}>
              <PaperCard record={null} />
            </Show>
          </>
        }
      >
        {(file) => (
          <>
            <Show when={isVoting()}>
              <CheckingCard readRecord={readOpenRecord} scanned={props.challenge} />
              <WhomToTell officials={meeting()} />
            </Show>
            <Show when={(!isVoting() || props.receipt?.kind !== 'challenged') && props.receipt}>
              {(receipt) => <ReceiptCard receipt={receipt()} record={file()} officials={meeting()} />}
            </Show>
            {/* One thing at a time: the whole record is for later. */}
            <Show when={!isVoting() || props.challenge === null}>
              <AfterAnswer>
                <VerifyCard record={file()} primary={props.receipt === null} officials={meeting()} />
                <PaperCard record={file()} />
                <Card title={{ zh: '自己的工具', en: 'Your own tools' }} name="expert">
                  <p>
                    {say({
                      zh: '档案是公开的文件，可以用任何独立的程序核验。可信公钥请另行核对。',
                      en: 'The record is a public file for any independent verifier. Compare the trusted keys another way.',
                    })}
                  </p>
                  <p class="row">
                    <a href={addressOf(recordFile, { meeting: props.meeting })} download="record.jsonl">
                      record.jsonl
                    </a>
                    <a href={addressOf(trustedKeysFile, { meeting: props.meeting })} download="trusted-keys.json">
                      trusted-keys.json
                    </a>
                  </p>
                  <p>
                    {say({
                      zh: '照规格说明另写一个程序，或者用源代码里的第二个核验程序。',
                      en: 'Write another program from the specifications, or use the second verifier in the source.',
                    })}
                  </p>
                  <p class="row">
                    <For each={SPECIFICATIONS}>
                      {({ part, text }) => (
                        <a href={addressOf(specificationFile, { part })} download={`${part}-specification.md`}>
                          {say(text)}
                        </a>
                      )}
                    </For>
                    <a href={addressOf(sourceFile, {})} download="changpiao.zip">
                      {say({ zh: '源代码', en: 'Source' })}
                    </a>
                  </p>
                </Card>
              </AfterAnswer>
            </Show>
          </>
        )}
      </Show>
    </>
  );
}

export function CheckPage(): JSX.Element {
  const asked = createAsked();
  const [file, setFile] = createSignal<Uint8Array | null>(null);
  const [phase, setPhase] = createSignal<PhaseName | null>(null);
  return (
    <OfficialPage role={ROLE} screen={asked.asked() === null ? 'P2' : 'P1'} phase={phase()} narrow>
      <Show when={asked.isUnreadable()}>
        <RefusalNotice
          refusal={{
            zh: '没有读出查验单上的二维码，请再扫一次。',
            en: 'The code of the receipt could not be read. Please scan it again.',
          }}
        />
      </Show>
      <Switch fallback={<MeetingChoice onFile={setFile} />}>
        <Match when={file()}>
          {(record) => (
            <>
              <VerifyCard record={record()} primary officials={null} />
              <PaperCard record={record()} />
            </>
          )}
        </Match>
        <Match when={asked.visit()} keyed>
          {(visit) => (
            <MeetingCheck
              meeting={visit.meeting}
              receipt={asked.asked()}
              challenge={asked.challenge()}
              onPhase={setPhase}
            />
          )}
        </Match>
      </Switch>
    </OfficialPage>
  );
}
