/** Controls of officials' pages. */
import { createSignal, For, type JSX } from 'solid-js';
import { err, ok } from '../../../crypto/result.ts';
import { PHASES, type Phase } from '../../../tally/phase.ts';
import { Button, type ButtonKind } from '../../controls/button.tsx';
import { CAMERA_PROBLEM, CameraView } from '../../controls/camera-view.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Connected, Connecting } from '../../controls/connected.tsx';
import { ContestTable } from '../../controls/contest-table.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { DeclarationFields, type Declared } from '../../controls/declaration-fields.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import {
  CheckField,
  ChoiceField,
  Field,
  FileField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../controls/fields.tsx';
import { FindingCell } from '../../controls/finding-cell.tsx';
import { Fingerprint } from '../../controls/fingerprint.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import {
  ArrowDownIcon,
  CircleIcon,
  CrossIcon,
  DashIcon,
  InfoIcon,
  PencilIcon,
  PersonIcon,
  SoundIcon,
  TickIcon,
  WaitIcon,
  WarningIcon,
} from '../../controls/icons.tsx';
import { IncomingPaper } from '../../controls/incoming-paper.tsx';
import { LanguageSwitch } from '../../controls/language-switch.tsx';
import { ListComparison, ListImport } from '../../controls/list-import.tsx';
import { Announcements, announce, Notice, type NoticeTone, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperLine } from '../../controls/paper-line.tsx';
import { PhaseBar, phaseWord } from '../../controls/phase-bar.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { Progress } from '../../controls/progress.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { ScannerConnect } from '../../controls/scanner-connect.tsx';
import { createSecondOfficial } from '../../controls/second-official.tsx';
import { PairingForm, SignInForm } from '../../controls/sign-in-form.tsx';
import { StaffNeededNotices } from '../../controls/staff-needed.tsx';
import { TallyStrokes } from '../../controls/tally-strokes.tsx';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { Words } from '../../controls/text.tsx';
import { VerifiedContest } from '../../controls/verified-contest.tsx';
import { WorkLedgerCard } from '../../controls/work-ledger.tsx';
import { say, type Text } from '../../session/language.ts';
import type { ScannerState } from '../../session/scanners.ts';
import { OnPress, Sample, WithFile } from './sample.tsx';
import { APPRAISED, examination, LEDGER, PROBLEMS, RECOMMENDED, RESULT, VERIFIED, VERIFIED_OF } from './sample-data.ts';

const LABEL: Text = { zh: '姓名', en: 'Name' };
const HELP: Text = { zh: '说明写在下面。', en: 'Help stands below.' };
const ERROR: Text = { zh: '请填写。', en: 'This is needed.' };
const KINDS: readonly { readonly kind: ButtonKind; readonly text: Text }[] = [
  { kind: 'primary', text: { zh: '主要', en: 'Primary' } },
  { kind: 'secondary', text: { zh: '次要', en: 'Secondary' } },
  { kind: 'quiet', text: { zh: '轻', en: 'Quiet' } },
  { kind: 'danger', text: { zh: '删除', en: 'Danger' } },
];
const TONES: readonly { readonly tone: NoticeTone; readonly text: Text }[] = [
  { tone: 'info', text: { zh: '会议在 3 天以后。', en: 'The meeting is in 3 days.' } },
  { tone: 'good', text: { zh: '已投出。', en: 'Cast.' } },
  { tone: 'warning', text: { zh: '还有 2 人没有表示。', en: 'Two persons are not marked.' } },
  { tone: 'bad', text: { zh: '打印机缺纸。', en: 'The printer has no paper.' } },
];
const REFUSAL = {
  code: 'malformed',
  zh: '现在不能这样做。',
  en: 'This cannot be done now.',
  detail: [{ zh: '要等到“截止”。', en: 'It waits for "stopped".' }],
} as const;
const CHOICES = [
  { value: 'expected', text: { zh: '应到会', en: 'Expected' }, help: HELP },
  { value: 'present', text: { zh: '实到会', en: 'Present' } },
] as const;
const ICONS = {
  CircleIcon,
  CrossIcon,
  DashIcon,
  PencilIcon,
  SoundIcon,
  TickIcon,
  PersonIcon,
  ArrowDownIcon,
  WarningIcon,
  InfoIcon,
  WaitIcon,
} as const;
const SCANNER_STATES: readonly ScannerState[] = ['keyboard', 'serial', 'hid', 'lost'];
const nothing = () => undefined;

