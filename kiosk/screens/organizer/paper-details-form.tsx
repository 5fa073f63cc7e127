/** What only the office knows for its papers: numbers, days, whom to ask, how many are absent for what reason. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { ABSENCE_REASONS, type PaperDetails, savePaperDetails } from '../../../server/contract/papers.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { NumberField, TextField } from '../../controls/fields.tsx';
import { announce, Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';

type Words =
  | 'time'
  | 'requestNumber'
  | 'candidatesNumber'
  | 'reportNumber'
  | 'duties'
  | 'nomination'
  | 'objections'
  | 'contact'
  | 'telephone';
type Day = 'requestDate' | 'candidatesDate' | 'meetingNoticeDate' | 'noticeFrom' | 'noticeTo';

const FIELDS: readonly (
  | { readonly words: Words; readonly zh: string; readonly en: string }
  | { readonly day: Day; readonly zh: string; readonly en: string }
)[] = [
  { words: 'time', zh: '开会时间（如：上午9时）', en: 'Hour of the meeting' },
  { day: 'meetingNoticeDate', zh: '会议通知日期', en: 'Date of the notice of the meeting' },
  { words: 'requestNumber', zh: '请示（召开大会）文号', en: 'Number of the request to hold the assembly' },
  { day: 'requestDate', zh: '该请示日期', en: 'Its date' },
  { words: 'candidatesNumber', zh: '请示（候选人）文号', en: 'Number of the request about candidates' },
  { day: 'candidatesDate', zh: '该请示日期', en: 'Its date' },
  {
    words: 'nomination',
    zh: '候选人的产生（如：10月12日党员推荐、10月20日资格联审、11月2日组织考察）',
    en: 'How the candidates came about: recommendation, vetting, inspection with their dates',
  },
  {
    words: 'objections',
    zh: '公示期间的反映和处理情况（没有的填“没有收到反映”）',
    en: 'What was said against candidates during the notice, and what became of it',
  },
  { words: 'reportNumber', zh: '选举结果报告文号', en: "Number of the result's report" },
  {
    words: 'duties',
    zh: '委员分工（写入结果报告，如：王某任组织委员，李某任宣传委员）',
    en: 'Duties of the members (for the report)',
  },
  { day: 'noticeFrom', zh: '公示张贴日期', en: 'Notice posted on' },
  { day: 'noticeTo', zh: '公示截止日期（不填则按规定天数）', en: 'Notice ends on (empty: by the settings)' },
  {
    words: 'contact',
    zh: '联系人（通知、公示、请示和手机查验页上都有）',
    en: 'Contact (on notices, requests and the check page)',
  },
  { words: 'telephone', zh: '联系电话（同上）', en: 'Telephone (likewise)' },
];

const ABSENCE = {
  因病: 'ill',
  因事: 'on business',
  外出务工: 'working away',
  其他: 'other',
} as const satisfies Record<(typeof ABSENCE_REASONS)[number], string>;

export function PaperDetailsForm(props: {
  readonly meeting: string;
  readonly details: PaperDetails;
  readonly onSaved: () => void;
}): JSX.Element {
  const [details, setDetails] = createSignal<PaperDetails>(props.details);
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const set = (part: Partial<PaperDetails>) => setDetails({ ...details(), ...part });
  const save = async () => {
    const answer = await call(savePaperDetails, { params: { meeting: props.meeting }, body: details() });
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '已保存', en: 'Saved' });
    props.onSaved();
  };
  return (
    <Card title={{ zh: '文书内容', en: 'Details for the papers' }} name="paper-details">
      <Show when={problem()}>{(refusal) => <Notice tone="bad" name="paper-details-problem" text={refusal()} />}</Show>
      <div class="columns">
        <For each={FIELDS}>
          {(field) =>
            'day' in field ? (
              <TextField
                label={field}
                type="date"
                value={details()[field.day] ?? ''}
                onInput={(value) => set({ [field.day]: value === '' ? null : value })}
                name={`paper-${field.day}`}
              />
            ) : (
              <TextField
                label={field}
                value={details()[field.words]}
                onInput={(value) => set({ [field.words]: value })}
                name={`paper-${field.words}`}
              />
            )
          }
        </For>
        <For each={ABSENCE_REASONS}>
          {(reason, at) => (
            <NumberField
              label={{ zh: `缺席：${reason}（人数）`, en: `Absent, ${ABSENCE[reason]} (number)` }}
              value={details().absences[at()] ?? 0}
              least={0}
              most={9999}
              onInput={(value) =>
                set({ absences: details().absences.map((count, index) => (index === at() ? (value ?? 0) : count)) })
              }
              name={`paper-absent-${at()}`}
            />
          )}
        </For>
      </div>
      <div class="row" data-end="true">
        <Button text={{ zh: '保存', en: 'Save' }} onPress={() => void save()} name="save-paper-details" />
      </div>
    </Card>
  );
}
