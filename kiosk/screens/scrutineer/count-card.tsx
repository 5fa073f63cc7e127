/**
 * 开票 (UX S7, S8): this device verifies the whole record and adds the ballots up itself; only then does it offer to
 * decrypt the sums with its key share.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { sha256 } from '../../../crypto/hash.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { fetchAcceptances } from '../../../server/contract/scrutineer.ts';
import { needsPhase } from '../../../tally/phase.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import {
  CHECKS_BEFORE_RELEASE,
  checksHold,
  type Examination,
  lagsBehind,
  type ReleaseProblem,
  release,
  releaseProblems,
} from '../../../tally/roles/scrutineer/release.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { NumberField, TextField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { randomBytes } from '../../session/random.ts';
import type { Device } from './device.ts';
import { createNamedChecks } from './named-checks.ts';
import { StepTitle } from './step-title.tsx';
import { RELEASE_PROBLEM } from './texts.ts';
import type { Workshop } from './workshop.ts';

/** Colleagues' devices cosign within seconds of the close; the phone of one may be asleep. */
const TURN_MS = 1000;
const PATIENCE_TURNS = 20;

export function CountCard(props: { readonly device: Device; readonly workshop: Workshop }): JSX.Element {
  const [examination, setExamination] = createSignal<Examination | null>(null);
  const [problems, setProblems] = createSignal<readonly ReleaseProblem[]>([]);
  const [onScreens, setOnScreens] = createSignal<number | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const [isWaiting, setWaiting] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [failure, setFailure] = createSignal<string | null>(null);
  const [passphrase, setPassphrase] = createSignal('');
  const [isWrong, setWrong] = createSignal(false);
  const checks = createNamedChecks(CHECKS_BEFORE_RELEASE);
  const params = { meeting: props.device.who.meeting, index: String(props.device.who.index) };
  const round = () => props.device.server()?.round;
  const sums = () => examination()?.verification.rounds.find(({ ctx }) => ctx === examination()?.ctx);
  const digest = () => shortHash(sha256(encodeUtf8(JSON.stringify(sums()?.sums ?? null)))).join(' ');
  /** The verified one, once there is one: the server alone says the other. */
  const roundCode = () => {
    const ctx = examination()?.ctx ?? round()?.ctx ?? null;
    return ctx === null ? '' : shortHash(decodeBase64url(ctx, 32)).join(' ');
  };
  const isVerified = () => problems().length === 0 && examination() !== null;
  /** Before the server has written its own sums it takes no part of anybody. */
  const phase = () => props.device.server()?.meeting.phase ?? 'closed';
  const isGiven = () => round()?.decrypted.includes(props.device.who.index) === true;

  /** Fetches until the close is cosigned; when patience ends, what is there is verified and says what is missing. */
  const closedRecord = async (ctx: string) => {
    for (let turn = 0; ; turn += 1) {
      // Cosignatures are no entries: only a record fetched now shows the latest of them.
      const held = await props.device.readRecordNow({ afresh: true });
      if (held === null || turn >= PATIENCE_TURNS || !lagsBehind(props.device.state(), held.file, ctx)) return held;
      setWaiting(true);
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    }
  };

  /** Null: the record cannot be fetched now; the page says so itself. */
  const withLatest = async (found: Examination): Promise<Examination | null> => {
    const latest = await props.device.readRecordNow({ afresh: true });
    return latest === null ? null : { ...found, latest: latest.file };
  };

  const verifyForRelease = async (ctx: string, onScreens: number): Promise<void> => {
    const held = await closedRecord(ctx).finally(() => setWaiting(false));
    const collected = await call(fetchAcceptances, { params });
    if (!collected.ok) setRefusal(collected.error);
    if (held === null || !collected.ok) return;
    const { acceptances } = collected.value;
    checks.start();
    const work = { kind: 'examine', file: held.bytes, ctx, acceptances, onScreens } as const;
    const done = await props.workshop.run(work, checks.onProgress);
    const found: Examination = { ...done, record: held.file };
    await checks.show(done.verification, (name) => checksHold(done.verification, [name]));
    // Colleagues' entries may have come in meanwhile, and this device may have cosigned them.
    await props.device.exclusively(async () => {
      const now = await withLatest(found);
      setProblems(now === null ? [] : releaseProblems(props.device.state(), now));
      setExamination(now);
    });
  };

  const examine = async () => {
    const ctx = round()?.ctx;
    const read = onScreens();
    if (ctx == null || read === null) return;
    setBusy(true);
    setRefusal(null);
    setFailure(null);
    setExamination(null);
    setProblems([]);
    await verifyForRelease(ctx, read).catch((error: unknown) => setFailure(String(error)));
    setBusy(false);
  };

  const decrypt = async () => {
    const found = examination();
    if (found === null) return;
    setWrong(!props.device.isPassphrase(passphrase()));
    if (isWrong()) return;
    setPassphrase('');
    setBusy(true);
    await props.device.exclusively(async () => {
      const now = await withLatest(found);
      if (now === null) return;
      const released = release(props.device.state(), now, randomBytes);
      if (!released.ok) return setProblems(released.error);
      await props.device.keep(released.value.state);
      setRefusal(await props.device.submit(released.value.entry));
    });
    setBusy(false);
  };

  return (
    <>
      <StepTitle
        id="S7"
        title={{ zh: '开票', en: 'Open the count' }}
        lead={{
          zh: `需要 ${props.device.server()?.threshold ?? ''} 名监票人，已有 ${round()?.decrypted.length ?? 0} 名。您的设备先自己验证全部档案、自己合计，再用您的份额解密合计；单张选票永远不解密。`,
          en: `${props.device.server()?.threshold ?? ''} scrutineers are needed; ${round()?.decrypted.length ?? 0} so far. Your device first verifies the whole record and adds up itself, then decrypts the sums with your share; no single ballot is ever decrypted.`,
        }}
      />
      <Show
        when={!isGiven()}
        fallback={
          <Notice
            tone="good"
            name="given"
            text={{
              zh: '您的部分解密已写入档案。等其他监票人。',
              en: 'Your partial decryption is in the record. Waiting for the others.',
            }}
          />
        }
      >
        <Card name="count">
          <Show when={checks.lines().length > 0}>
            <CheckList checks={checks.lines()} />
          </Show>
          <Show when={(round()?.kiosksAwaited.length ?? 0) > 0 && round()}>
            {(one) => (
              <Notice
                tone="warning"
                name="kiosks-awaited"
                text={{
                  zh: `没有交出投票确认的投票机：${one().kiosksAwaited.join('、')}。没有它的确认，就查不出它收到的票有没有丢。请先打开它；打不开的，由总监票人决定并记入会议记录。`,
                  en: `Kiosks that have not handed over their acceptances: ${one().kiosksAwaited.join(', ')}. Without them nobody can tell whether a ballot they received is missing. Switch them on first; if one does not start, the chief scrutineer decides, and the minutes say so.`,
                }}
              />
            )}
          </Show>
          <Show when={isWaiting()}>
            <Progress
              text={{
                zh: '等待其他监票人的设备联署截止时的档案…',
                en: 'Waiting for the other devices to cosign the closed record…',
              }}
            />
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
            <Notice
              tone="bad"
              name="release-problems"
              text={{ zh: '本机不给出份额：', en: 'This device gives no share:' }}
            >
              <ul>
                <For each={problems()}>
                  {(problem) => <li data-problem={problem}>{say(RELEASE_PROBLEM[problem])}</li>}
                </For>
              </ul>
            </Notice>
          </Show>
          <Show when={problems().length === 0 && sums()}>
            {(verified) => (
              <div class="stack">
                <p class="proposal-meaning">
                  {say({
                    zh: `我用自己的密钥份额，解密这一轮 ${verified().casts} 张选票的合计，只此一次。`,
                    en: `With my key share I decrypt the sums of the ${verified().casts} ballots of this round, once and for all.`,
                  })}
                </p>
                <p class="digest">
                  <span class="faint">
                    {say({ zh: '合计摘要（各设备应相同）', en: 'Digest of the sums (the same on every device)' })}
                  </span>
                  <span class="code">{digest()}</span>
                </p>
              </div>
            )}
          </Show>
          <p class="digest" data-name="round-code">
            <span class="faint">
              {say({ zh: '轮次（各投票机屏幕上应相同）', en: 'Round (the same on the screen of every kiosk)' })}
            </span>
            <span class="code">{roundCode()}</span>
          </p>
          <Show when={!isVerified()}>
            <NumberField
              label={{ zh: '各投票机屏幕上的投票确认，合计', en: 'Acceptances on the screens of all kiosks, added up' }}
              help={{
                zh: '请到每台投票机前，先把它屏幕上的轮次与上面的比对，再读份数，加起来。轮次不同，或写着已换会议的，不要开票。屏幕上另写有没有收到确认的票时，不加，记入会议记录：丢了这么多张票，这里可能查不出来。打不开的投票机不加，由总监票人决定并记入会议记录。这个数不向服务器要：服务器若扣下确认，只有这样才查得出。',
                en: 'At each kiosk compare the round on its screen with the one above, then read the number, and add the numbers up. If the round differs, or the kiosk says that the meeting was replaced, open no count. Ballots without a confirmation, if its screen names any, are not added; the minutes state them, for as many lost ballots could go unnoticed here. A kiosk that does not start is left out; the chief scrutineer decides, and the minutes say so. The server is not asked: only so is it found out when it withholds acceptances.',
              }}
              value={onScreens()}
              onInput={setOnScreens}
              least={0}
              disabled={isBusy()}
              required
              name="acceptances"
            />
          </Show>
          <Show when={isVerified()}>
            <TextField
              label={{ zh: '再输入一次口令', en: 'Your passphrase once more' }}
              help={{
                zh: '确认坐在这里的是您本人。',
                en: 'So that nobody else gives your share on a device that you left open.',
              }}
              type="password"
              value={passphrase()}
              onInput={setPassphrase}
              autocomplete="current-password"
              error={isWrong() ? { zh: '口令不对。', en: 'The passphrase is wrong.' } : null}
              name="release-passphrase"
            />
          </Show>
          <div class="row" data-end="true">
            <Show
              when={isVerified()}
              fallback={
                <Button
                  kind="primary"
                  text={
                    examination() === null
                      ? { zh: '验证档案', en: 'Verify the record' }
                      : { zh: '重新验证', en: 'Verify again' }
                  }
                  busy={isBusy()}
                  disabled={onScreens() === null}
                  reason={{ zh: '请先填投票确认合计', en: 'Fill in the acceptances first' }}
                  onPress={() => void examine()}
                  name="examine"
                />
              }
            >
              <Button
                kind="primary"
                text={{ zh: '用我的份额开票', en: 'Decrypt with my share' }}
                busy={isBusy()}
                disabled={phase() !== 'counting' || passphrase() === ''}
                reason={
                  phase() === 'counting'
                    ? { zh: '请先输入口令', en: 'Enter the passphrase first' }
                    : needsPhase(['counting'], phase())
                }
                onPress={() => void decrypt()}
                name="decrypt"
              />
            </Show>
          </div>
        </Card>
      </Show>
    </>
  );
}
