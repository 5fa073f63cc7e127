/** O1 and the settings of O5: what the meeting is and by which method it votes. The base has no default (RULES 1.9). */
import { createSignal, type JSX, Show } from 'solid-js';
import { type Draft, type OrganizerMeeting, saveDraft, savePosts } from '../../../server/contract/organizer.ts';
import { isElectionMeeting } from '../../../tally/record/meeting-entry.ts';
import { wordsOfMeeting } from '../../../tally/rules/meeting-words.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField, ChoiceField, NumberField, TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { ParticipantsCard } from './participants-card.tsx';

const SECRETARY_CHOICES = [
  {
    value: 'indirect',
    text: {
      zh: '间接选举：由新一届委员会第一次全体会议选举',
      en: 'Indirect: by the first plenary of the new committee',
    },
  },
  {
    value: 'direct-after',
    text: {
      zh: '直接选举：党员大会选出委员后，再选书记',
      en: 'Direct: by the same assembly, after the committee',
    },
  },
  {
    value: 'direct-before',
    text: {
      zh: '直接选举：党员大会先选书记，再选委员',
      en: 'Direct: by the same assembly, before the committee',
    },
  },
] as const;

/** Nothing else is left to choose without a committee; before or after it makes no difference then. */
const DIRECTLY = { zh: '不设委员会：由党员大会直接选举', en: 'No committee: by the assembly directly' };
const WITHOUT_COMMITTEE = [{ value: 'direct-after', text: DIRECTLY }] as const;
const WITHOUT_COMMITTEE_BEFORE = [{ value: 'direct-before', text: DIRECTLY }] as const;

const SAVED = { zh: '已保存', en: 'Saved' };

