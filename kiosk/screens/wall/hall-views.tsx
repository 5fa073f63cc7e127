/** B2 签到, B3 票箱为空, B4 投票中, B5 截止: numbers of people and ballots, never of marks. */
import { For, type JSX, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';

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

export function CheckInView(props: { readonly attendance: Attendance }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">签到</h1>
      <div class="wall-numerals">
        <Numeral label="应到" value={props.attendance.expected} />
        <Numeral label="实到" value={props.attendance.present} strong />
        <Numeral label="至少需到" value={props.attendance.quorumMinimum} />
      </div>
      <p class="wall-sentence" data-quorate={props.attendance.quorate}>
        <Show when={props.attendance.quorate} fallback={`还差 ${props.attendance.missing} 人达到应到人数的五分之四`}>
          已达到应到人数的五分之四，可以开会选举
        </Show>
      </p>
    </div>
  );
}

export function ZeroView(props: { readonly cast: number }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{props.cast === 0 ? '票箱为空' : '票箱不为空'}</h1>
      <p class="wall-zero">{props.cast}</p>
      <p class="wall-sentence">张选票</p>
    </div>
  );
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
              {index() > 0 ? '；' : ''}选举{contest.post} {contest.seats} 名
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

export function ClosingView(props: { readonly voting: Voting }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">投票截止，正在清点</h1>
      <div class="wall-numerals">
        <Numeral label="发出" value={props.voting.issued} />
        <Numeral label="已投" value={props.voting.cast} strong />
      </div>
      <p class="wall-sentence">剩余的投票卡由监票人逐张作废</p>
    </div>
  );
}
