/** T1: the villages with their state and what is late; filters, import and export. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { unlisted } from '../../../server/contract/unlisted-village.ts';
import {
  importNominees,
  importNoticeObjections,
  importVillages,
  saveVillage,
  type VillageRow,
  villages,
} from '../../../server/contract/villages.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import { SelectField, TextField } from '../../controls/fields.tsx';
import { FindingCell } from '../../controls/finding-cell.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { say, sayDay, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { OBJECTIONS_HELP } from './objection-list.tsx';

type Filter = 'all' | 'late' | 'blocked' | 'waiting' | 'finished';

const FILTER_NAME = {
  all: { zh: '全部', en: 'All' },
  late: { zh: '逾期或到期', en: 'Late or due' },
  blocked: { zh: '有不符合条件的人选', en: 'Persons who do not meet the conditions' },
  waiting: { zh: '等我批复', en: 'Waiting for my answer' },
  finished: { zh: '已批复', en: 'Answered' },
} as const satisfies Record<Filter, Text>;

const isOf: Readonly<Record<Filter, (row: VillageRow) => boolean>> = {
  all: () => true,
  late: ({ late }) => late.length > 0,
  blocked: ({ blocks }) => blocks > 0,
  waiting: ({ late }) => late.some(({ code }) => code === 'request-unanswered' || code === 'report-unanswered'),
  finished: ({ stage }) => stage.code === 'answered',
};

const VIA: Readonly<Record<VillageRow['stage']['via'], Text>> = {
  here: { zh: '', en: '' },
  usb: { zh: '（U盘来文）', en: ' (by USB stick)' },
  none: { zh: '', en: '' },
};

const LISTS = [
  { list: 'villages', text: { zh: '村（社区）名单', en: 'Villages' } },
  { list: 'persons', text: { zh: '人选名单', en: 'Persons' } },
  { list: 'objections', text: { zh: '公示期间的意见', en: 'Objections' } },
] as const;

export function VillageList(props: { readonly onOpen: (village: string) => void }): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(villages), { intervalMs: 5000 });
  const [filter, setFilter] = createSignal<Filter>('all');
  const [query, setQuery] = createSignal('');
  const [problem, setProblem] = createSignal<(Text & { readonly detail?: readonly Text[] }) | null>(null);
  const shown = () =>
    (state()?.villages ?? []).filter((row) => isOf[filter()](row) && row.organization.includes(query().trim()));
  const add = async () => {
    const saved = await call(saveVillage, { body: { id: null, ...unlisted(query().trim()) } });
    setProblem(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    setQuery('');
    await refresh();
    props.onOpen(saved.value.id);
  };
  return (
    <Card title={{ zh: '各村（社区）', en: 'Villages' }} name="villages">
      <Connected state={state()}>
        {(now) => (
          <>
            <Show when={now().sanctioned.findings.length > 0}>
              <ProblemList problems={now().sanctioned.findings} />
            </Show>
            <div class="columns">
              <SelectField
                label={{ zh: '只看', en: 'Show' }}
                value={filter()}
                choices={(Object.keys(FILTER_NAME) as Filter[]).map((value) => ({ value, text: FILTER_NAME[value] }))}
                onChoose={setFilter}
                name="village-filter"
              />
              <TextField
                label={{ zh: '查找或添加（党组织全称）', en: 'Find or add (full name of the organization)' }}
                type="search"
                value={query()}
                onInput={setQuery}
                name="village-search"
              />
              <Show when={query().trim() !== '' && shown().length === 0}>
                <Button
                  text={{ zh: `添加“${query().trim()}”`, en: `Add "${query().trim()}"` }}
                  onPress={() => void add()}
                  name="add-village"
                />
              </Show>
            </div>
            <DataTable
              rows={shown()}
              empty={{ zh: '没有符合的村（社区）。', en: 'No such village.' }}
              strong={({ late }) => late.some(({ severity }) => severity === 'stop')}
              columns={[
                {
                  title: { zh: '组织', en: 'Organization' },
                  cell: (row) => (
                    <button
                      type="button"
                      class="cell-link"
                      data-village={row.organization}
                      onClick={() => props.onOpen(row.id)}
                    >
                      {row.organization}
                    </button>
                  ),
                },
                {
                  title: { zh: '进度', en: 'State' },
                  cell: (row) => (
                    <span data-stage={row.stage.code}>
                      {say(row.stage)}
                      {say(VIA[row.stage.via])}
                      <Show when={row.stage.date !== ''}>
                        <span class="faint"> {sayDay(row.stage.date)}</span>
                      </Show>
                    </span>
                  ),
                },
                {
                  title: { zh: '任期届满', en: 'Term ends' },
                  cell: (row) => <span class="cell-line">{sayDay(row.termEnd ?? '—')}</span>,
                  narrow: true,
                },
                {
                  title: { zh: '逾期和提醒', en: 'Late and due' },
                  cell: (row) => <FindingCell problems={row.late} />,
                },
                { title: { zh: '人选', en: 'Persons' }, cell: (row) => row.nominees, number: true },
                {
                  title: { zh: '不符合 / 提示', en: 'Blocks / warnings' },
                  cell: (row) => `${row.blocks} / ${row.warnings}`,
                  number: true,
                },
              ]}
            />
            <p class="faint">
              {say({
                zh: `村（社区）共 ${now().villages.length} 个。处分影响期未满的人选 ${now().sanctioned.count} 名，最多 ${now().sanctioned.most} 名（15%）。`,
                en: `${amount(now().villages.length, 'village')}. Persons under a sanction: ${now().sanctioned.count}, at most ${now().sanctioned.most} (15 %).`,
              })}
            </p>
          </>
        )}
      </Connected>
      <RefusalNotice refusal={problem() ?? refusal()} />
      <div class="columns">
        <ListImport
          label={{ zh: '导入村（社区）名单（CSV 或 XLSX）', en: 'Import villages (CSV or XLSX)' }}
          send={(body) => call(importVillages, { body })}
          onImported={refresh}
          name="villages-file"
        />
        <ListImport
          label={{ zh: '导入人选名单（CSV 或 XLSX）', en: 'Import persons (CSV or XLSX)' }}
          send={(body) => call(importNominees, { body })}
          onImported={refresh}
          name="persons-file"
        />
        <ListImport
          label={{ zh: '导入公示期间的意见（CSV 或 XLSX）', en: 'Import objections (CSV or XLSX)' }}
          help={OBJECTIONS_HELP}
          send={(body) => call(importNoticeObjections, { body })}
          onImported={refresh}
          name="objections-file"
        />
      </div>
      <p class="row">
        <For each={LISTS}>
          {({ list, text }) => <ExportLinks list={`/api/township/lists/${list}`} text={text} name={`export-${list}`} />}
        </For>
      </p>
    </Card>
  );
}