export function BasicsSection(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const [draft, setDraft] = createSignal<Draft>(props.now.draft);
  const [seats, setSeats] = createSignal<number | null>(
    props.now.candidates.find((list) => list.post === '委员')?.seats ??
      (wordsOfMeeting(props.now.kind, props.now.posts) === 'without-committee' ? 0 : null),
  );
  const isFixed = () => props.now.phase !== 'draft';
  const isPlenary = () => props.now.kind === 'plenary';
  const elects = () => isElectionMeeting(props.now.kind);
  const change = <K extends keyof Draft>(key: K, value: Draft[K]) => setDraft({ ...draft(), [key]: value });
  const rule = <K extends keyof Draft['rules']>(key: K, value: Draft['rules'][K]) =>
    change('rules', { ...draft().rules, [key]: value });
  /** What stands on the form is edited on its own page. */
  const withForm = (edited: Draft): Draft => {
    const { appraisals, recommendations } = props.now.draft;
    return { ...edited, appraisals, recommendations };
  };
  const seatsOf = (post: string) => props.now.candidates.find((list) => list.post === post)?.seats ?? 0;
  const [deputies, setDeputies] = createSignal<number | null>(seatsOf('副书记'));
  const [isListed, setListed] = createSignal(seatsOf('书记') > 0);
  const hasCommittee = () => (seats() ?? 0) > 0;
  const secretaryChoices = () => {
    if (seats() !== 0) return SECRETARY_CHOICES;
    return draft().rules.secretaryMode === 'direct-before' ? WITHOUT_COMMITTEE_BEFORE : WITHOUT_COMMITTEE;
  };
  /** First on the ballot, or the only ballot of a branch without a committee. */
  const isSecretaryFirst = () => draft().rules.secretaryMode === 'direct-before' || !hasCommittee();
  const hasSecretary = () => isSecretaryFirst() || (draft().rules.secretaryMode === 'direct-after' && isListed());
  const postsOnList = () => [
    ...(hasCommittee() ? [{ post: '委员' as const, seats: seats() ?? 1 }] : []),
    ...(hasSecretary() && (hasCommittee() || seats() === 0) ? [{ post: '书记' as const, seats: 1 }] : []),
    ...(hasSecretary() && (hasCommittee() || seats() === 0) && (deputies() ?? 0) > 0
      ? [{ post: '副书记' as const, seats: deputies() ?? 1 }]
      : []),
  ];
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const params = { meeting: props.now.id };
    const saved = await props.actions.act(() => call(saveDraft, { params, body: withForm(draft()) }), SAVED);
    const posts = postsOnList();
    if (saved && elects() && !isPlenary() && posts.length > 0)
      await props.actions.act(() => call(savePosts, { params, body: { posts } }));
  };
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <ProblemList problems={props.now.problems} />
      <Card title={{ zh: '会议', en: 'Meeting' }} name="basics">
        <TextField
          label={{ zh: '会议名称', en: 'Title' }}
          value={draft().title}
          onInput={(value) => change('title', value)}
          disabled={isFixed()}
          required
          name="title"
        />
        <div class="columns">
          <TextField
            label={{ zh: '党组织', en: 'Organization' }}
            value={draft().organization}
            onInput={(value) => change('organization', value)}
            disabled={isFixed()}
            required
            name="organization"
          />
          <TextField
            label={{ zh: '上级党委', en: 'Superior committee' }}
            value={draft().superior}
            onInput={(value) => change('superior', value)}
            disabled={isFixed()}
            required
            name="superior"
          />
          <TextField
            label={{ zh: '日期', en: 'Date' }}
            type="date"
            value={draft().date ?? ''}
            onInput={(value) => change('date', value === '' ? null : value)}
            disabled={isFixed()}
            required
            name="date"
          />
          <TextField
            label={{ zh: '地点', en: 'Place' }}
            value={draft().place}
            onInput={(value) => change('place', value)}
            disabled={isFixed()}
            required
            name="place"
          />
          <TextField
            label={{ zh: '主持人', en: 'Chair' }}
            value={draft().chair}
            onInput={(value) => change('chair', value)}
            disabled={isFixed()}
            required
            name="chair"
          />
          <Show when={elects()}>
            <TextField
              label={{ zh: '上级同意的批复', en: "Superior's written consent" }}
              value={draft().approval}
              onInput={(value) => change('approval', value)}
              disabled={isFixed()}
              help={{
                zh: '文号。电子投票须有上级书面同意。',
                en: 'Its number. Electronic voting needs written consent.',
              }}
              name="approval"
            />
          </Show>
        </div>
      </Card>
      <Show
        when={elects()}
        fallback={<ParticipantsCard kind={props.now.kind} draft={draft()} isFixed={isFixed()} onChange={setDraft} />}
      >
        <Card title={{ zh: '选举办法', en: 'Election method' }} name="method">
          <ChoiceField
            label={{ zh: '依据', en: 'Rule set' }}
            value={draft().rules.ruleSet}
            choices={[
              {
                value: '2020',
                text: { zh: '《中国共产党基层组织选举工作条例》（2020年7月13日）', en: 'Regulation of 13 July 2020' },
              },
              {
                value: '1990',
                text: {
                  zh: '《中国共产党基层组织选举工作暂行条例》（1990年，已废止，仅供复核旧案）',
                  en: 'Interim Regulation of 1990 (repealed; for re-checking old records)',
                },
              },
            ]}
            onChoose={(ruleSet) =>
              // 2020 leaves nothing to choose about exactly four fifths.
              change('rules', {
                ...draft().rules,
                ruleSet,
                ...(ruleSet === '2020' ? { quorumEqualAccepted: true } : {}),
              })
            }
            disabled={isFixed()}
            required
            name="rule-set"
          />
          <ChoiceField
            label={{ zh: '计算基数（须按已通过的选举办法选定）', en: 'Counting base (as the adopted method says)' }}
            value={draft().rules.majorityBase}
            choices={[
              {
                value: 'expected',
                text: { zh: '应到会有选举权人数的半数', en: 'Half of the entitled members expected' },
                help: {
                  zh: '2020年条例多数解释为此口径（条文待核对）',
                  en: 'The probable reading of the 2020 Regulation (to be checked against the text)',
                },
              },
              {
                value: 'present',
                text: { zh: '实到会有选举权人数的半数', en: 'Half of the entitled members present' },
                help: { zh: '1990年暂行条例的口径', en: 'The reading of the 1990 Interim Regulation' },
              },
            ]}
            onChoose={(value) => rule('majorityBase', value)}
            disabled={isFixed()}
            required
            help={{
              zh: '系统不代为选择；两种口径都会计算，结果不同时提示“口径敏感”。',
              en: 'The system never chooses. Both are computed; a base-sensitive result is pointed out.',
            }}
            name="majority-base"
          />
          <Show when={!isPlenary()}>
            <div class="columns">
              <NumberField
                label={{ zh: '委员应选名额（不设委员会的填 0）', en: 'Committee seats (0: no committee)' }}
                value={seats()}
                onInput={setSeats}
                least={0}
                most={30}
                disabled={isFixed()}
                required
                name="seats"
              />
            </div>
            <ChoiceField
              label={{ zh: '书记、副书记的产生', en: 'Secretary and deputy' }}
              value={draft().rules.secretaryMode}
              choices={secretaryChoices()}
              onChoose={(value) => rule('secretaryMode', value)}
              disabled={isFixed()}
              name="secretary-mode"
            />
            <Show when={draft().rules.secretaryMode === 'direct-after' && hasCommittee()}>
              <CheckField
                text={{
                  zh: '现在就列出书记、副书记候选人（没有当选委员的到时除去）',
                  en: 'List the candidates for secretary now (who is not elected to the committee is taken off)',
                }}
                checked={isListed()}
                onChange={setListed}
                disabled={isFixed()}
                name="secretaries-listed"
              />
            </Show>
            <Show when={hasSecretary()}>
              <NumberField
                label={{ zh: '副书记名额（不设的填 0）', en: 'Deputies (0 for none)' }}
                value={deputies()}
                onInput={setDeputies}
                least={0}
                most={10}
                disabled={isFixed()}
                name="deputies"
              />
            </Show>
            <CheckField
              text={{
                zh: '先进行差额预选，预选结果作为正式选举的候选人',
                en: 'Hold a contested pre-election first; it names the candidates of the formal election',
              }}
              checked={draft().preliminary}
              onChange={(value) => change('preliminary', value)}
              disabled={isFixed() || !hasCommittee()}
              name="preliminary"
            />
          </Show>
          <CheckField
            text={{
              zh: '本次会议使用纸质选票（请示、批复和选举办法按纸质选票写）',
              en: 'Ballots on paper (request, reply and method are written for them)',
            }}
            checked={draft().onPaper}
            onChange={(value) => change('onPaper', value)}
            disabled={isFixed()}
            name="on-paper"
          />
          <CheckField
            text={{
              zh: '投不赞成票的可以另选他人（从有选举权的党员名单中选）',
              en: 'Who votes against may name another person (from the list of entitled members)',
            }}
            checked={draft().writeIns}
            onChange={(value) => change('writeIns', value)}
            disabled={isFixed()}
            name="write-ins"
          />
          <Show when={!draft().onPaper}>
            <div class="columns">
              <NumberField
                label={{ zh: '备用投票卡（张）', en: 'Spare cards' }}
                value={draft().spareCards}
                onInput={(value) => change('spareCards', value ?? 0)}
                least={0}
                most={100}
                disabled={isFixed()}
                name="spare-cards"
              />
              <NumberField
                label={{ zh: '最少票数（少于此数不开票）', en: 'Least number of ballots to open' }}
                value={draft().minimumBallots}
                onInput={(value) => change('minimumBallots', value ?? 5)}
                least={3}
                most={100}
                disabled={isFixed()}
                help={{
                  zh: '保护少数人的秘密；一般为 5，委员会会议可为 3 或 4。',
                  en: 'Protects small groups: 5, or 3 or 4 for a plenary.',
                }}
                name="minimum-ballots"
              />
            </div>
          </Show>
        </Card>
      </Show>
      <Show
        when={!isFixed()}
        fallback={
          <Notice text={{ zh: '会议已封存，内容不能再改。', en: 'The meeting is sealed; nothing here can change.' }} />
        }
      >
        <div class="row" data-end="true">
          <Button
            submit
            kind="secondary"
            text={{ zh: '保存', en: 'Save' }}
            busy={props.actions.busy()}
            name="save-draft"
          />
        </div>
      </Show>
      <Show when={elects() && !draft().onPaper}>
        <p class="faint" data-name="no-invalid-ballots">
          {say({
            zh: '投票机上选的人不能超过应选名额，因此不会有无效票；选举办法应写明这一点。',
            en: 'A kiosk cannot take more choices than seats and makes no invalid ballots; the election method should say so.',
          })}
        </p>
      </Show>
    </form>
  );
}
