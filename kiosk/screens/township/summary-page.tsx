/** 汇总: counts across villages, from signed result sheets alone. */
import { For, type JSX } from 'solid-js';
import { compareTownshipList, summary } from '../../../server/contract/villages.ts';
import { Connected } from '../../controls/connected.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import { ListComparison } from '../../controls/list-import.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';

const yes = (value: boolean | null, good: { readonly zh: string; readonly en: string }, bad: typeof good): string =>
  value === null ? '—' : say(value ? good : bad);

export function SummaryPage(): JSX.Element {
  const { state, refusal } = createPolledState(() => call(summary), { intervalMs: 20_000 });
  return (
    <Card title={{ zh: '换届情况汇总', en: 'Summary' }} name="summary">
      <Connected state={state()} refusal={refusal()} text={{ zh: '正在汇总…', en: 'Summing up…' }}>
        {(now) => (
          <>
            <Counters>
              <For each={now().stages}>
                {(stage) => <Counter label={{ zh: stage.zh, en: stage.en }} value={stage.count} name="stage-count" />}
              </For>
            </Counters>
            <DataTable
              rows={now().rows}
              strong={({ structure }) => structure === false}
              columns={[
                { title: { zh: '组织', en: 'Organization' }, cell: (row) => row.organization },
                {
                  title: { zh: '进度', en: 'State' },
                  cell: (row) =>
                    say(now().stages.find(({ zh }) => zh === row.stage) ?? { zh: row.stage, en: row.stage }),
                },
                { title: { zh: '应到', en: 'Expected' }, cell: (row) => row.expected ?? '—', number: true },
                { title: { zh: '实到', en: 'Present' }, cell: (row) => row.present ?? '—', number: true },
                { title: { zh: '当选', en: 'Elected' }, cell: (row) => row.elected ?? '—', number: true },
                { title: { zh: '女', en: 'Women' }, cell: (row) => row.women ?? '—', number: true },
                { title: { zh: '35岁以下', en: '≤35' }, cell: (row) => row.young ?? '—', number: true },
                { title: { zh: '56岁以上', en: '≥56' }, cell: (row) => row.above55 ?? '—', number: true },
                { title: { zh: '大专以上', en: 'College' }, cell: (row) => row.college ?? '—', number: true },
                {
                  title: { zh: '一肩挑', en: 'Also head' },
                  cell: (row) => yes(row.villageHead, { zh: '是', en: 'yes' }, { zh: '否', en: 'no' }),
                },
                {
                  title: { zh: '结构', en: 'Structure' },
                  cell: (row) => yes(row.structure, { zh: '符合', en: 'met' }, { zh: '不符合', en: 'not met' }),
                },
              ]}
            />
            <div class="row">
              <a href="/api/township/summary.pdf" target="_blank" rel="noopener" data-name="summary-pdf">
                {say({ zh: '打印汇总（PDF）', en: 'Print the summary (PDF)' })}
              </a>
              <ExportLinks list="/api/township/lists/summary" name="summary-xlsx" />
              <ListComparison
                list={{ zh: '换届情况汇总', en: 'Summary' }}
                send={(body) => call(compareTownshipList, { params: { list: 'summary' }, body })}
                name="compare-summary"
              />
            </div>
            <p class="row">
              <a href="/api/township/archive.zip" data-name="office-archive">
                {say({
                  zh: '归档：下载换届档案（ZIP，已签名）',
                  en: 'Archive: everything of the re-election (signed ZIP)',
                })}
              </a>
            </p>
            <p class="faint">
              {say({
                zh: '归档包含联审表、汇总、研判、推荐、各村工作台账和签过名的结果、请示、批复；用 npm run verify 核验。人数只取自签名有效的计票结果报告单；性别、年龄、学历取自人选名单或党员名册。',
                en: 'The archive holds vetting, summaries, judgements, recommendations, ledgers and every signed paper; npm run verify checks it. Numbers come from result sheets with a valid signature alone; sex, age and education from the lists.',
              })}
            </p>
          </>
        )}
      </Connected>
    </Card>
  );
}
