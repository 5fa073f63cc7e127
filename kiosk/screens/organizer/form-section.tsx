/** What stands on the form of a 民主测评 or 民主推荐: lists of names, scale and dimensions, or post and limit. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { ok } from '../../../crypto/result.ts';
import {
  type AppraisalList,
  type OrganizerMeeting,
  type RecommendationList,
  saveDraft,
} from '../../../server/contract/organizer.ts';
import { importFormLists } from '../../../server/contract/papers.ts';
import { GRADE_SCALES, type GradeScale, SCALE_NAMES, USUAL_DIMENSIONS } from '../../../tally/appraisal/grade-scales.ts';
import { linesOfPersons, personsOfLines } from '../../../tally/meeting/name-lines.ts';
import { Button } from '../../controls/button.tsx';
import { ChoiceField, NumberField, SelectField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PersonPicker } from '../../controls/person-picker.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

const SAVED = { zh: '已保存', en: 'Saved' };

const SCALE_TEXT = (scale: GradeScale): Text => ({
  zh: GRADE_SCALES[scale].map(({ zh }) => zh).join('、'),
  en: GRADE_SCALES[scale].map(({ en }) => en).join(', '),
});

const EMPTY_APPRAISAL: AppraisalList = {
  title: '',
  objects: 'persons',
  scale: 'four-excellent',
  dimensions: [],
  subjects: [],
};
const EMPTY_RECOMMENDATION: RecommendationList = { post: '', limit: 1, nominees: [] };

const wordsOf = (text: string): string[] => text.split(/[\s、,，;；]+/u).filter((word) => word !== '');

function NamesField(props: {
  readonly label: Text;
  readonly text: string;
  readonly onInput: (text: string) => void;
  readonly disabled: boolean;
  readonly now: OrganizerMeeting;
  /** Bodies are on no roll. */
  readonly fromRoll: boolean;
}): JSX.Element {
  const people = () =>
    props.now.roll.surnames.flatMap(({ surname, people }) =>
      people.flatMap((key) => {
        const member = props.now.roll.members.find(({ id }) => id === key);
        return member === undefined
          ? []
          : [{ key, name: member.name, remark: member.remark, surname, label: member.label }];
      }),
    );
  const add = (key: string) => {
    const person = people().find((one) => one.key === key);
    if (person === undefined) return;
    const line = person.label;
    const lines = props.text.split('\n').filter((one) => one.trim() !== '');
    props.onInput((lines.includes(line) ? lines.filter((one) => one !== line) : [...lines, line]).join('\n'));
  };
  return (
    <>
      <TextAreaField
        label={props.label}
        help={{
          zh: '一行一个；同名的在后面加括号备注。可以粘贴。',
          en: 'One a line; add a remark in brackets behind the name of a namesake. Paste is fine.',
        }}
        value={props.text}
        onInput={props.onInput}
        rows={Math.min(16, Math.max(6, props.text.split('\n').length + 1))}
        disabled={props.disabled}
        required
        name="names"
      />
      <Show when={props.fromRoll && !props.disabled && people().length > 0}>
        <details>
          <summary>{say({ zh: '从名册里选', en: 'Pick from the roll' })}</summary>
          <PersonPicker
            people={people().map((person) => ({
              ...person,
              picked: props.text.split('\n').includes(person.label),
            }))}
            onPick={({ key }) => add(key)}
          />
        </details>
      </Show>
    </>
  );
}

