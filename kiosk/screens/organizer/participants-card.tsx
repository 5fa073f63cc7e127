/** Who takes part in a 民主推荐 or 民主测评, how many have to be there, and how the forms are counted (rules §4.3, §4.4). */
import { type JSX, Show } from 'solid-js';
import type { Draft, OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { ChoiceField, NumberField, TextField } from '../../controls/fields.tsx';
import { Card } from '../../controls/official-page.tsx';

export function ParticipantsCard(props: {
  readonly kind: OrganizerMeeting['kind'];
  readonly draft: Draft;
  readonly isFixed: boolean;
  readonly onChange: (draft: Draft) => void;
}): JSX.Element {
  const change = (values: Partial<Draft>) => props.onChange({ ...props.draft, ...values });
  const rule = (values: Partial<Draft['rules']>) => change({ rules: { ...props.draft.rules, ...values } });
  const least = () => props.draft.rules.appraisalMinimumAttendance ?? 0;
  const gate = () => (least() === 0 ? 'fifths' : least() === 40 ? '40' : least() === 50 ? '50' : 'number');
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
          { value: 'fifths', text: { zh: '应到人数的五分之四', en: 'Four fifths of those expected' } },
          { value: '40', text: { zh: '40 人', en: '40 persons' } },
          { value: '50', text: { zh: '50 人', en: '50 persons' } },
          { value: 'number', text: { zh: '其他人数', en: 'Another number' } },
        ]}
        onChoose={(value) =>
          rule({ appraisalMinimumAttendance: value === 'fifths' ? 0 : value === 'number' ? 30 : Number(value) })
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
          most={2000}
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
