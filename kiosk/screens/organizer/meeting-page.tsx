/** One meeting: the state words, the one step proposed next, and its parts as tabs. */
import { createEffect, createSignal, For, type JSX, Match, on, Show, Switch } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { isElectionMeeting } from '../../../tally/record/meeting-entry.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { StaffNeededNotices } from '../../controls/staff-needed.tsx';
import { say, type Text } from '../../session/language.ts';
import { createMeetingActions } from './actions.ts';
import { BallotPreview } from './ballot-preview.tsx';
import { BasicsSection } from './basics-section.tsx';
import { CandidatesSection } from './candidates-section.tsx';
import { CorrespondenceSection } from './correspondence-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { FormSection } from './form-section.tsx';
import { HallSection } from './hall-section.tsx';
import { LedgerSection } from './ledger-section.tsx';
import { MachinesSection } from './machines-section.tsx';
import { NextStep } from './next-step.tsx';
import { RollSection } from './roll-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { ScrutineersSection } from './scrutineers-section.tsx';
import { TestRunCard } from './test-run-card.tsx';
import { VoicesSection } from './voices-section.tsx';

const TABS = [
  'basics',
  'roll',
  'candidates',
  'form',
  'preview',
  'rules',
  'scrutineers',
  'machines',
  'voices',
  'hall',
  'superior',
  'ledger',
  'documents',
] as const;
export type Tab = (typeof TABS)[number];
const TAB_NAME = {
  basics: { zh: '基本情况', en: 'Meeting' },
  roll: { zh: '党员名册', en: 'Roll' },
  candidates: { zh: '候选人', en: 'Candidates' },
  form: { zh: '表的内容', en: 'Form' },
  preview: { zh: '选票预览', en: 'Preview' },
  rules: { zh: '规则核对', en: 'Rules' },
  scrutineers: { zh: '监票人', en: 'Scrutineers' },
  machines: { zh: '设备', en: 'Machines' },
  voices: { zh: '读音', en: 'Voices' },
  hall: { zh: '会场', en: 'Hall' },
  superior: { zh: '请示批复', en: 'Superior' },
  ledger: { zh: '工作台账', en: 'Ledger' },
  documents: { zh: '文件', en: 'Documents' },
} as const satisfies Record<Tab, Text>;

/** Screen ids of UX 5.1 and 5.5. */
const SCREEN: Record<Tab, string> = {
  basics: 'O1',
  roll: 'O2',
  candidates: 'O3',
  form: 'O3-form',
  preview: 'O4',
  rules: 'O5',
  scrutineers: 'K1',
  machines: 'O6',
  voices: 'voices',
  hall: 'hall',
  superior: 'superior',
  ledger: 'ledger',
  documents: 'documents',
};

/** Parts that a meeting of this kind has: where nobody is elected there is a form, and neither candidates nor a ledger of the re-election. */
const tabsOf = ({ kind, testRun }: Pick<OrganizerMeeting, 'kind' | 'testRun'>): readonly Tab[] =>
  TABS.filter((tab) => (isElectionMeeting(kind) ? tab !== 'form' : tab !== 'candidates' && tab !== 'ledger')).filter(
    // What is sent to the superior, and the village's ledger, are of the real meeting only.
    (tab) => !testRun || (tab !== 'superior' && tab !== 'ledger'),
  );

/** Where nobody is elected some parts have another name. */
const FORM_TAB_NAME: Partial<Record<Tab, Text>> = {
  roll: { zh: '参加人员', en: 'Participants' },
  preview: { zh: '表的预览', en: 'Preview' },
};
const tabName = (tab: Tab, kind: OrganizerMeeting['kind']): Text =>
  (isElectionMeeting(kind) ? undefined : FORM_TAB_NAME[tab]) ?? TAB_NAME[tab];

function firstTab(state: OrganizerMeeting): Tab {
  return state.phase === 'draft' ? 'basics' : 'hall';
}

export function MeetingPage(props: {
  readonly meeting: string;
  readonly tools: JSX.Element;
  readonly onLeave: () => void;
  readonly onOpen: (meeting: string) => void;
}): JSX.Element {
  const actions = createMeetingActions(props.meeting);
  const { state } = actions;
  const [chosen, setChosen] = createSignal<Tab | null>(null);
  const tab = () => chosen() ?? (state() === undefined ? 'basics' : firstTab(state() as OrganizerMeeting));
  const show = (next: Tab) => {
    actions.clear();
    setChosen(next);
  };
  // Sealing moves the work into the hall.
  createEffect(
    on(
      () => state()?.phase,
      (phase, before) => {
        if (before === 'draft' && phase !== 'draft') show('hall');
      },
    ),
  );
  return (
    <OfficialPage
      role={{ zh: '组织者', en: 'Organizer' }}
      meeting={state()?.title}
      phase={state()?.phase}
      screen={SCREEN[tab()]}
      tools={
        <>
          <Button
            kind="quiet"
            text={{ zh: '全部会议', en: 'All meetings' }}
            onPress={props.onLeave}
            name="all-meetings"
          />
          {props.tools}
        </>
      }
    >
      <Connected state={state()} refusal={actions.refusal()}>
        {(now) => (
          <>
            <NextStep actions={actions} now={now()} onTab={show} onOpen={props.onOpen} />
            <StaffNeededNotices kiosks={now().staffNeeded} />
            <Show when={now().testRun || tab() === 'machines'}>
              <TestRunCard now={now()} onOpen={props.onOpen} onWiped={props.onLeave} />
            </Show>
            <RefusalNotice refusal={actions.problem() ?? actions.refusal()} />
            <nav class="tabs" aria-label={say({ zh: '会议的各部分', en: 'Parts of the meeting' })}>
              <For each={tabsOf(now())}>
                {(name) => (
                  <button
                    type="button"
                    class="tab"
                    data-tab={name}
                    aria-current={tab() === name ? 'page' : undefined}
                    onClick={() => show(name)}
                  >
                    {say(tabName(name, now().kind))}
                  </button>
                )}
              </For>
            </nav>
            <Switch>
              <Match when={tab() === 'basics'}>
                <BasicsSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'roll'}>
                <RollSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'candidates'}>
                <CandidatesSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'form'}>
                <FormSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'preview'}>
                <BallotPreview now={now()} />
              </Match>
              <Match when={tab() === 'rules'}>
                <RulesSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'scrutineers'}>
                <ScrutineersSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'machines'}>
                <MachinesSection actions={actions} now={now()} />
              </Match>
              <Match when={tab() === 'voices'}>
                <VoicesSection now={now()} />
              </Match>
              <Match when={tab() === 'hall'}>
                <HallSection actions={actions} now={now()} onOpen={props.onOpen} onRound={() => show('candidates')} />
              </Match>
              <Match when={tab() === 'superior'}>
                <CorrespondenceSection meeting={props.meeting} />
              </Match>
              <Match when={tab() === 'ledger'}>
                <LedgerSection meeting={props.meeting} />
              </Match>
              <Match when={tab() === 'documents'}>
                <DocumentsSection now={now()} onOpen={props.onOpen} />
              </Match>
            </Switch>
          </>
        )}
      </Connected>
    </OfficialPage>
  );
}
