/** B2 签到, B3 票箱为空, B4 投票中, B5 截止·清点: numbers of people and ballots, never of marks. */
import { createEffect, createSignal, For, type JSX, onCleanup, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { isElectionMeeting, type MeetingKind } from '../../../tally/record/meeting-entry.ts';
import { actName, ballotName } from '../../../tally/text/meeting-words.ts';
import { missingLabel } from '../../controls/missing-label.ts';
import type { Text } from '../../session/language.ts';
import { useWallSay } from './wall-language.ts';

type Attendance = NonNullable<ScreenState['attendance']>;
type Arrival = NonNullable<ScreenState['arrivals']>[number];
type Voting = NonNullable<ScreenState['voting']>;

const ISSUED: Text = { zh: '发出', en: 'Issued' };
const CAST: Text = { zh: '已投', en: 'Cast' };

function Numeral(props: { readonly label: Text; readonly value: number; readonly strong?: boolean }): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-numeral" data-strong={props.strong === true}>
      <span class="wall-numeral-value">{props.value}</span>
      <span>{say(props.label)}</span>
    </div>
  );
}

/** How long the wall welcomes somebody by name (UX 5.6). */
export const WELCOME_MS = 3000;
/** Beside each other at the most: several desks check in at once. */
const WELCOMED_TOGETHER = 2;

/** Each name stands for three seconds from when it is first seen, however often the server is asked. */
function createWelcomed(arrivals: () => readonly Arrival[]): () => readonly Arrival[] {
  const [welcomed, setWelcomed] = createSignal<readonly Arrival[]>([]);
  const seen = new Set<number>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  createEffect(() => {
    const fresh = arrivals().filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) seen.add(id);
    setWelcomed((before) => [...before, ...fresh]);
    const timer = setTimeout(() => {
      timers.delete(timer);
      setWelcomed((before) => before.filter((one) => !fresh.includes(one)));
    }, WELCOME_MS);
    timers.add(timer);
  });
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
  });
  return () => welcomed().slice(-WELCOMED_TOGETHER);
}

export function CheckInView(props: {
  readonly attendance: Attendance;
  readonly arrivals: readonly Arrival[];
  readonly kind: MeetingKind;
}): JSX.Element {
  const say = useWallSay();
  const welcomed = createWelcomed(() => props.arrivals);
  const quorate = (): Text =>
    isElectionMeeting(props.kind)
      ? { zh: '已达到应到人数的五分之四，可以开会选举', en: 'Four fifths are here: the election can be held' }
      : { zh: '已达到最少到会人数，可以开始', en: 'Enough are here to begin' };
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{say({ zh: '签到', en: 'Check-in' })}</h1>
      <div class="wall-numerals">
        <Numeral label={{ zh: '应到', en: 'Expected' }} value={props.attendance.expected} />
        <Numeral label={{ zh: '实到', en: 'Present' }} value={props.attendance.present} strong />
        <Show when={props.attendance.quorumMinimum > 0}>
          <Numeral label={{ zh: '至少需到', en: 'Needed' }} value={props.attendance.quorumMinimum} />
        </Show>
      </div>
      <p class="wall-sentence" data-quorate={props.attendance.quorate}>
        <Show when={props.attendance.quorumMinimum > 0}>
          <Show
            when={props.attendance.quorate}
            fallback={say({
              zh: `还差 ${props.attendance.missing} 人达到最少到会人数`,
              en: `Still needed: ${props.attendance.missing}`,
            })}
          >
            {say(quorate())}
          </Show>
        </Show>
      </p>
      <p class="wall-arrivals" data-name="arrivals">
        <For each={welcomed()}>
          {(arrival) => (
            <span>
              {say({ zh: '欢迎', en: 'Welcome' })} <b>{arrival.name}</b>
            </span>
          )}
        </For>
      </p>
    </div>
  );
}

export function ZeroView(props: { readonly cast: number; readonly kind: MeetingKind }): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">
        {say(
          props.cast === 0
            ? { zh: '票箱为空', en: 'The box is empty' }
            : { zh: '票箱不为空', en: 'The box is not empty' },
        )}
      </h1>
      <p class="wall-zero">{props.cast}</p>
      <p class="wall-sentence">{say({ zh: `张${ballotName(props.kind).zh}`, en: ballotName(props.kind).en })}</p>
    </div>
  );
}

/** What is voted on, in a few words. */
function askedFor(contest: NonNullable<ScreenState['contests']>[number]): Text {
  switch (contest.kind) {
    case 'election':
      return { zh: `选举${contest.post} ${contest.seats} 名`, en: `${contest.title.en}: ${contest.seats}` };
    case 'appraisal':
      return {
        zh: `测评${contest.title.zh} ${contest.subjects.length} ${contest.objects === 'bodies' ? '个' : '人'}`,
        en: `Appraisal: ${contest.title.en}, ${contest.subjects.length}`,
      };
    case 'recommendation':
      return {
        zh: `推荐${contest.title.zh}，最多 ${contest.limit} 名`,
        en: `Recommend up to ${contest.limit}: ${contest.title.en}`,
      };
  }
}

function votingHeading({ paused, stopped }: Voting): Text {
  if (paused) return { zh: '投票暂停', en: 'Voting is paused' };
  return stopped ? { zh: '投票已截止', en: 'Voting has ended' } : { zh: '正在投票', en: 'Voting' };
}

