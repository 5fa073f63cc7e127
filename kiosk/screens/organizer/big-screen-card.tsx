/**
 * The big screen in the operator's hands (UX 5.6): what hangs there, what comes next, and 下一步. Nothing else changes it, so nothing is
 * shown by accident; the elected are shown once the chair has announced them.
 */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import {
  announceElected,
  type OrganizerMeeting,
  type ScreenStep,
  type ScreenView,
  saveScreenSettings,
  saveScreenView,
} from '../../../server/contract/organizer.ts';
import { isElectionMeeting } from '../../../tally/record/meeting-entry.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { SelectField } from '../../controls/fields.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { stepAfter, stepOfView, wallSteps } from '../wall/wall-steps.ts';
import type { MeetingActions } from './actions.ts';
import { WallPreview } from './wall-preview.tsx';

const VIEW_NAME = {
  welcome: { zh: '会议名称', en: 'Title' },
  digits: { zh: '密钥核对数字', en: 'Ceremony digits' },
  log: { zh: '档案指纹', en: 'Record fingerprint' },
  'check-in': { zh: '签到', en: 'Check-in' },
  motion: { zh: '表决结果', en: 'Motion' },
  zero: { zh: '票箱为空', en: 'Box empty' },
  voting: { zh: '投票中', en: 'Voting' },
  closing: { zh: '截止·清点', en: 'Accounting' },
  counting: { zh: '开票', en: 'Counting' },
  result: { zh: '结果', en: 'Result' },
  elected: { zh: '当选名单', en: 'Elected' },
  verify: { zh: '查验', en: 'Check' },
} as const satisfies Record<ScreenView, Text>;

const ORDERS = [
  { value: 'ballot', text: { zh: '按选票上的顺序', en: 'As on the ballot' } },
  { value: 'votes', text: { zh: '按得票多少', en: 'By votes' } },
] as const;
const LANGUAGES = [
  { value: 'zh', text: { zh: '中文', en: 'Chinese' } },
  { value: 'en', text: { zh: '英文', en: 'English' } },
] as const;

const isSame = (a: ScreenStep | null, b: ScreenStep | null): boolean =>
  a === b || (a !== null && b !== null && a.view === b.view && a.round === b.round && a.part === b.part);

