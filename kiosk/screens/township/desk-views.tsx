/** What the township does besides answering results: villages, papers by stick, joint vetting, summary; and the way between them. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { examinePaper, receivePaper } from '../../../server/contract/villages.ts';
import { Button } from '../../controls/button.tsx';
import { IncomingPaper } from '../../controls/incoming-paper.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { base64 } from '../organizer/base64.ts';
import { SettingsPage } from './settings-page.tsx';
import { SummaryPage } from './summary-page.tsx';
import { VettingPage } from './vetting-page.tsx';
import { VillageList } from './village-list.tsx';
import { VillagePage } from './village-page.tsx';

export const VIEWS = ['reports', 'villages', 'vetting', 'summary', 'settings'] as const;
export type View = (typeof VIEWS)[number];

const VIEW_NAME = {
  reports: { zh: '报来的结果', en: 'Results' },
  villages: { zh: '各村（社区）和来文', en: 'Villages and papers' },
  vetting: { zh: '联审', en: 'Joint vetting' },
  summary: { zh: '汇总', en: 'Summary' },
  settings: { zh: '设置', en: 'Settings' },
} as const satisfies Record<View, Text>;

export function ViewTabs(props: { readonly view: View; readonly onView: (view: View) => void }): JSX.Element {
  return (
    <nav class="desk-tabs" aria-label={say({ zh: '乡镇党委的工作', en: "The township's work" })}>
      <For each={VIEWS}>
        {(name) => (
          <button
            type="button"
            class="desk-tab"
            data-tab={name}
            aria-current={props.view === name ? 'page' : undefined}
            onClick={() => props.onView(name)}
          >
            {say(VIEW_NAME[name])}
          </button>
        )}
      </For>
    </nav>
  );
}

const paperOf = async (file: File) => ({
  fileName: file.name,
  content: base64(new Uint8Array(await file.arrayBuffer())),
});

function VillagesView(): JSX.Element {
  const [village, setVillage] = createSignal<string | null>(null);
  return (
    <Show
      when={village()}
      keyed
      fallback={
        <>
          <VillageList onOpen={setVillage} />
          <IncomingPaper
            title={{ zh: '收文（U盘、邮件）', en: 'Papers by USB stick or mail' }}
            label={{
              zh: '选择或拖入请示、计票结果报告单（PDF）',
              en: 'Choose or drop a request or a result sheet (PDF)',
            }}
            examine={async (file) => call(examinePaper, { body: await paperOf(file) })}
            receive={async (file, signer) => call(receivePaper, { body: { ...(await paperOf(file)), signer } })}
            onReceived={(answer) => setVillage((answer as { readonly village: string }).village)}
          />
        </>
      }
    >
      {(id) => (
        <>
          <div class="row">
            <Button
              kind="quiet"
              text={{ zh: '返回各村（社区）', en: 'Back to the villages' }}
              onPress={() => setVillage(null)}
              name="all-villages"
            />
          </div>
          <VillagePage village={id} />
        </>
      )}
    </Show>
  );
}

export function DeskView(props: { readonly view: View }): JSX.Element {
  return (
    <Switch>
      <Match when={props.view === 'villages'}>
        <VillagesView />
      </Match>
      <Match when={props.view === 'vetting'}>
        <VettingPage />
      </Match>
      <Match when={props.view === 'summary'}>
        <SummaryPage />
      </Match>
      <Match when={props.view === 'settings'}>
        <SettingsPage />
      </Match>
    </Switch>
  );
}
