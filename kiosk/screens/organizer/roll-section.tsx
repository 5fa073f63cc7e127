/** O2: the roll, imported from a file with a report on every line; 应到 step by step. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { z } from 'zod';
import {
  importRoll,
  type Member,
  type OrganizerMeeting,
  type rollReportSchema,
} from '../../../server/contract/organizer.ts';
import { leastParticipants } from '../../../tally/meeting/attendance-gate.ts';
import { EXCLUSION_NAME } from '../../../tally/meeting/exclusion.ts';
import { isElectionMeeting } from '../../../tally/record/meeting-entry.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Counter, Counters } from '../../controls/counter.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { FileField, TextField } from '../../controls/fields.tsx';
import { genderName } from '../../controls/gender-words.ts';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { base64 } from './base64.ts';
import { MemberDialog } from './member-dialog.tsx';

type RollReport = z.output<typeof rollReportSchema>;

const SHOWN_LINES = 40;

function ImportReport(props: { readonly report: RollReport }): JSX.Element {
  const stops = () => props.report.lines.filter((line) => line.severity === 'stop').length;
  return (
    <Notice
      name="roll-report"
      tone={props.report.imported ? (props.report.lines.length > 0 ? 'warning' : 'good') : 'bad'}
      text={
        props.report.imported
          ? {
              zh: `已导入 ${props.report.rows} 人（${props.report.fileName}，${props.report.encoding}）`,
              en: `${amount(props.report.rows, 'member')} imported (${props.report.fileName}, ${props.report.encoding})`,
            }
          : {
              zh: `没有导入：有 ${stops()} 处必须改正。改好后请再选一次文件。`,
              en: `Nothing imported: ${amount(stops(), 'line')} must be corrected. Then choose the file again.`,
            }
      }
    >
      <Show when={props.report.lines.length > 0}>
        <ul class="roll-lines">
          <For each={props.report.lines.slice(0, SHOWN_LINES)}>
            {(line) => (
              <li data-severity={line.severity}>
                {say({ zh: `第 ${line.line} 行：${line.zh}`, en: `Line ${line.line}: ${line.en}` })}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Notice>
  );
}

function right(member: Member): { zh: string; en: string } {
  if (member.category === 'probationary') return { zh: '预备党员，无表决权', en: 'Probationary, no vote' };
  if (!member.entitled)
    return {
      zh: `无选举权${member.withoutRightReason === '' ? '' : `（${member.withoutRightReason}）`}`,
      en: `No right to vote${member.withoutRightReason === '' ? '' : ` (${member.withoutRightReason})`}`,
    };
  if (member.exclusion !== null && !member.expected)
    return {
      zh: `不计算在应到会人数之内：${EXCLUSION_NAME[member.exclusion.category].zh}`,
      en: `Not counted as expected: ${EXCLUSION_NAME[member.exclusion.category].en}`,
    };
  if (member.exclusion !== null)
    return { zh: '手续不全，仍计算在应到会人数之内', en: 'Procedure incomplete: still counted as expected' };
  return { zh: '有选举权', en: 'Entitled' };
}

function part({ entitled }: Member): { zh: string; en: string } {
  return entitled ? { zh: '参加', en: 'Takes part' } : { zh: '列席', en: 'Attends without a form' };
}

export function RollSection(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  const [report, setReport] = createSignal<RollReport | null>(null);
  const [query, setQuery] = createSignal('');
  const [editing, setEditing] = createSignal<Member | null>(null);
  const counts = () => props.now.roll.counts;
  // A plenary's roll is the committee that was elected.
  const isFixed = () => props.now.phase !== 'draft' || props.now.kind === 'plenary';
  const elects = () => isElectionMeeting(props.now.kind);
  const isFourFifths = () => leastParticipants(props.now.kind, props.now.draft.rules) === null;
  const members = () =>
    props.now.roll.members.filter(
      (member) => member.label.includes(query()) || member.initials.startsWith(query().toLowerCase()),
    );
  const read = async (file: File) => {
    const content = base64(new Uint8Array(await file.arrayBuffer()));
    const answer = await call(importRoll, {
      params: { meeting: props.now.id },
      body: { fileName: file.name, content },
    });
    await props.actions.act(async () => answer);
    setReport(answer.ok ? answer.value : null);
  };
  return (
    <div class="stack">
      <Card
        title={
          elects() ? { zh: '应到会人数', en: 'Members expected' } : { zh: '应到人数', en: 'Participants expected' }
        }
        name="expected-card"
      >
        <Counters>
          <Counter
            label={elects() ? { zh: '党员总数', en: 'Members' } : { zh: '名册人数', en: 'On the roll' }}
            value={counts().members}
            name="members"
          />
          <Show when={elects()}>
            <Counter
              label={{ zh: '预备党员', en: 'Probationary' }}
              value={`− ${counts().probationary}`}
              name="probationary"
            />
            <Counter
              label={{ zh: '无选举权', en: 'Without the right' }}
              value={`− ${counts().withoutRight}`}
              name="without-right"
            />
            <Counter label={{ zh: '不计算在内', en: 'Not counted' }} value={`− ${counts().excluded}`} name="excluded" />
          </Show>
          <Counter label={{ zh: '应到', en: 'Expected' }} value={counts().expected} tone="accent" name="expected" />
          <Counter
            label={
              isFourFifths()
                ? { zh: '至少需到（五分之四）', en: 'Quorum (four fifths)' }
                : { zh: '至少需到', en: 'Needed' }
            }
            value={counts().quorumMinimum === 0 ? '—' : counts().quorumMinimum}
            name="quorum"
          />
        </Counters>
      </Card>
      <Card
        title={
          elects() ? { zh: '党员名册', en: 'Roll of members' } : { zh: '参加人员名册', en: 'Roll of participants' }
        }
        name="roll"
      >
        <Show when={!isFixed()}>
          <div class="columns">
            <FileField
              label={{ zh: '导入名册（CSV 或 XLSX）', en: 'Import the roll (CSV or XLSX)' }}
              accept=".csv,.txt,.xlsx"
              onFile={(file) => void read(file)}
              help={{ zh: '重新导入会替换整个名册。', en: 'Importing again replaces the whole roll.' }}
              name="roll-file"
            />
            <p>
              <a href="/api/organizer/roll-template.csv">{say({ zh: '下载名册模板', en: 'Download the template' })}</a>
            </p>
          </div>
        </Show>
        <Show when={report()}>{(done) => <ImportReport report={done()} />}</Show>
        <TextField
          label={{ zh: '查找', en: 'Find' }}
          type="search"
          value={query()}
          onInput={setQuery}
          name="roll-search"
        />
        <DataTable
          rows={members()}
          empty={{ zh: '还没有名册，请先导入。', en: 'No roll yet: import one.' }}
          columns={[
            { title: { zh: '姓名', en: 'Name' }, cell: (member) => member.label },
            {
              title: { zh: '性别', en: 'Sex' },
              cell: (member) => {
                const gender = genderName(member.gender);
                return gender === null ? '' : say(gender);
              },
              narrow: true,
            },
            { title: { zh: '民族', en: 'Ethnicity' }, cell: (member) => member.ethnicity, narrow: true },
            {
              title: { zh: '出生', en: 'Born' },
              cell: (member) => <span class="cell-line">{member.birth}</span>,
              narrow: true,
            },
            { title: { zh: '学历', en: 'Education' }, cell: (member) => member.education, narrow: true },
            {
              title: elects() ? { zh: '选举权与应到', en: 'Right and expected' } : { zh: '参加', en: 'Takes part' },
              cell: (member) => (
                <span classList={{ 'roll-left-out': !member.expected }}>
                  {say(elects() ? right(member) : part(member))}
                </span>
              ),
            },
          ]}
          {...(isFixed() ? {} : { onPick: setEditing })}
        />
      </Card>
      <Show when={editing()} keyed>
        {(member) => (
          <MemberDialog
            actions={props.actions}
            meeting={props.now.id}
            member={member}
            isPublished={props.now.draft.rules.exclusionPublicityDays > 0}
            onClose={() => setEditing(null)}
          />
        )}
      </Show>
    </div>
  );
}