export function BigScreenCard(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const [announcing, setAnnouncing] = createSignal<number | null>(null);
  const screen = () => props.now.screen;
  const params = () => ({ meeting: props.now.id });
  const results = createMemo(
    () => new Map(props.now.rounds.flatMap(({ round, result }) => (result === null ? [] : [[round, result] as const]))),
  );
  const steps = createMemo(() =>
    wallSteps(screen().released, results(), { ...screen().settings, isStriped: props.now.testRun }),
  );
  const shown = createMemo(() => screen().shown, undefined, { equals: isSame });
  const next = createMemo(() => stepAfter(shown(), steps()), undefined, { equals: isSame });
  const show = (body: ScreenStep | null) =>
    body !== null && props.actions.act(() => call(saveScreenView, { params: params(), body: { ...body } }));
  const save = (change: Partial<OrganizerMeeting['screen']['settings']>) =>
    props.actions.act(() => call(saveScreenSettings, { params: params(), body: { ...screen().settings, ...change } }));
  const views = () =>
    (Object.keys(VIEW_NAME) as ScreenView[]).filter((view) => view !== 'elected' || isElectionMeeting(props.now.kind));
  /** The pictures of what hangs there, where it has several. */
  const pages = () => steps().filter(({ view, round }) => view === shown().view && round === shown().round);
  const rounds = () => [...new Set(steps().flatMap(({ view, round }) => (view === 'result' ? [round] : [])))];
  /** Published, and the chair has not said who is elected. */
  const unannounced = () =>
    isElectionMeeting(props.now.kind) ? rounds().filter((round) => !screen().announced.includes(round)) : [];
  const announce = async (round: number) => {
    const request = { params: { ...params(), round: String(round) }, body: {} };
    if (await props.actions.act(() => call(announceElected, request))) setAnnouncing(null);
  };
  return (
    <Card title={{ zh: '大屏', en: 'Big screen' }} name="screen-view">
      <div class="wall-previews">
        <WallPreview
          meeting={props.now.id}
          step={shown()}
          label={{ zh: '大屏现在显示', en: 'On the wall now' }}
          name="wall-now"
          none={{ zh: '没有内容', en: 'Nothing' }}
        />
        <WallPreview
          meeting={props.now.id}
          step={next()}
          label={{ zh: '下一步将显示', en: 'The next step shows' }}
          name="wall-next"
          none={{
            zh: '后面的内容还没有产生，或者还没有公布、宣布。',
            en: 'What follows does not exist yet, or is not published or announced.',
          }}
        />
      </div>
      <div class="row wall-steps">
        <Button
          text={{ zh: '下一步', en: 'Next' }}
          disabled={next() === null}
          busy={props.actions.busy()}
          onPress={() => void show(next())}
          name="wall-next-step"
        />
        <Show when={pages().length > 1}>
          <span class="row" data-name="screen-parts">
            <For each={pages()}>
              {(page, at) => (
                <button
                  type="button"
                  class="tab"
                  data-part={page.part}
                  aria-current={page.part === shown().part ? 'page' : undefined}
                  onClick={() => void show(page)}
                >
                  {say({ zh: `第 ${at() + 1} 页`, en: `Page ${at() + 1}` })}
                </button>
              )}
            </For>
          </span>
        </Show>
      </div>
      <div class="row" data-name="screen-views">
        <For each={views()}>
          {(view) => (
            <button
              type="button"
              class="tab"
              data-view={view}
              disabled={stepOfView(view, steps()) === null}
              aria-current={shown().view === view ? 'page' : undefined}
              onClick={() => void show(stepOfView(view, steps()))}
            >
              {say(VIEW_NAME[view])}
            </button>
          )}
        </For>
      </div>
      <Show when={rounds().length > 1}>
        <div class="row" data-name="screen-rounds">
          <For each={rounds()}>
            {(round) => (
              <button
                type="button"
                class="tab"
                data-round={round}
                aria-current={shown().view === 'result' && shown().round === round ? 'page' : undefined}
                onClick={() => void show({ view: 'result', round, part: 0 })}
              >
                {say({ zh: `第 ${round} 轮结果`, en: `Result of round ${round}` })}
              </button>
            )}
          </For>
        </div>
      </Show>
      <For each={unannounced()}>
        {(round) => (
          <div class="row">
            <Button
              text={{
                zh: `主持人宣布第 ${round} 轮当选名单`,
                en: `The chair announces who is elected in round ${round}`,
              }}
              onPress={() => setAnnouncing(round)}
              name="announce"
            />
          </div>
        )}
      </For>
      <div class="columns">
        <SelectField
          label={{ zh: '结果的排列', en: 'Order of the result' }}
          value={screen().settings.order}
          choices={ORDERS}
          onChoose={(order) => void save({ order })}
          name="wall-order"
        />
        <SelectField
          label={{ zh: '大屏语言', en: 'Language of the wall' }}
          value={screen().settings.language}
          choices={LANGUAGES}
          onChoose={(language) => void save({ language })}
          name="wall-language"
        />
      </div>
      <p class="faint">
        {say({
          zh: '大屏只按这里的选择切换，不会自己变化；结果在公布以后、当选名单在主持人宣布以后才显示。',
          en: 'The big screen follows this choice and never changes by itself. The result can be shown once it is published, the elected once the chair has announced them.',
        })}
      </p>
      <Show when={announcing()} keyed>
        {(round) => (
          <Dialog
            name="announce"
            title={{ zh: '宣布当选名单', en: 'Announcing who is elected' }}
            onCancel={() => setAnnouncing(null)}
            actions={
              <>
                <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setAnnouncing(null)} name="cancel" />
                <Button
                  kind="primary"
                  text={{ zh: '已经宣布', en: 'Announced' }}
                  onPress={() => void announce(round)}
                  name="confirm"
                />
              </>
            }
          >
            <p>
              {say({
                zh: '主持人当众宣读当选名单以后再按。此后大屏才能显示当选名单，不能撤回。',
                en: 'Press it when the chair has read out who is elected. Only then can the big screen show the names. It cannot be taken back.',
              })}
            </p>
          </Dialog>
        )}
      </Show>
    </Card>
  );
}