function Buttons(): JSX.Element {
  return (
    <>
      <Sample
        of="Button"
        text={{
          zh: '四种；每种可用、不可用（说出原因）、正在进行。一屏只有一个主要按钮。',
          en: 'Four kinds; each ready, disabled with its reason, and at work. One primary on a screen.',
        }}
      >
        <For each={KINDS}>
          {({ kind, text }) => (
            <div class="row">
              <Button kind={kind} text={text} />
              <Button kind={kind} text={text} icon={<TickIcon />} />
              <Button kind={kind} text={text} disabled reason={REFUSAL.detail[0]} />
              <Button kind={kind} text={text} busy />
            </div>
          )}
        </For>
      </Sample>
      <div class="sample-grid">
        <For each={Object.entries(ICONS)}>
          {([name, Icon]) => (
            <Sample of={name} text={{ zh: '图标总和文字在一起。', en: 'A sign never stands without its word.' }}>
              <div class="sample-icons">
                <span class="sample-icon">
                  <Icon />
                  {name}
                </span>
              </div>
            </Sample>
          )}
        </For>
      </div>
      <Sample of="Words" text={{ zh: '按页面的语言显示。', en: 'In the language of the page.' }}>
        <Words text={{ zh: '签到', en: 'Check-in' }} />
      </Sample>
      <Sample of="LanguageSwitch" text={{ zh: '中文和英文。', en: 'Chinese and English.' }}>
        <div class="row">
          <LanguageSwitch />
        </div>
      </Sample>
    </>
  );
}

function Fields(): JSX.Element {
  const [text, setText] = createSignal('王样例');
  const [number, setNumber] = createSignal<number | null>(5);
  const [choice, setChoice] = createSignal<'expected' | 'present' | null>(null);
  const [isChecked, setChecked] = createSignal(true);
  const [declared, setDeclared] = createSignal<Declared>({
    sitting: 'secretary',
    grounds: [{ ground: 'criminal-punishment', evidence: '' }],
    secretaryGrounds: [],
    sanction: '',
  });
  const second = createSecondOfficial();
  return (
    <>
      <Sample of="Field" text={{ zh: '任何输入的框。', en: 'The frame around any input.' }}>
        <Field label={LABEL} help={HELP}>
          {(id) => <input id={id} class="input" value={text()} />}
        </Field>
      </Sample>
      <Sample of="TextField" text={{ zh: '必填、有错、不可用。', en: 'Required, with an error, disabled.' }}>
        <TextField label={LABEL} help={HELP} value={text()} onInput={setText} required />
        <TextField label={LABEL} error={ERROR} value="" onInput={nothing} placeholder={LABEL} />
        <TextField label={LABEL} value={text()} onInput={nothing} disabled />
        <TextField label={{ zh: '配对码', en: 'Pairing code' }} value="A5DX4480" onInput={nothing} code />
        <TextField label={{ zh: '日期', en: 'Day' }} type="date" value="2026-01-31" onInput={nothing} />
      </Sample>
      <Sample of="TextAreaField" text={{ zh: '几行文字。', en: 'Several lines.' }}>
        <TextAreaField label={LABEL} value={text()} onInput={setText} />
      </Sample>
      <Sample of="NumberField" text={{ zh: '只收整数。', en: 'Whole numbers.' }}>
        <NumberField label={{ zh: '应选名额', en: 'Seats' }} value={number()} onInput={setNumber} least={1} />
        <NumberField label={{ zh: '应选名额', en: 'Seats' }} value={null} onInput={nothing} error={ERROR} />
      </Sample>
      <Sample of="SelectField" text={{ zh: '没有选定时写“请选择”。', en: 'Says "Choose" until something is.' }}>
        <SelectField label={LABEL} value={choice()} choices={CHOICES} onChoose={setChoice} />
        <SelectField label={LABEL} value="expected" choices={CHOICES} onChoose={nothing} disabled />
      </Sample>
      <Sample of="ChoiceField" text={{ zh: '全部可见；没有默认。', en: 'All visible; nothing chosen before.' }}>
        <ChoiceField label={LABEL} value={choice()} choices={CHOICES} onChoose={setChoice} required />
        <ChoiceField label={LABEL} value="present" choices={CHOICES} onChoose={nothing} disabled />
      </Sample>
      <Sample of="CheckField" text={{ zh: '勾选、未勾选、不可用。', en: 'Ticked, not ticked, disabled.' }}>
        <CheckField text={LABEL} help={HELP} checked={isChecked()} onChange={setChecked} />
        <CheckField text={LABEL} checked={false} onChange={nothing} />
        <CheckField text={LABEL} checked onChange={nothing} disabled />
      </Sample>
      <Sample of="FileField" text={{ zh: '选择或拖入。', en: 'Chosen or dropped.' }}>
        <FileField label={{ zh: '文件', en: 'File' }} accept=".pdf" onFile={nothing} />
        <FileField label={{ zh: '文件', en: 'File' }} accept=".pdf" onFile={nothing} disabled />
      </Sample>
      <Sample of="DeclarationFields" text={{ zh: '候选人条件的核对单。', en: 'The checklist of a candidate.' }}>
        <DeclarationFields
          value={declared()}
          onChange={setDeclared}
          entered={{ grounds: [], secretaryGrounds: [], sanction: true }}
        />
      </Sample>
      <Sample of="createSecondOfficial" text={{ zh: '两个人才能做的事。', en: 'What takes two persons.' }}>
        <second.Fields />
      </Sample>
      <Sample of="SignInForm" text={{ zh: '工作人员登录。', en: 'Officials sign in.' }}>
        <SignInForm role="organizer" title={{ zh: '登录', en: 'Sign in' }} onSignedIn={nothing} />
      </Sample>
      <Sample of="PairingForm" text={{ zh: '机器配对。', en: 'A machine is paired.' }}>
        <PairingForm role="kiosk" title={{ zh: '配对', en: 'Pair' }} help={HELP} onPaired={nothing} />
      </Sample>
    </>
  );
}

