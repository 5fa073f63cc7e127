/** Controls that read paper, and those that show what a printed sheet states. */
import { createSignal, type JSX } from 'solid-js';
import type { PaperBallot } from '../../../tally/paper/paper-ballot.ts';
import type { PaperForm } from '../../../tally/paper/paper-form.ts';
import type { PaperReading as Reading } from '../../../tally/paper/paper-reading.ts';
import { AnyReading } from '../../controls/any-reading.tsx';
import { FormReading } from '../../controls/form-reading.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperReading } from '../../controls/paper-reading.tsx';
import { PaperReport } from '../../controls/paper-report.tsx';
import { PaperSymbolTable } from '../../controls/paper-symbol-table.tsx';
import { PersonPicker } from '../../controls/person-picker.tsx';
import { SymbolScanner } from '../../controls/symbol-scanner.tsx';
import { SymbolTable } from '../../controls/symbol-table.tsx';
import { Sample } from './sample.tsx';
import {
  APPRAISAL,
  BLANK_BALLOT,
  BLANK_FORM,
  BLANK_LIST,
  ELECTION,
  EXAMINED,
  PAPER_SYMBOL,
  PEOPLE,
  RECOMMENDATION,
  RULES,
  SYMBOL,
} from './sample-data.ts';

export function PaperSamples(): JSX.Element {
  const blank = BLANK_BALLOT as PaperBallot;
  const [ballot, setBallot] = createSignal<PaperBallot>({
    ...blank,
    rows: [
      { mark: 'approve', altered: null },
      { mark: 'disapprove', altered: { decision: null } },
      { mark: 'unreadable', altered: null },
    ],
    writeIns: [{ name: '张三', under: 1, circle: false }],
  });
  const [appraisal, setAppraisal] = createSignal<PaperForm>(BLANK_FORM as PaperForm);
  const [list, setList] = createSignal<PaperForm>(BLANK_LIST as PaperForm);
  const [any, setAny] = createSignal<Reading>(BLANK_BALLOT);
  const people = PEOPLE.map(({ label: key, name, remark, surname }, at) => ({
    key,
    name,
    remark,
    surname,
    blocked: at === 0 ? '已签到' : null,
    picked: at === 1,
  }));
  return (
    <Card title={{ zh: '读票和核对纸面', en: 'Reading and comparing paper' }}>
      <Sample of="PaperReading" text={{ zh: '一张纸质选票。', en: 'One ballot on paper.' }}>
        <PaperReading
          contest={ELECTION}
          rules={RULES}
          people={[...PEOPLE]}
          ballot={ballot()}
          onChange={setBallot}
          active={1}
          decides
        />
      </Sample>
      <Sample of="FormReading" text={{ zh: '测评表和推荐表。', en: 'An appraisal form and a recommendation form.' }}>
        <FormReading contest={APPRAISAL} people={[...PEOPLE]} form={appraisal()} onChange={setAppraisal} active={0} />
        <FormReading contest={RECOMMENDATION} people={[...PEOPLE]} form={list()} onChange={setList} />
      </Sample>
      <Sample of="AnyReading" text={{ zh: '按内容取上面的一种。', en: 'One of the above, by what is on the paper.' }}>
        <AnyReading contest={ELECTION} rules={RULES} people={[...PEOPLE]} reading={any()} onChange={setAny} />
      </Sample>
      <Sample
        of="PersonPicker"
        text={{ zh: '先姓后人；选不了的写出原因。', en: 'Surname, then person; who cannot be chosen says why.' }}
      >
        <PersonPicker people={people} onPick={() => undefined} />
      </Sample>
      <Sample of="SymbolTable" text={{ zh: '核对码 A 里的数。', en: 'The numbers of code A.' }}>
        <SymbolTable symbol={SYMBOL} elected={EXAMINED.elected} />
      </Sample>
      <Sample of="PaperSymbolTable" text={{ zh: '纸质计票的核对码。', en: 'The code of a count on paper.' }}>
        <PaperSymbolTable symbol={PAPER_SYMBOL} elected={[['王样例', '李示范']]} />
      </Sample>
      <Sample
        of="PaperReport"
        text={{ zh: '纸面证明了什么，没有证明什么。', en: 'What the paper proves and what it does not.' }}
      >
        <PaperReport sheet={EXAMINED} />
      </Sample>
      <Sample
        of="SymbolScanner"
        text={{ zh: '摄像头、照片、扫码枪、粘贴。', en: 'Camera, pictures, hand scanner, pasted.' }}
      >
        <SymbolScanner onSymbols={() => undefined} />
      </Sample>
    </Card>
  );
}
