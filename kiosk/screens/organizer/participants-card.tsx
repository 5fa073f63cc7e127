/** Who takes part in a 民主推荐 or 民主测评, how many have to be there, and how the forms are counted (rules §4.3, §4.4). */
import { type JSX, Show } from 'solid-js';
import type { Draft, OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { ChoiceField, NumberField, TextField } from '../../controls/fields.tsx';
import { Card } from '../../controls/official-page.tsx';
import { GroupWeightsField } from './group-weights-field.tsx';
import { NUMBER_LIMITS } from './setting-fields.ts';

const WAYS = [
  { value: 'separate', text: { zh: '分别排序，由上级对照研究', en: 'Ranked apart, read side by side' } },
  { value: 'sum', text: { zh: '票数相加', en: 'Votes added' } },
  { value: 'weighted', text: { zh: '按权重相加', en: 'Votes added by weights' } },
  { value: 'cross-list', text: { zh: '各取前几名，两个名单合并', en: 'The first of each list, joined' } },
] as const;

const EQUAL_WEIGHTS = [
  { group: '党员', weight: 1 },
  { group: '村民代表', weight: 1 },
] as const;

export function ParticipantsCard(props: {
  readonly kind: OrganizerMeeting['kind'];
  readonly draft: Draft;
  readonly isFixed: boolean;
  readonly onChange: (draft: Draft) => void;
}): JSX.Element {
  const change = (values: Partial<Draft>) => props.onChange({ ...props.draft, ...values });
  const rule = (values: Partial<Draft['rules']>) => change({ rules: { ...props.draft.rules, ...values } });
  const least = () => props.draft.rules.appraisalMinimumAttendance ?? 0;
  const gate = () => (least() === 0 ? 'none' : least() === 40 ? '40' : least() === 50 ? '50' : 'number');
  return (
    <Card title={{ zh: '参加人员和计票', en: 'Participants and counting' }} name="participants">
      <TextField
        label={{ zh: '参加人员类别', en: 'Group' }}
        placeholder={{ zh: '党员、村民代表、A……', en: 'members, representatives, A …' }}
        help={{
          zh: '分类计票时填写，一类开一次会；表上只印类别，不编号。',
          en: 'Where groups are counted apart, a meeting to each; forms carry the group and no number.',
        }}
        value={props.draft.group}
        onInput={(group) => change({ group })}
        disabled={props.isFixed}
        name="group"
      />
      <ChoiceField
        label={{ zh: '最少到会人数', en: 'Least attendance' }}
        value={gate()}
        choices={[
          { value: 'none', text: { zh: '不作要求', en: 'None asked' } },
          { value: '40', text: { zh: '40 人', en: '40 persons' } },
          { value: '50', text: { zh: '50 人', en: '50 persons' } },
          { value: 'number', text: { zh: '其他人数', en: 'Another number' } },
        ]}
        onChoose={(value) =>
          rule({ appraisalMinimumAttendance: value === 'none' ? 0 : value === 'number' ? 30 : Number(value) })
        }
        disabled={props.isFixed}
        name="least-attendance"
      />
      <Show when={gate() === 'number'}>
        <NumberField
          label={{ zh: '最少到会（人）', en: 'Persons' }}
          value={least()}
          onInput={(value) => rule({ appraisalMinimumAttendance: value ?? 0 })}
          least={5}
          most={NUMBER_LIMITS.appraisalMinimumAttendance.most}
          disabled={props.isFixed}
          name="least-attendance-number"
        />
      </Show>
      <Show when={props.kind === 'appraisal'}>
        <ChoiceField
          label={{ zh: '百分比和位次的分母', en: 'Whole of the shares and ranks' }}
          value={props.draft.rules.appraisalDenominator ?? 'valid-forms'}
          choices={[
            { value: 'valid-forms', text: { zh: '有效表张数', en: 'Valid forms' } },
            { value: 'valid-rows', text: { zh: '对该对象作了评价的表张数', en: 'Forms that grade the row' } },
          ]}
          onChoose={(appraisalDenominator) => rule({ appraisalDenominator })}
          disabled={props.isFixed}
          help={{ zh: '两种百分比不同时，都会显示。', en: 'Where both differ, both are shown.' }}
          name="denominator"
        />
        <ChoiceField
          label={{ zh: '最高等次的比例', en: 'Quota of the best grade' }}
          value={String(props.draft.rules.appraisalQuota ?? 0)}
          choices={[
            { value: '0', text: { zh: '由上级研判时定', en: 'Left to the superior' } },
            { value: '20', text: { zh: '不超过 20%', en: '20 % at most' } },
            { value: '30', text: { zh: '不超过 30%', en: '30 % at most' } },
          ]}
          onChoose={(value) => rule({ appraisalQuota: Number(value) as 0 | 20 | 30 })}
          disabled={props.isFixed}
          name="quota"
        />
        <ChoiceField
          label={{ zh: '分项测评的位次', en: 'Places over several dimensions' }}
          value={props.draft.rules.appraisalDimensions ?? 'apart'}
          choices={[
            { value: 'apart', text: { zh: '各项分别排列，不合并', en: 'Each by itself, no common place' } },
            { value: 'average', text: { zh: '按各项得票率的平均数', en: 'By the average of their rates' } },
            { value: 'in-order', text: { zh: '按表上先后逐项比较', en: 'One after the other, as on the form' } },
          ]}
          onChoose={(appraisalDimensions) => rule({ appraisalDimensions })}
          disabled={props.isFixed}
          help={{
            zh: '对象分德、能、勤、绩、廉等几项测评时，按会议通过的办法选择。',
            en: 'Where 德、能、勤、绩、廉 are graded apart, as the adopted method says.',
          }}
          name="dimension-ranking"
        />
        <GroupWeightsField
          value={props.draft.rules.appraisalWeights ?? []}
          onInput={(appraisalWeights) => rule({ appraisalWeights: [...appraisalWeights] })}
          help={{
            zh: '分类计票、上级按权重合并时填写，各类会议写得一样；不填就每张表同样计算。',
            en: 'Where groups are counted apart and joined by weights, the same in each of their meetings; empty: every form counts alike.',
          }}
          disabled={props.isFixed}
        />
      </Show>
      <Show when={props.kind === 'recommendation'}>
        <ChoiceField
          label={{ zh: '各类推荐结果的汇总办法', en: 'How the groups are combined' }}
          value={props.draft.rules.recommendCombine ?? 'separate'}
          choices={WAYS}
          onChoose={(recommendCombine) =>
            rule({
              recommendCombine,
              ...(recommendCombine === 'weighted' && (props.draft.rules.recommendWeights ?? []).length < 2
                ? { recommendWeights: [...EQUAL_WEIGHTS] }
                : {}),
            })
          }
          disabled={props.isFixed}
          help={{
            zh: '投票前定下，封存后不能改；各类人员的推荐会要定得一样。',
            en: 'Decided before the votes and sealed; the same in the meetings of all groups.',
          }}
          name="way"
        />
        <Show when={props.draft.rules.recommendCombine === 'weighted'}>
          <GroupWeightsField
            value={props.draft.rules.recommendWeights ?? []}
            onInput={(weights) => {
              if (weights.length >= 2) rule({ recommendWeights: [...weights] });
            }}
            help={{
              zh: '写明每一类人员，名称与“参加人员类别”相同。',
              en: 'Every group, named as in its own meeting.',
            }}
            disabled={props.isFixed}
          />
        </Show>
      </Show>
      <div class="columns">
        <NumberField
          label={{ zh: '备用投票卡（张）', en: 'Spare cards' }}
          value={props.draft.spareCards}
          onInput={(value) => change({ spareCards: value ?? 0 })}
          least={0}
          most={100}
          disabled={props.isFixed}
          name="spare-cards"
        />
        <NumberField
          label={{ zh: '最少票数（少于此数不开票）', en: 'Least number of forms to open' }}
          value={props.draft.minimumBallots}
          onInput={(value) => change({ minimumBallots: value ?? 5 })}
          least={5}
          most={100}
          disabled={props.isFixed}
          name="minimum-ballots"
        />
      </div>
    </Card>
  );
}