function Said(): JSX.Element {
  return (
    <>
      <Sample of="Notice" text={{ zh: '四种语气，各有图标和底色。', en: 'Four tones, each with sign and ground.' }}>
        <For each={TONES}>
          {({ tone, text }) => (
            <Notice tone={tone} text={text}>
              <p>{say(HELP)}</p>
            </Notice>
          )}
        </For>
      </Sample>
      <Sample of="RefusalNotice" text={{ zh: '服务器的拒绝和原因。', en: 'A refusal with what stands in the way.' }}>
        <RefusalNotice refusal={REFUSAL} />
      </Sample>
      <Sample of="StaffNeededNotices" text={{ zh: '投票机需要人。', en: 'Kiosks that need somebody.' }}>
        <StaffNeededNotices
          kiosks={[
            { kiosk: '投票机1', needs: ['called'] },
            { kiosk: '投票机2', needs: ['printer', 'scanner'] },
          ]}
        />
      </Sample>
      <Sample of="Announcements" text={{ zh: '页脚上的一句话，6 秒。', en: 'A word at the foot, for six seconds.' }}>
        <div class="row">
          <Button
            text={{ zh: '说“已保存”', en: 'Say "Saved"' }}
            onPress={() => announce({ zh: '已保存', en: 'Saved' })}
            name="announce"
          />
        </div>
        <Announcements />
      </Sample>
      <Sample of="ProblemList" text={{ zh: '先列必须改的。', en: 'Stops first.' }}>
        <ProblemList problems={PROBLEMS} />
      </Sample>
      <Sample of="FindingCell" text={{ zh: '表格里的核对结果。', en: 'Findings inside a table.' }}>
        <FindingCell problems={PROBLEMS} />
      </Sample>
      <Sample
        of="TestRunStripe"
        text={{ zh: '演练：页头；投票屏两侧。', en: 'A test run: at the head; at both edges.' }}
      >
        <TestRunStripe when place="head" />
        <div class="sample-edges">
          <TestRunStripe when place="edges" />
        </div>
      </Sample>
      <Sample of="Progress" text={{ zh: '不知道多久；知道多少。', en: 'Of unknown length; with what is done.' }}>
        <Progress text={{ zh: '正在打印…', en: 'Printing…' }} />
        <Progress text={{ zh: '正在制卡…', en: 'Making cards…' }} done={24} total={80} />
        <Progress text={{ zh: '正在验算…', en: 'Checking…' }} done={0.4} />
      </Sample>
      <Sample of="Connecting" text={{ zh: '等第一次回答；被拒绝。', en: 'Before the first answer; refused.' }}>
        <Connecting />
        <Connecting refusal={REFUSAL} />
      </Sample>
      <Sample of="Connected" text={{ zh: '有了状态就显示。', en: 'Shows the state once there is one.' }}>
        <Connected state={undefined as string | undefined}>{(state) => <p>{state()}</p>}</Connected>
        <Connected state="75">
          {(state) => <p>{say({ zh: `应到 ${state()}`, en: `Expected ${state()}` })}</p>}
        </Connected>
      </Sample>
      <Sample of="CheckList" text={{ zh: '等待、进行、通过、不通过。', en: 'Waiting, running, passed, failed.' }}>
        <CheckList
          checks={(['waiting', 'running', 'passed', 'failed'] as const).map((state) => ({
            name: state,
            title: { zh: '投票卡', en: 'Cards' },
            state,
            progress: state === 'running' ? 0.4 : null,
            detail: state === 'failed' ? { zh: '有一张卡用了两次。', en: 'One card was used twice.' } : null,
          }))}
        />
      </Sample>
      <Sample of="Dialog" text={{ zh: '必须回答的问题；焦点不离开它。', en: 'A question; focus stays in it.' }}>
        <div class="row">
          <OnPress text={{ zh: '打开对话框', en: 'Open the dialog' }}>
            {(close) => (
              <Dialog
                title={{ zh: '确定截止投票？', en: 'Stop voting?' }}
                onCancel={close}
                actions={
                  <>
                    <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} onPress={close} />
                    <Button kind="primary" text={{ zh: '截止', en: 'Stop' }} onPress={close} name="close-sample" />
                  </>
                }
              >
                <p>{say({ zh: '还有 2 人未投。', en: 'Two have not voted.' })}</p>
              </Dialog>
            )}
          </OnPress>
        </div>
      </Sample>
    </>
  );
}