export function VotingView(props: {
  readonly voting: Voting;
  readonly contests: NonNullable<ScreenState['contests']>;
}): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{say(votingHeading(props.voting))}</h1>
      <p>{props.contests.map((contest) => say(askedFor(contest))).join(say({ zh: '；', en: '; ' }))}</p>
      <div class="wall-numerals">
        <Numeral label={ISSUED} value={props.voting.issued} />
        <Numeral label={CAST} value={props.voting.cast} strong />
      </div>
      <progress
        class="wall-progress"
        aria-label={say(CAST)}
        value={props.voting.cast}
        max={Math.max(props.voting.issued, 1)}
      />
    </div>
  );
}

type Accounting = NonNullable<ScreenState['accounting']>;

/** What became of the cards, as the signed close states it: where they came from, and where they are now. */
function AccountingTable(props: { readonly accounting: Accounting; readonly kind: MeetingKind }): JSX.Element {
  const say = useWallSay();
  const lines = (): readonly (readonly [Text, number])[] => {
    const { cast, challenged, returned, damaged, missing, unreadable } = props.accounting;
    return [
      [{ zh: `收回${ballotName(props.kind).zh}`, en: 'Cast' }, cast],
      [{ zh: '抽查', en: 'Challenged' }, challenged],
      [{ zh: '退回未用', en: 'Handed back unused' }, returned],
      [{ zh: '损坏作废', en: 'Damaged' }, damaged],
      [missingLabel(unreadable), missing],
    ];
  };
  const holds = () => props.accounting.conditions.every(({ ok }) => ok);
  const verdict = (): Text =>
    holds()
      ? {
          zh: `票数核对相符，收回不多于发出，${actName(props.kind).zh}有效`,
          en: 'The cards add up, no more than were issued: valid',
        }
      : {
          zh: `票数核对不上，本轮无效，重新${actName(props.kind).zh}`,
          en: 'The cards do not add up: void, held again',
        };
  return (
    <div class="wall-accounting" data-name="accounting">
      <p>
        {say({
          zh: `制卡 ${props.accounting.made} = 领卡 ${props.accounting.received} + 补换 ${props.accounting.exchanged} + 未发出 ${props.accounting.unissued}`,
          en: `Made ${props.accounting.made} = drawn ${props.accounting.received} + exchanged ${props.accounting.exchanged} + left ${props.accounting.unissued}`,
        })}
      </p>
      <dl>
        <For each={lines()}>
          {([name, value]) => (
            <div>
              <dt>{say(name)}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
      <p class="wall-sentence" data-holds={holds()}>
        {say(verdict())}
      </p>
    </div>
  );
}

/** The two numbers of 截止; once the close is signed, and the operator turns to it, every card. */
export function ClosingView(props: {
  readonly voting: Voting;
  readonly accounting: Accounting | null;
  readonly kind: MeetingKind;
}): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">
        {say(
          props.accounting === null
            ? { zh: '投票截止', en: 'Voting has ended' }
            : { zh: '清点', en: 'Accounting for the cards' },
        )}
      </h1>
      <Show
        when={props.accounting}
        fallback={
          <>
            <div class="wall-numerals">
              <Numeral label={ISSUED} value={props.voting.issued} />
              <Numeral label={CAST} value={props.voting.cast} strong />
            </div>
            <p class="wall-sentence">
              {say({ zh: '剩余的投票卡由监票人逐张作废', en: 'The scrutineers void every card that is left' })}
            </p>
          </>
        }
      >
        {(accounting) => <AccountingTable accounting={accounting()} kind={props.kind} />}
      </Show>
    </div>
  );
}

type Paper = NonNullable<ScreenState['paper']>;

const RECOVERED: Text = { zh: '收回', en: 'Returned' };

function paperHeading({ stopped, boxes }: Paper, view: ScreenState['view']): Text {
  // Given up for paper, and nobody has been handed a ballot yet.
  if (boxes.length === 0) return { zh: '改用纸质投票', en: 'Voted on paper' };
  if (!stopped) return { zh: '正在投票（纸质）', en: 'Voting on paper' };
  return view === 'closing' && boxes.some(({ recovered }) => recovered !== null)
    ? { zh: '清点', en: 'The box is opened' }
    : { zh: '投票已截止', en: 'Voting has ended' };
}

/** A round on paper: what was handed out and what the box held, as the officials entered it. */
export function PaperView(props: {
  readonly paper: Paper;
  readonly view: ScreenState['view'];
  readonly kind: MeetingKind;
}): JSX.Element {
  const say = useWallSay();
  const isOpened = () => props.paper.boxes.length > 0 && props.paper.boxes.every(({ recovered }) => recovered !== null);
  return (
    <div class="wall-centre wall-paper">
      <h1 class="wall-heading">{say(paperHeading(props.paper, props.view))}</h1>
      <For each={props.paper.boxes}>
        {(box) => (
          <div class="wall-box">
            <Show when={props.paper.boxes.length > 1}>
              <p>{say(box.title)}</p>
            </Show>
            <div class="wall-numerals">
              <Numeral label={ISSUED} value={box.issued} />
              <Show when={box.recovered !== null}>
                <Numeral label={RECOVERED} value={box.recovered ?? 0} strong />
              </Show>
            </div>
          </div>
        )}
      </For>
      <p class="wall-sentence">
        {say(
          isOpened()
            ? { zh: '由计票人逐张计票，监票人监督', en: 'The tellers read every ballot, the scrutineers watch' }
            : { zh: `${ballotName(props.kind).zh}投入票箱，当众开箱清点`, en: 'The box is opened before everybody' },
        )}
      </p>
    </div>
  );
}