export function FormSection(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  const isAppraisal = () => props.now.kind === 'appraisal';
  const isFixed = () => props.now.phase !== 'draft';
  const storedAppraisals = (draft = props.now.draft) =>
    (draft.appraisals.length > 0 ? draft.appraisals : [EMPTY_APPRAISAL]).map((list) => ({
      ...list,
      names: linesOfPersons(list.subjects),
      asks: list.dimensions.join('、'),
    }));
  const storedRecommendations = (draft = props.now.draft) =>
    (draft.recommendations.length > 0 ? draft.recommendations : [EMPTY_RECOMMENDATION]).map((list) => ({
      ...list,
      names: linesOfPersons(list.nominees),
    }));
  const [appraisals, setAppraisals] = createSignal(storedAppraisals());
  const [recommendations, setRecommendations] = createSignal(storedRecommendations());
  type Appraised = ReturnType<typeof appraisals>[number];
  type Recommended = ReturnType<typeof recommendations>[number];
  const changeAppraisal = (at: number, change: Partial<Appraised>) =>
    setAppraisals(appraisals().map((list, index) => (index === at ? { ...list, ...change } : list)));
  const changeRecommendation = (at: number, change: Partial<Recommended>) =>
    setRecommendations(recommendations().map((list, index) => (index === at ? { ...list, ...change } : list)));

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = {
      ...props.now.draft,
      appraisals: isAppraisal()
        ? appraisals().map(({ names, asks, ...list }) => ({
            ...list,
            subjects: [...personsOfLines(names)],
            dimensions: wordsOf(asks),
          }))
        : [],
      recommendations: isAppraisal()
        ? []
        : recommendations().map(({ names, ...list }) => ({ ...list, nominees: [...personsOfLines(names)] })),
    };
    await props.actions.act(() => call(saveDraft, { params: { meeting: props.now.id }, body }), SAVED);
  };

  const AppraisalCard = (card: { readonly at: number }): JSX.Element => {
    const list = () => appraisals()[card.at] as Appraised;
    return (
      <Card title={{ zh: `测评对象 ${card.at + 1}`, en: `List ${card.at + 1}` }} name={`form-${card.at}`}>
        <div class="columns">
          <TextField
            label={{ zh: '名称', en: 'Title' }}
            placeholder={{ zh: '村“两委”班子、村党组织书记……', en: 'Bodies, secretaries, …' }}
            value={list().title}
            onInput={(title) => changeAppraisal(card.at, { title })}
            disabled={isFixed()}
            required
            name="form-title"
          />
          <SelectField
            label={{ zh: '测评等次', en: 'Grades' }}
            value={list().scale}
            choices={SCALE_NAMES.map((value) => ({ value, text: SCALE_TEXT(value) }))}
            onChoose={(scale) => changeAppraisal(card.at, { scale })}
            disabled={isFixed()}
            name="scale"
          />
        </div>
        <ChoiceField
          label={{ zh: '对象', en: 'What is appraised' }}
          value={list().objects}
          choices={[
            { value: 'bodies', text: { zh: '班子', en: 'Bodies' } },
            { value: 'persons', text: { zh: '个人', en: 'Persons' } },
          ]}
          onChoose={(objects) => changeAppraisal(card.at, { objects })}
          disabled={isFixed()}
          name="objects"
        />
        <NamesField
          label={list().objects === 'bodies' ? { zh: '班子名单', en: 'Bodies' } : { zh: '人员名单', en: 'Persons' }}
          text={list().names}
          onInput={(names) => changeAppraisal(card.at, { names })}
          disabled={isFixed()}
          now={props.now}
          fromRoll={list().objects === 'persons'}
        />
        <TextField
          label={{ zh: '测评内容（分项测评时填写）', en: 'Dimensions (where each is graded apart)' }}
          help={{
            zh: '如 德、能、勤、绩、廉；不填就是总体评价一次。',
            en: 'For example 德、能、勤、绩、廉; empty: graded once as a whole.',
          }}
          value={list().asks}
          onInput={(asks) => changeAppraisal(card.at, { asks })}
          disabled={isFixed()}
          name="dimensions"
        />
        <Show when={!isFixed()}>
          <div class="row">
            <Button
              text={{ zh: '德能勤绩廉', en: 'The usual five' }}
              onPress={() => changeAppraisal(card.at, { asks: USUAL_DIMENSIONS.join('、') })}
              name="usual-dimensions"
            />
            <Show when={appraisals().length > 1}>
              <Button
                kind="quiet"
                text={{ zh: '去掉这一类', en: 'Remove this list' }}
                onPress={() => setAppraisals(appraisals().filter((_, index) => index !== card.at))}
                name="remove-list"
              />
            </Show>
          </div>
        </Show>
      </Card>
    );
  };

  const RecommendationCard = (card: { readonly at: number }): JSX.Element => {
    const list = () => recommendations()[card.at] as Recommended;
    return (
      <Card title={{ zh: `推荐职务 ${card.at + 1}`, en: `Post ${card.at + 1}` }} name={`form-${card.at}`}>
        <div class="columns">
          <TextField
            label={{ zh: '推荐的职务', en: 'Post' }}
            placeholder={{ zh: '村党组织委员初步人选', en: 'Committee member' }}
            value={list().post}
            onInput={(post) => changeRecommendation(card.at, { post })}
            disabled={isFixed()}
            required
            name="form-title"
          />
          <NumberField
            label={{ zh: '每人最多推荐（名）', en: 'Names to each form at most' }}
            value={list().limit}
            onInput={(limit) => changeRecommendation(card.at, { limit: limit ?? 1 })}
            least={1}
            most={30}
            disabled={isFixed()}
            required
            name="limit"
          />
        </div>
        <NamesField
          label={{ zh: '可以推荐的人选', en: 'Whom to choose from' }}
          text={list().names}
          onInput={(names) => changeRecommendation(card.at, { names })}
          disabled={isFixed()}
          now={props.now}
          fromRoll
        />
        <Show when={!isFixed() && recommendations().length > 1}>
          <div class="row">
            <Button
              kind="quiet"
              text={{ zh: '去掉这一项', en: 'Remove this post' }}
              onPress={() => setRecommendations(recommendations().filter((_, index) => index !== card.at))}
              name="remove-list"
            />
          </div>
        </Show>
      </Card>
    );
  };

  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <Show when={!isFixed()}>
        <Card title={{ zh: '从文件导入', en: 'From a file' }} name="form-import">
          <ListImport
            label={
              isAppraisal()
                ? { zh: '导入测评对象名单（CSV 或 XLSX）', en: 'Import whom to appraise (CSV or XLSX)' }
                : { zh: '导入推荐人选名单（CSV 或 XLSX）', en: 'Import whom to choose from (CSV or XLSX)' }
            }
            help={
              isAppraisal()
                ? {
                    zh: '一行一个对象。列：类别、对象（班子、个人）、测评等次、测评内容、姓名、备注。文件里的类别整个替换，其余不变。',
                    en: 'One line to a subject: 类别 (list), 对象 (班子 bodies, 个人 persons), 测评等次 (grades), 测评内容 (dimensions), 姓名 (name), 备注 (remark). Lists in the file are replaced, others stay.',
                  }
                : {
                    zh: '一行一名人选。列：推荐职务、最多推荐、姓名、备注。文件里的职务整个替换，其余不变。',
                    en: 'One line to a person: 推荐职务 (post), 最多推荐 (at most), 姓名 (name), 备注 (remark). Posts in the file are replaced, others stay.',
                  }
            }
            template={`/api/organizer/meetings/${props.now.id}/papers/${isAppraisal() ? 'appraisal-objects' : 'nominees'}/template.csv`}
            send={(body) => call(importFormLists, { params: { meeting: props.now.id }, body })}
            onImported={async () => {
              await props.actions.act(async () => ok(undefined));
              setAppraisals(storedAppraisals());
              setRecommendations(storedRecommendations());
            }}
            name="form-file"
          />
        </Card>
      </Show>
      <Show
        when={isAppraisal()}
        fallback={<For each={recommendations().map((_, at) => at)}>{(at) => <RecommendationCard at={at} />}</For>}
      >
        <For each={appraisals().map((_, at) => at)}>{(at) => <AppraisalCard at={at} />}</For>
      </Show>
      <Show when={!isFixed()}>
        <div class="row" data-end="true">
          <Button
            text={isAppraisal() ? { zh: '再加一类对象', en: 'Add a list' } : { zh: '再加一个职务', en: 'Add a post' }}
            onPress={() => {
              if (isAppraisal()) setAppraisals([...appraisals(), { ...EMPTY_APPRAISAL, names: '', asks: '' }]);
              else setRecommendations([...recommendations(), { ...EMPTY_RECOMMENDATION, names: '' }]);
            }}
            name="add-list"
          />
          <Button
            submit
            kind="secondary"
            text={{ zh: '保存', en: 'Save' }}
            busy={props.actions.busy()}
            name="save-form"
          />
        </div>
      </Show>
    </form>
  );
}