function Tables(): JSX.Element {
  return (
    <>
      <Sample of="Counters" text={{ zh: '并排的数字。', en: 'Numerals side by side.' }}>
        <Counters>
          <Counter label={{ zh: '应到', en: 'Expected' }} value={75} />
          <Counter label={{ zh: '尚差', en: 'Missing' }} value={3} tone="accent" />
        </Counters>
      </Sample>
      <Sample of="Counter" text={{ zh: '平常、醒目、达到。', en: 'Plain, accent, good.' }}>
        <div class="row">
          <Counter label={{ zh: '应到', en: 'Expected' }} value={75} />
          <Counter label={{ zh: '尚差', en: 'Missing' }} value={3} tone="accent" />
          <Counter label={{ zh: '实到', en: 'Present' }} value={72} tone="good" />
        </div>
      </Sample>
      <Sample of="DataTable" text={{ zh: '突出的行；空表。', en: 'With a row that stands out; empty.' }}>
        <DataTable
          caption={{ zh: '计票结果', en: 'Counts' }}
          rows={RESULT.rows}
          strong={(row) => row.elected}
          columns={[
            { title: LABEL, cell: (row) => row.label },
            { title: { zh: '赞成', en: 'For' }, cell: (row) => row.approve, number: true },
          ]}
        />
        <DataTable rows={[]} columns={[{ title: LABEL, cell: () => '' }]} />
      </Sample>
      <Sample of="ContestTable" text={{ zh: '一个职务的结果和基数。', en: 'One contest with its base.' }}>
        <ContestTable contest={RESULT} />
      </Sample>
      <Sample
        of="VerifiedContest"
        text={{ zh: '监票人设备自己核验出来的结果。', en: 'As a scrutineer’s device verified it itself.' }}
      >
        <VerifiedContest contest={VERIFIED} of={VERIFIED_OF} />
      </Sample>
      <Sample of="FormTable" text={{ zh: '测评和推荐。', en: 'Appraisal and recommendation.' }}>
        <FormTable form={APPRAISED} />
        <FormTable form={RECOMMENDED} />
      </Sample>
      <Sample of="TallyStrokes" text={{ zh: '画“正”。', en: 'Five strokes make one character.' }}>
        <div class="row">
          <For each={[1, 4, 5, 13]}>{(count) => <TallyStrokes count={count} name="sample" />}</For>
        </div>
      </Sample>
      <Sample of="Fingerprint" text={{ zh: '一组一组读出来核对。', en: 'Read aloud group by group.' }}>
        <Fingerprint groups={['A5DX', '4480', 'XTXB', 'T6AM']} title={{ zh: '查验码', en: 'Code' }} titled />
      </Sample>
      <Sample of="QrCode" text={{ zh: '两种主题里都是白底黑码。', en: 'Black on white in every theme.' }}>
        <div style={{ width: '9rem' }}>
          <QrCode text="CP1A5DX4480XTXBT6AMHQSWAD01" title={{ zh: '样例', en: 'Sample' }} />
        </div>
      </Sample>
      <Sample of="PaperLine" text={{ zh: '可以下载；还要等。', en: 'Ready; still waiting.' }}>
        <ul>
          <PaperLine
            paper={{
              kind: 'report',
              title: { zh: '选举结果报告', en: 'Report of the result' },
              files: [{ format: 'pdf', href: '#pdf' }],
              ready: true,
              waitsFor: null,
            }}
          />
          <PaperLine
            paper={{
              kind: 'count',
              title: { zh: '计票结果报告单', en: 'Sheet of the count' },
              files: [],
              ready: false,
              waitsFor: { zh: '开票以后', en: 'after the count' },
            }}
          />
        </ul>
      </Sample>
      <Sample of="ExportLinks" text={{ zh: '两种文件。', en: 'Two kinds of file.' }}>
        <ExportLinks list="#list" text={{ zh: '名单', en: 'the list' }} name="sample-export" />
      </Sample>
      <Sample
        of="ListImport"
        text={{ zh: '没有选文件；文件有错；被拒绝。', en: 'No file yet; a file with faults; refused.' }}
      >
        <ListImport
          label={{ zh: '导入名单', en: 'Import a list' }}
          send={async () => err(REFUSAL)}
          onImported={async () => undefined}
          name="import"
          template="#template"
        />
        <WithFile name="名单.csv">
          <ListImport
            label={{ zh: '导入名单', en: 'Import a list' }}
            send={async () =>
              ok({ imported: false, rows: 0, lines: PROBLEMS.map((problem, at) => ({ ...problem, line: at + 2 })) })
            }
            onImported={async () => undefined}
            name="import-faults"
          />
        </WithFile>
        <WithFile name="名单.csv">
          <ListImport
            label={{ zh: '导入名单', en: 'Import a list' }}
            send={async () => err(REFUSAL)}
            onImported={async () => undefined}
            name="import-refused"
          />
        </WithFile>
      </Sample>
      <Sample
        of="ListComparison"
        text={{ zh: '没有选文件；一致；不一致；被拒绝。', en: 'No file yet; it agrees; it differs; refused.' }}
      >
        <p>
          <ListComparison list={LABEL} send={async () => err(REFUSAL)} name="compare" />
        </p>
        <WithFile name="到会情况.xlsx">
          <ListComparison
            list={LABEL}
            send={async () => ok({ agrees: true, rows: 60, lines: [], more: 0 })}
            name="compare-same"
          />
        </WithFile>
        <WithFile name="到会情况.xlsx">
          <ListComparison
            list={LABEL}
            send={async () => {
              const lines = PROBLEMS.map((problem, at) => ({ ...problem, line: at === 0 ? null : at + 2 }));
              return ok({ agrees: false, rows: 60, lines, more: 12 });
            }}
            name="compare-other"
          />
        </WithFile>
        <WithFile name="到会情况.xlsx">
          <ListComparison list={LABEL} send={async () => err(REFUSAL)} name="compare-refused" />
        </WithFile>
      </Sample>
      <Sample
        of="IncomingPaper"
        text={{ zh: '熟悉、新的、不同的钥匙；不通过。', en: 'A known, a new and another key; failed.' }}
      >
        <For each={[examination('known'), examination('new'), examination('other'), examination('known', false)]}>
          {(found) => (
            <WithFile name="批复.pdf">
              <IncomingPaper
                title={{ zh: '收到的文件', en: 'A paper that came' }}
                label={{ zh: '选择文件（PDF）', en: 'Choose the file (PDF)' }}
                examine={async () => ok(found)}
                receive={async () => err(REFUSAL)}
                onReceived={nothing}
              />
            </WithFile>
          )}
        </For>
      </Sample>
      <Sample of="WorkLedgerCard" text={{ zh: '换届选举工作台账。', en: 'The ledger of a re-election.' }}>
        <WorkLedgerCard
          calls={{
            view: async () => ok(LEDGER),
            save: async () => err(REFUSAL),
            remove: async () => err(REFUSAL),
            importFile: async () => err(REFUSAL),
            files: '#ledger',
          }}
        />
      </Sample>
    </>
  );
}

