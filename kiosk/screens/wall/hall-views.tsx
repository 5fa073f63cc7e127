/** B2 签到, B3 票箱为空, B4 投票中, B5 截止: numbers of people and ballots, never of marks. */
import { For, type JSX, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { isElectionMeeting, type MeetingKind } from '../../../tally/record/meeting-entry.ts';
import { actName, ballotName } from '../../../tally/text/meeting-words.ts';

type Attendance = NonNullable<ScreenState['attendance']>;
type Voting = NonNullable<ScreenState['voting']>;

function Numeral(props: { readonly label: string; readonly value: number; readonly strong?: boolean }): JSX.Element {
  return (
    <div class="wall-numeral" data-strong={props.strong === true}>
      <span class="wall-numeral-value">{props.value}</span>
      <span>{props.label}</span>
    </div>
  );
}

export function CheckInView(props: { readonly attendance: Attendance; readonly kind: MeetingKind }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">签到</h1>
      <div class="wall-numerals">
        <Numeral label="应到" value={props.attendance.expected} />
        <Numeral label="实到" value={props.attendance.present} strong />
        <Show when={props.attendance.quorumMinimum > 0}>
          <Numeral label="至少需到" value={props.attendance.quorumMinimum} />
        </Show>
      </div>
      <Show when={props.attendance.quorumMinimum > 0}>
        <p class="wall-sentence" data-quorate={props.attendance.quorate}>
          <Show when={props.attendance.quorate} fallback={`还差 ${props.attendance.missing} 人达到最少到会人数`}>
            {isElectionMeeting(props.kind) ? '已达到应到人数的五分之四，可以开会选举' : '已达到最少到会人数，可以开始'}
          </Show>
        </p>
      </Show>
    </div>
  );
}

export function ZeroView(props: { readonly cast: number; readonly kind: MeetingKind }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{props.cast === 0 ? '票箱为空' : '票箱不为空'}</h1>
      <p class="wall-zero">{props.cast}</p>
      <p class="wall-sentence">张{ballotName(props.kind).zh}</p>
    </div>
  );
}

/** What is voted on, in a few words. */
function askedFor(contest: NonNullable<ScreenState['contests']>[number]): string {
  switch (contest.kind) {
    case 'election':
      return `选举${contest.post} ${contest.seats} 名`;
    case 'appraisal':
      return `测评${contest.title.zh} ${contest.subjects.length} ${contest.objects === 'bodies' ? '个' : '人'}`;
    case 'recommendation':
      return `推荐${contest.title.zh}，最多 ${contest.limit} 名`;
  }
}

export function VotingView(props: {
  readonly voting: Voting;
  readonly contests: NonNullable<ScreenState['contests']>;
}): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{props.voting.paused ? '投票暂停' : '正在投票'}</h1>
      <p>
        <For each={props.contests}>
          {(contest, index) => (
            <span>
              {index() > 0 ? '；' : ''}
              {askedFor(contest)}
            </span>
          )}
        </For>
      </p>
      <div class="wall-numerals">
        <Numeral label="发出" value={props.voting.issued} />
        <Numeral label="已投" value={props.voting.cast} strong />
      </div>
      <progress class="wall-progress" value={props.voting.cast} max={Math.max(props.voting.issued, 1)} />
    </div>
  );
}

type Accounting = NonNullable<ScreenState['accounting']>;

/** What became of the cards, as the signed close states it: where they came from, and where they are now. */
function AccountingTable(props: { readonly accounting: Accounting; readonly kind: MeetingKind }): JSX.Element {
  const lines = (): readonly (readonly [string, number])[] => {
    const { cast, challenged, returned, damaged, missing, unreadable } = props.accounting;
    return [
      [`收回${ballotName(props.kind).zh}`, cast],
      ['抽查', challenged],
      ['退回未用', returned],
      ['损坏作废', damaged],
      [unreadable === 0 ? '未交回' : `未交回（含不可读 ${unreadable}）`, missing],
    ];
  };
  const { made, received, exchanged, unissued } = props.accounting;
  return (
    <div class="wall-accounting" data-name="accounting">
      <p>
        制卡 {made} = 领卡 {received} + 补换 {exchanged} + 未发出 {unissued}
      </p>
      <dl>
        <For each={lines()}>
          {([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
      <p class="wall-sentence" data-holds={props.accounting.conditions.every(({ ok }) => ok)}>
        <Show
          when={props.accounting.conditions.every(({ ok }) => ok)}
          fallback={`票数核对不上，本轮无效，重新${actName(props.kind).zh}`}
        >
          票数核对相符，收回不多于发出，{actName(props.kind).zh}有效
        </Show>
      </p>
    </div>
  );
}

/** Before the close is signed two numbers; then every card. */
export function ClosingView(props: {
  readonly voting: Voting;
  readonly accounting: Accounting | null;
  readonly kind: MeetingKind;
}): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{props.accounting === null ? '投票截止，正在清点' : '清点'}</h1>
      <Show
        when={props.accounting}
        fallback={
          <>
            <div class="wall-numerals">
              <Numeral label="发出" value={props.voting.issued} />
              <Numeral label="已投" value={props.voting.cast} strong />
            </div>
            <p class="wall-sentence">剩余的投票卡由监票人逐张作废</p>
          </>
        }
      >
        {(accounting) => <AccountingTable accounting={accounting()} kind={props.kind} />}
      </Show>
    </div>
  );
}
