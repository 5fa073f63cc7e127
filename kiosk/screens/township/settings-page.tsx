/** 设置: the full names in which this office answers, and the days off of each year. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Refusal } from '../../../server/contract/refusals.ts';
import {
  importHolidays,
  saveTownshipSettings,
  type TownshipSettingsBody,
  townshipSettings,
} from '../../../server/contract/township-settings.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import { NumberField, TextAreaField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { announce, Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';

const partsOf = (text: string): string[] =>
  text
    .split(/[\s、，,;；]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const DAYS: Text = {
  zh: '写成 2026-10-01，用顿号或换行隔开。',
  en: 'Written as 2026-10-01, separated by commas or lines.',
};

const typedYears = ({ holidays }: TownshipSettingsBody) =>
  holidays.map(({ year, off, worked }) => ({ year, off: off.join('、'), worked: worked.join('、') }));

function SettingsForm(props: {
  readonly settings: TownshipSettingsBody;
  readonly onSaved: () => Promise<void>;
}): JSX.Element {
  const [offices, setOffices] = createSignal(props.settings.offices.join('\n'));
  const [years, setYears] = createSignal(typedYears(props.settings));
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const change = (at: number, values: Partial<ReturnType<typeof years>[number]>) =>
    setYears(years().map((one, index) => (index === at ? { ...one, ...values } : one)));
  const save = async () => {
    const body = {
      offices: offices()
        .split('\n')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      holidays: years().map(({ year, off, worked }) => ({ year, off: partsOf(off), worked: partsOf(worked) })),
    };
    const answer = await call(saveTownshipSettings, { body });
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '已保存', en: 'Saved' });
    await props.onSaved();
  };
  const nextYear = () => Math.max(new Date().getFullYear() - 1, ...years().map(({ year }) => year)) + 1;
  return (
    <>
      <Card title={{ zh: '本机关', en: 'This office' }} name="offices">
        <Show when={props.settings.offices.length === 0}>
          <Notice
            tone="warning"
            name="offices-missing"
            text={{
              zh: '还没有登记本机关的全称。登记以前，不能收下U盘或邮件送来的文件。',
              en: 'The full name of this office is not entered. Until it is, no file that came by stick or mail can be taken in.',
            }}
          />
        </Show>
        <TextAreaField
          label={{ zh: '本机关全称（一行一个）', en: 'Full name of this office (one a line)' }}
          help={{
            zh: '与各村来文中的“上级党组织”一字不差，例如“中共青石镇委员会”。只收下、只答复报给这些名称的文件。',
            en: 'Exactly as villages write their superior organization. Only papers addressed to these names are taken in and answered.',
          }}
          value={offices()}
          onInput={setOffices}
          rows={2}
          name="office-names"
        />
      </Card>
      <Card title={{ zh: '放假安排', en: 'Days off' }} name="holidays">
        <p class="faint">
          {say({
            zh: '公示按工作日计算时使用。每年按国务院办公厅的通知填写：放假的日子，以及调休上班的周末。',
            en: 'Used where a notice counts working days. Entered each year from the State Council’s announcement: days off, and weekend days that are worked.',
          })}
        </p>
        <For each={years().map((_, at) => at)}>
          {(at) => (
            <div class="holiday-year">
              <NumberField
                label={{ zh: '年份', en: 'Year' }}
                value={years()[at]?.year ?? null}
                onInput={(year) => change(at, { year: year ?? 0 })}
                least={2000}
                most={2999}
                name="holiday-year"
              />
              <TextAreaField
                label={{ zh: '放假的日子', en: 'Days off' }}
                help={DAYS}
                value={years()[at]?.off ?? ''}
                onInput={(off) => change(at, { off })}
                rows={3}
                name="days-off"
              />
              <TextAreaField
                label={{ zh: '调休上班的周末', en: 'Weekend days worked' }}
                help={DAYS}
                value={years()[at]?.worked ?? ''}
                onInput={(worked) => change(at, { worked })}
                rows={3}
                name="days-worked"
              />
              <Button
                kind="quiet"
                text={{ zh: '去掉这一年', en: 'Remove this year' }}
                onPress={() => setYears(years().filter((_, index) => index !== at))}
                name="remove-year"
              />
            </div>
          )}
        </For>
        <div class="row">
          <Button
            text={{ zh: `增加 ${nextYear()} 年`, en: `Add ${nextYear()}` }}
            onPress={() => setYears([...years(), { year: nextYear(), off: '', worked: '' }])}
            name="add-year"
          />
        </div>
        <ExportLinks
          list="/api/township/lists/holidays"
          text={{ zh: '放假安排', en: 'the days off' }}
          name="export-holidays"
        />
        <ListImport
          label={{ zh: '导入放假安排（CSV 或 XLSX）', en: 'Import the days off (CSV or XLSX)' }}
          help={{
            zh: '每行一天：年份、日期、安排（放假或上班）。文件里有的年份整年替换，其余年份不变。',
            en: 'A line to each day: year, day, 放假 (off) or 上班 (worked). Years in the file are replaced, others stay.',
          }}
          send={(body) => call(importHolidays, { body })}
          onImported={async () => {
            const read = await call(townshipSettings);
            if (read.ok) setYears(typedYears(read.value));
            await props.onSaved();
          }}
          name="holidays-file"
        />
      </Card>
      <RefusalNotice refusal={refusal()} />
      <div class="row" data-end="true">
        <Button
          kind="primary"
          text={{ zh: '保存设置', en: 'Save the settings' }}
          onPress={() => void save()}
          name="save-settings"
        />
      </div>
    </>
  );
}

export function SettingsPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(townshipSettings), { intervalMs: 60_000 });
  return (
    <Connected state={state()} refusal={refusal()}>
      {(now) => <SettingsForm settings={now()} onSaved={refresh} />}
    </Connected>
  );
}