function Devices(): JSX.Element {
  const [refused, setRefused] = createSignal<keyof typeof CAMERA_PROBLEM | null>(null);
  return (
    <>
      <Sample of="ScannerConnect" text={{ zh: '四种连接状态。', en: 'Four states of connection.' }}>
        <For each={SCANNER_STATES}>
          {(state) => (
            <ScannerConnect scanners={{ state: () => state, possible: ['serial', 'hid'], permit: async () => false }} />
          )}
        </For>
        <ScannerConnect scanners={{ state: () => 'keyboard', possible: [], permit: async () => false }} />
      </Sample>
      <Sample of="CameraView" text={{ zh: '按下才开摄像头。', en: 'The camera is started by a press only.' }}>
        <div class="row">
          <OnPress text={{ zh: '开启摄像头', en: 'Start the camera' }}>
            {() => <CameraView facing="environment" onCode={nothing} onRefused={setRefused} />}
          </OnPress>
        </div>
        <Connected state={refused()} text={{ zh: '还没有摄像头的回答', en: 'The camera has not answered yet' }}>
          {(refusal) => <Notice tone="warning" text={CAMERA_PROBLEM[refusal()]} />}
        </Connected>
      </Sample>
    </>
  );
}

function Pages(): JSX.Element {
  const [phase, setPhase] = createSignal<Phase>('voting');
  return (
    <>
      <Sample of="OfficialPage" text={{ zh: '这一页本身。', en: 'This very page.' }}>
        <p>{say({ zh: '页头、阶段、内容和页脚的话。', en: 'Head, phases, content, and the word at the foot.' })}</p>
      </Sample>
      <Sample of="Card" text={{ zh: '页面的一部分。', en: 'A part of a page.' }}>
        <Card title={{ zh: '标题', en: 'Title' }}>
          <p>{say(HELP)}</p>
        </Card>
      </Sample>
      <Sample
        of="PhaseBar"
        text={{ zh: '已过、现在、以后；每页相同。', en: 'Past, now, to come; the same everywhere.' }}
      >
        <PhaseBar phase={phase()} />
        <SelectField
          label={{ zh: '阶段', en: 'Phase' }}
          value={phase()}
          choices={PHASES.map((value) => ({
            value,
            text: { zh: `${phaseWord(value).zh}（${value}）`, en: `${phaseWord(value).en} (${value})` },
          }))}
          onChoose={setPhase}
          name="sample-phase"
        />
      </Sample>
    </>
  );
}

export function OfficialSamples(): JSX.Element {
  return (
    <>
      <Card title={{ zh: '页面', en: 'Pages' }}>
        <Pages />
      </Card>
      <Card title={{ zh: '按钮、图标、文字', en: 'Buttons, signs, words' }}>
        <Buttons />
      </Card>
      <Card title={{ zh: '填写', en: 'Fields' }}>
        <Fields />
      </Card>
      <Card title={{ zh: '提示', en: 'What is said' }}>
        <Said />
      </Card>
      <Card title={{ zh: '数字、表格、文件', en: 'Numbers, tables, files' }}>
        <Tables />
      </Card>
      <Card title={{ zh: '设备', en: 'Devices' }}>
        <Devices />
      </Card>
    </>
  );
}
