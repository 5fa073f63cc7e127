import { spawnSync } from 'node:child_process';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { assemblyRequest } from '../../printables/documents/assembly-request.ts';
import { candidatesRequest } from '../../printables/documents/candidates-request.ts';
import { chairScript } from '../../printables/documents/chair-script.ts';
import {
  attachmentLines,
  blank,
  bold,
  type OfficialDocument,
  officialNumber,
  PLAIN,
  text,
} from '../../printables/documents/document.ts';
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { electionMethod } from '../../printables/documents/election-method.ts';
import { emptyBoxSheet } from '../../printables/documents/empty-box.ts';
import { chineseNumber, type DocumentFacts } from '../../printables/documents/facts.ts';
import { formMethod } from '../../printables/documents/form-method.ts';
import { formScript } from '../../printables/documents/form-script.ts';
import { agendaOf, meetingNotice } from '../../printables/documents/meeting-notice.ts';
import { publicityNotice } from '../../printables/documents/publicity-notice.ts';
import { assemblyReply, candidatesReply } from '../../printables/documents/request-replies.ts';
import { summaryPaper } from '../../printables/documents/summary.ts';
import { workLedgerPaper } from '../../printables/documents/work-ledger.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { attendanceReport } from '../../printables/forms/attendance-report.ts';
import { paperBallots } from '../../printables/forms/paper-ballot.ts';
import { appraisalForm, recommendationForm } from '../../printables/forms/rating-forms.ts';
import { electionReport } from '../../printables/reports/election-report.ts';
import { type PaperReportData, paperReports } from '../../printables/reports/paper-reports.ts';
import { reportOfSheet, withUnconfirmed } from '../../printables/reports/report-data.ts';
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { settingSentences } from '../../tally/rules/settings-words.ts';
import {
  APPRAISAL_FACTS,
  BRANCH_FACTS,
  COUNTED,
  DIRECT_REPORTS,
  FACTS,
  ON_PAPER,
  PAPER_REPORT,
  PLENARY_FACTS,
  PRE_ELECTED,
  person,
  RECOMMENDATION_FACTS,
  REPORT,
  sheetOf,
} from './document-facts.ts';
import { TIED } from './qingxi-record.ts';
import {
  colourAt,
  fonts as fontsOf,
  greyPage,
  pageCount,
  pageText,
  syntax,
  textLines,
  wholeText,
  wordHeights,
} from './tools.ts';

const FONTS = installedFonts();
/** As long as a name can be. */
const LONGEST_NAME = '阿卜杜热合曼江·买买提吐尔逊·艾则孜江木';
const DATE = new Date('2026-11-28T04:00:00Z');

function reportOn(
  reports: Parameters<typeof electionReport>[0],
  duties = '',
  structure: readonly string[] = [],
): OfficialDocument {
  const office = { number: '清党报〔2026〕5号', approval: '青委〔2026〕31号', duties, structure };
  const report = electionReport(reports, office);
  if (report === null) throw new Error('no report');
  return report;
}

/** The committee is elected after its secretary, and the secretary is not among it. */
const WAITING: DocumentFacts = {
  ...COUNTED,
  unsettledSecretaries: { undecided: [{ post: '书记', person: '任金山' }], anew: [] },
};

const LEDGER = workLedgerPaper({
  organization: '中共清溪村总支部委员会',
  day: '2026年11月22日',
  steps: [
    {
      step: 3,
      title: '离任审计',
      state: '已完成',
      due: '2026-10-08',
      date: '2026-10-05',
      number: '青审〔2026〕7号',
      who: '镇经管站',
      note: '审计结果10月6日在村务公开栏公布',
    },
    {
      step: 12,
      title: '党员和群众推荐',
      state: '进行中',
      due: null,
      date: null,
      number: '',
      who: '',
      note: '党员推荐会（2026年10月12日）；村民代表推荐会（2026年10月13日）',
    },
    {
      step: 28,
      title: '班子交接',
      state: '未开始',
      due: '2026-12-10',
      date: null,
      number: '',
      who: '',
      note: '名额：委员 5 名，书记 1 名',
    },
  ],
  ticked: [
    {
      step: 3,
      title: '离任审计',
      persons: [
        { name: '高玉龙', state: '已完成', date: '2026-10-25', number: '', who: '镇经管站', note: '未发现问题' },
        { name: '阿卜杜拉·买买提', state: '未开始', date: null, number: '', who: '', note: '' },
      ],
    },
  ],
});

const PAPERS: readonly OfficialDocument[] = [
  assemblyRequest(FACTS),
  assemblyReply(FACTS),
  candidatesRequest(FACTS),
  candidatesReply(FACTS),
  publicityNotice(FACTS),
  meetingNotice(FACTS),
  meetingNotice(PLENARY_FACTS),
  meetingNotice(APPRAISAL_FACTS),
  LEDGER,
  electionMethod(FACTS),
  chairScript(FACTS),
  chairScript(COUNTED),
  chairScript(ON_PAPER),
  chairScript(PRE_ELECTED),
  chairScript(PLENARY_FACTS),
  chairScript(WAITING),
  formMethod(APPRAISAL_FACTS),
  formMethod(RECOMMENDATION_FACTS),
  formScript(APPRAISAL_FACTS),
  formScript(RECOMMENDATION_FACTS),
  electionMethod(PLENARY_FACTS),
  assemblyRequest(BRANCH_FACTS),
  candidatesRequest(BRANCH_FACTS),
  electionMethod(BRANCH_FACTS),
  chairScript(BRANCH_FACTS),
  reportOn([REPORT]),
  reportOn([PAPER_REPORT]),
  reportOn(DIRECT_REPORTS),
  reportOn(PLENARY_FACTS.reports, PLENARY_FACTS.particulars.duties),
];
const pdfOf = (document: OfficialDocument) =>
  officialPdf(document, { author: '清溪', date: DATE, fonts: FONTS, specimen: false });
const docxOf = (document: OfficialDocument) => officialDocx(document, { author: '清溪', date: DATE, specimen: false });

/** Everything that a paper says, without white space and underlines. */
function wordsOf(document: OfficialDocument): readonly string[] {
  const blocks = [...document.blocks, ...document.annexes.flatMap((annex) => annex.blocks)];
  return [
    document.letterhead ?? '',
    document.number,
    ...document.title,
    document.subtitle,
    document.addressee,
    document.closing,
    ...attachmentLines(document.attachments.length === 0 ? [''] : document.attachments),
    document.signature?.organization ?? '',
    document.remark,
    ...document.annexes.map(({ title }) => title),
    ...blocks.flatMap((block) =>
      block.kind === 'table'
        ? [...block.head, ...block.rows.flat().map((cell) => (typeof cell === 'string' ? cell : cell.text))]
        : [`${block.kind === 'paragraph' ? (block.lead ?? '') : ''}${block.text}`],
    ),
  ]
    .map((words) => words.replace(/\s/g, ''))
    .filter((words) => words !== '' && words !== '附件：');
}

describe.each(PAPERS.map((paper, at) => [`${paper.name} (${at})`, paper] as const))(
  '%s as PDF and as DOCX',
  (_, paper) => {
    test('both say every word of it, rare characters included', async () => {
      const pdf = await pdfOf(paper);
      // Page numbers stand between the lines of a text that runs over to the next page.
      const inPdf = wholeText(pdf).replace(/—\d+—/g, '');
      const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await docxOf(paper)) });
      const inDocx = value.replace(/\s/g, '');
      for (const words of wordsOf(paper)) {
        expect(inPdf, 'PDF').toContain(words);
        expect(inDocx, 'DOCX').toContain(words);
      }
    });

    test('no page has more than 22 lines and no line more than 28 characters (GB/T 9704-2012)', async () => {
      const pdf = await pdfOf(paper);
      for (let page = 1; page <= pageCount(pdf); page += 1) {
        const lines = textLines(pdf, page).filter((line) => line !== '' && !/^—\d+—$/.test(line));
        const isPlain = paper.blocks.every(({ kind }) => kind !== 'table') && paper.letterhead === null;
        if (isPlain && paper.annexes.length === 0) expect(lines.length, `page ${page}`).toBeLessThanOrEqual(22);
        const widthOf = (line: string) => [...line.trim()].reduce((sum, one) => sum + (one <= '\u00ff' ? 0.5 : 1), 0);
        if (isPlain) for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(28);
      }
      expect(syntax(pdf)).toMatchObject({ status: 0 });
      for (const row of fontsOf(pdf)) expect(row).toMatch(/yes +yes +yes/);
    });

    test('both are the same bytes from the same facts', async () => {
      expect(await pdfOf(paper)).toEqual(await pdfOf(paper));
      expect(await docxOf(paper)).toEqual(await docxOf(paper));
    });

    test('the DOCX is well-formed and has the measures of the standard', async () => {
      const parts = unzipSync(await docxOf(paper));
      // Another reader of zip and XML: a part that is not well-formed, or a checksum that is not right, ends it with an error.
      const reader =
        'import io,sys,zipfile,xml.dom.minidom as x\n' +
        'z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n' +
        'assert z.testzip() is None\n' +
        '[x.parseString(z.read(n)) for n in z.namelist() if n.endswith((".xml",".rels"))]';
      const read = spawnSync('python3', ['-c', reader], { input: await docxOf(paper), encoding: 'utf8' });
      expect(read.status, read.stderr).toBe(0);
      const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      const mm = (name: string) =>
        Math.round(
          (Number(new RegExp(`w:${name}="(\\d+)"`).exec(body.slice(body.indexOf('<w:pgMar')))?.[1]) / 1440) * 25.4,
        );
      expect([mm('top'), mm('right'), mm('bottom'), mm('left')]).toEqual([37, 26, 35, 28]);
      const size = (name: string) =>
        Number(new RegExp(`w:${name}="(\\d+)"`).exec(body.slice(body.indexOf('<w:pgSz')))?.[1]);
      const pitch = Number(/w:linePitch="(\d+)"/.exec(body)?.[1]);
      // As many whole lines as a reader of the file finds room for.
      expect(Math.floor((size('h') - size('top') - size('bottom')) / pitch)).toBe(22);
      expect(body).toContain(`w:line="${pitch}" w:lineRule="exact"`);
      expect(body).toMatch(/<w:sz w:val="4[24]"\/>/);
      expect(strFromU8(parts['word/settings.xml'] ?? new Uint8Array())).toContain('w:evenAndOddHeaders');
    });
  },
);

describe('how a DOCX breaks its lines and pages', () => {
  const bodyOf = async (parts: Partial<OfficialDocument>) => {
    const paper = { ...PLAIN, name: '纸', title: ['通知'], blocks: [], ...parts };
    return strFromU8(unzipSync(await docxOf(paper))['word/document.xml'] ?? new Uint8Array());
  };
  const paragraphOf = (body: string, words: string) =>
    body.split('<w:p>').find((paragraph) => paragraph.includes(words)) ?? '';

  test('the longest line of a title gives the size of all, so that none is broken again', async () => {
    const long = '关于公布清溪村党支部委员会委员候选人的通知';
    expect([...long]).toHaveLength(21);
    const body = await bodyOf({ title: ['中共清溪村支部', long] });
    // 156 mm are 442 points: 21 characters of 21 points.
    for (const words of ['中共清溪村支部', long]) expect(paragraphOf(body, words)).toContain('<w:sz w:val="42"/>');
    expect(paragraphOf(await bodyOf({ title: [long.slice(1)] }), long.slice(1))).toContain('<w:sz w:val="44"/>');
  });

  test('a name and its remark that do not fit on one line of a cell are broken between them', async () => {
    const tableOf = (width: number) =>
      bodyOf({
        blocks: [
          {
            kind: 'table',
            columns: [{ width }, { width: null }],
            head: ['甲', '乙'],
            rows: [['王建国（1974年4月生）', '']],
          },
        ],
      });
    expect(await tableOf(40)).toMatch(/王建国<\/w:t>.*<w:br\/><w:t[^>]*>（1974年4月生）</);
    expect(await tableOf(80)).toContain('王建国（1974年4月生）');
  });

  test('bold words that end in a colon stay with what they lead in, as headings do; other words do not', async () => {
    const body = await bodyOf({
      blocks: [
        bold('第2轮投票（书记）：'),
        text('实到30名。'),
        bold('完。'),
        text('情况如下：'),
        text('一。'),
        bold('末：'),
      ],
    });
    const kept = ['第2轮投票', '实到30名', '完。', '情况如下', '末：'].filter((words) =>
      paragraphOf(body, words).includes('<w:keepNext/>'),
    );
    expect(kept).toEqual(['第2轮投票']);
  });

  test('and the PDF takes them to the next page where only one line is left', async () => {
    const lines = Array.from({ length: 16 }, (_, at) => text(`第${at + 1}行。`));
    for (const [left, page] of [
      [lines, 1],
      [[...lines, text('又一行。')], 2],
    ] as const) {
      const pdf = await pdfOf({
        ...{ ...PLAIN, name: '纸', title: ['通知'] },
        blocks: [...left, bold('第2轮投票（书记）：'), text('实到。'.repeat(20))],
      });
      expect(pageCount(pdf)).toBe(2);
      expect(textLines(pdf, page).join('')).toContain('第2轮投票');
    }
  });
});

describe('what the papers say (rules §6.2)', () => {
  test('a request has one addressee, ends 妥否，请批示。 and names its attachments', () => {
    for (const request of [assemblyRequest(FACTS), candidatesRequest(FACTS)]) {
      expect(request.addressee).toBe('中共青山镇委员会');
      expect(request.closing).toBe('妥否，请批示。');
      expect(request.attachments.length).toBeGreaterThan(0);
      expect(request.remark).toBe('联系人：吴菊芳，电话：12345678');
    }
    const particulars = { ...FACTS.particulars, contact: '', telephone: '' };
    for (const request of [assemblyRequest, candidatesRequest])
      expect(request({ ...FACTS, particulars }).remark).toBe('');
    expect(assemblyRequest({ ...FACTS, excluded: [] }).annexes).toEqual([]);
  });

  test('the request about the assembly says nothing of how long it will take, which nobody has noted', () => {
    const words = wordsOf(assemblyRequest(FACTS)).join('');
    expect(words).toContain('在村委会大会议室召开。');
    expect(words).not.toContain('会期');
  });

  test('换届情况汇总: an age is counted once, and the name of a general branch stands on one line', async () => {
    const row = { organization: '中共清溪村总支部委员会', expected: 75, present: 68, elected: 5, known: 5, women: 2 };
    const rest = { young: 1, above55: 1, college: 2, unknown: 0, villageHead: true, structure: true };
    const paper = summaryPaper({ day: '2026-11-30', stages: [], rows: [{ ...row, ...rest }] });
    expect(wordsOf(paper).join('')).toContain('35周岁以下1名，36至55周岁3名，56周岁以上1名');
    const pdf = await officialPdf(paper, { author: 'x', date: DATE, fonts: FONTS, specimen: false });
    expect(textLines(pdf, 1).join('\n')).toContain('中共清溪村总支部委员会');
  });

  test('工作台账: neither a day nor a name breaks in its cell, and its notes set no blanks between characters and digits', async () => {
    const pdf = await pdfOf(LEDGER);
    const lines = Array.from({ length: pageCount(pdf) }, (_, at) => textLines(pdf, at + 1)).flat();
    for (const day of ['2026.12.10前', '2026.10.25', '阿卜杜拉·买买提'])
      expect(
        lines.some((line) => line.includes(day)),
        day,
      ).toBe(true);
    expect(wordsOf(LEDGER)).toContain('名额：委员5名，书记1名');
    expect(JSON.stringify(LEDGER.blocks)).not.toContain('委员 5 名');
  });

  test('persons of several posts in one table are numbered through', () => {
    const [table] = candidatesRequest(PLENARY_FACTS).blocks.filter(({ kind }) => kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.rows.map(([number]) => number)).toEqual(['1', '2']);
  });

  test('request and reply name the meeting that elects: the plenary of a committee is no assembly (rules §1.12)', () => {
    for (const paper of [candidatesRequest, candidatesReply]) {
      expect(wordsOf(paper(PLENARY_FACTS)).join(''), paper.name).toMatch(/提交[^。]*委员会全体会议选举。/u);
      expect(wordsOf(paper(PLENARY_FACTS)).join(''), paper.name).not.toContain('大会选举');
      expect(wordsOf(paper(FACTS)).join(''), paper.name).toMatch(/提交[^。]*党员大会选举。/u);
    }
  });

  test('the request about candidates states what was noted, and leaves a place for what was not (rules §4.1 steps 12 to 18)', () => {
    const saidOf = (facts: typeof FACTS) => wordsOf(candidatesRequest(facts)).join('');
    const noted = saidOf(FACTS);
    expect(noted).toContain('经10月12日党员推荐、10月20日资格联审、11月2日组织考察，我委研究提出');
    expect(noted).toContain('公示时间：2026年11月11日至2026年11月13日。公示期间的反映和处理情况：没有收到反映。');
    const nothing = { ...FACTS.particulars, nomination: '', objections: '', noticeFrom: null, noticeTo: null };
    const empty = saidOf({ ...FACTS, particulars: nothing });
    expect(empty).toMatch(/经_+，我委研究提出/u);
    expect(empty).toMatch(/公示时间：_+至_+。公示期间的反映和处理情况：_+。/u);
    expect(empty).not.toMatch(/资格审查、|组织考察和|符合任职条件|没有影响任职/u);
    expect(wordsOf(publicityNotice({ ...FACTS, particulars: nothing })).join('')).not.toContain('经党员推荐');
  });

  test('the candidate for secretary has three places where township and county sign (rules §4.1 step 18)', () => {
    expect(candidatesRequest(FACTS).annexes).toEqual([]);
    const person = FACTS.posts[0]?.candidates[0];
    if (person === undefined) throw new Error('nobody stands');
    const posts = [...FACTS.posts, { post: '书记', seats: 1, candidates: [person] }];
    const request = candidatesRequest({ ...FACTS, posts });
    expect(request.attachments).toEqual(['候选人预备人选登记表和考察材料', '书记候选人预备人选审签表']);
    const [annex] = request.annexes;
    const said = JSON.stringify(annex?.blocks);
    expect(annex?.number).toBe(2);
    for (const words of [
      '一、乡镇（街道）党（工）委书记',
      '二、县（市、区）委分管领导',
      '三、县（市、区）换届选举工作领导小组',
    ])
      expect(said).toContain(words);
    expect(said.match(/年　　月　　日/gu)).toHaveLength(3);
    expect(said).toContain(person.name);
  });

  test('request, reply and method are written for the ballots that the meeting is going to use (rules §5.1, §6.2)', () => {
    const planned = { ...FACTS, planned: 'paper', medium: 'paper' } as const;
    for (const paper of [assemblyRequest, assemblyReply, electionMethod]) {
      expect(wordsOf(paper(planned)).join(''), paper.name).toContain('使用纸质选票');
      expect(wordsOf(paper(planned)).join(''), paper.name).not.toMatch(/电子投票|投票卡|投票机|密钥/u);
      expect(wordsOf(paper(FACTS)).join(''), paper.name).toContain('电子投票系统');
    }
  });

  test('a pre-election stands in request and method where the meeting holds one, and only there (rules §1.4)', () => {
    for (const paper of [assemblyRequest, electionMethod]) {
      expect(wordsOf(paper({ ...FACTS, preliminary: true })).join(''), paper.name).toContain('先进行差额预选');
      expect(wordsOf(paper(FACTS)).join(''), paper.name).not.toContain('先进行差额预选');
    }
  });

  test('the reply fixes an order of secretary and deputy where there is more than one person (rules §1.8, T76)', () => {
    const order = '书记、副书记候选人按以上次序列入选票。';
    expect(wordsOf(candidatesReply(PLENARY_FACTS))).toContain(order);
    expect(wordsOf(candidatesReply(BRANCH_FACTS))).not.toContain(order);
    const of1990 = { ...PLENARY_FACTS, rules: ruleSettings({ majorityBase: 'present', ruleSet: '1990' }) };
    expect(wordsOf(candidatesReply(of1990))).not.toContain(order);
  });

  test('in a plenary the committee helps and asks: method, script and ballot say the same (rules §1.8, §1.12)', async () => {
    const papers = async (facts: DocumentFacts) => [
      wordsOf(electionMethod(facts)).join(''),
      wordsOf(chairScript(facts)).join(''),
      wholeText(await paperBallots(facts, FONTS)),
    ];
    for (const said of await papers(PLENARY_FACTS)) expect(said).toContain('不是候选人的委员按照本人意愿代写');
    for (const said of await papers(FACTS)) expect(said).toContain('不是候选人的党员按照本人意愿代写');
    expect(wordsOf(chairScript(PLENARY_FACTS)).join('')).toContain('委员有询问的');
  });

  test('no paper cites a reply that nobody has noted', () => {
    for (const paper of [chairScript, electionMethod]) {
      expect(wordsOf(paper(FACTS)).join('')).toContain('《中共青山镇委员会批复》（青委〔2026〕31号）');
      expect(wordsOf(paper({ ...FACTS, approval: '' })).join('')).toMatch(/《中共青山镇委员会批复》（_+）/u);
    }
  });

  test('seats that the voters gave up are no open ones, in the words of the report of the count (rules §1.11)', () => {
    const said = (isReduced: boolean) => {
      const contests = PAPER_REPORT.contests.map((one) => ({ ...one, isReduced }));
      return wordsOf(chairScript({ ...ON_PAPER, result: { ...PAPER_REPORT, contests } })).join('');
    };
    const [open, givenUp] = ['缺额1名，按选举办法的规定办理。', '经表决减少名额1名，不再另行选举。'];
    expect(said(false)).toContain(open);
    expect(said(false)).not.toContain('减少名额');
    expect(said(true)).toContain(givenUp);
    expect(said(true)).not.toContain('缺额1名');
  });

  test('tellers are voted on by themselves where the method has them voted (rules §1.7, §7 teller_source)', () => {
    const rules = { ...FACTS.rules, tellerSource: 'voted' as const };
    const motion = { mode: 'hands', inFavour: 70, against: 1, abstain: 0, carried: true } as const;
    const said = wordsOf(
      chairScript({
        ...FACTS,
        rules,
        motions: [{ ...motion, subject: 'tellers', text: '计票人名单', inFavour: 69, against: 2 }],
      }),
    ).join('');
    expect(said).toContain('同意69名，不同意2名，弃权0名，计票人名单通过。');
    expect(said).toContain('监票人名单____（通过／没有通过）。');
    expect(wordsOf(chairScript(FACTS)).join('')).not.toContain('计票人名单');
  });

  test('every sentence of the settings stands in the election method, whichever are chosen', () => {
    for (const rules of [
      ruleSettings({ majorityBase: 'present' }),
      ruleSettings({ majorityBase: 'expected', revoteThreshold: 'half', shortfall: 'reduce', ruleSet: '1990' }),
    ]) {
      const said = wordsOf(electionMethod({ ...FACTS, rules })).join('');
      // Said in other words there.
      const elsewhere = /^(ruleSet|exclusionCategories)$/;
      const sentences = settingSentences(rules, ['election', 'conduct', 'paper']);
      expect(sentences.length).toBeGreaterThan(30);
      for (const { setting, zh } of sentences)
        if (!elsewhere.test(setting)) expect(said.split(zh.replace(/\s/g, '')).length - 1, `${setting}: ${zh}`).toBe(1);
      expect(said).not.toMatch(/E[1-6]/);
    }
  });

  test('the method says how a ballot on paper is marked, before what becomes of a doubtful one (rules §1.8, §6.2)', () => {
    const said = (change: Partial<DocumentFacts>) => wordsOf(electionMethod({ ...FACTS, ...change })).join('');
    for (const planned of ['kiosk', 'paper'] as const)
      for (const alteration of ['scrutineer-decides', 'void-row', 'void-ballot'] as const) {
        const paper = { ...FACTS.rules.paper, alteration };
        const rules = { ...FACTS.rules, majorityBase: 'expected' as const, paper };
        const [altered] = settingSentences(rules, ['paper']).filter(({ setting }) => setting === 'paper.alteration');
        const words = said({ planned, medium: planned, rules });
        const marks = words.indexOf('赞成的，在候选人姓名上方的符号栏内画“○”；不赞成的画“×”；弃权的不画任何符号。');
        const pen = words.indexOf('用蓝色或者黑色的钢笔、签字笔填写，符号准确，笔迹清楚，不得涂改');
        const read = words.indexOf('下列规定认定：');
        expect([marks, pen, read].every((at) => at > 0)).toBe(true);
        expect(Math.max(marks, pen)).toBeLessThan(read);
        expect(words.indexOf(altered?.zh ?? '')).toBeGreaterThan(read);
      }
    const written = '在另选人姓名栏内写上姓名，并在其上方的符号栏内画“○”。';
    expect(said({})).toContain(written);
    expect(said({ writeIns: false })).not.toContain(written);
  });

  test('how long ballots are kept is written in by hand: no regulation names a period (rules §9)', () => {
    for (const planned of ['kiosk', 'paper'] as const)
      for (const facts of [FACTS, PLENARY_FACTS, BRANCH_FACTS]) {
        const words = wordsOf(electionMethod({ ...facts, planned })).join('');
        expect(words).toMatch(/当场封存，由监票人在封口签名，保存期限为_+；/u);
        expect(words).not.toMatch(/保存至|永久/u);
      }
  });

  test('the election method says how long candidates are public and what becomes of the structure (rules §4.2)', () => {
    const rules = ruleSettings({ majorityBase: 'expected', publicityDays: 7, publicityDayKind: 'working' });
    const said = wordsOf(electionMethod({ ...FACTS, rules })).join('');
    expect(said).toContain('候选人预备人选在选举以前公示。公示7天。公示按工作日计算。公示从张贴的次日起算。班子结构');
    const none = wordsOf(
      electionMethod({ ...FACTS, rules: { ...rules, publicityDays: 0, structureRules: 'off' } }),
    ).join('');
    expect(none).toContain('候选人预备人选不要求公示。班子结构不作提示。');
    expect(none).not.toContain('公示按');
  });

  test('the method of a plenary speaks of the committee alone, and says every rule it is held by (rules §1.12)', () => {
    for (const majorityBase of ['expected', 'present', null] as const) {
      const rules = { ...ruleSettings({ majorityBase: majorityBase ?? 'present', shortfall: 'ask' }), majorityBase };
      const posts = [{ post: '书记', seats: 1, candidates: [] }];
      const said = wordsOf(electionMethod({ ...FACTS, kind: 'plenary', posts, rules }))
        .join('')
        .replace(/《[^》]*》/g, '');
      expect(said).not.toMatch(/党员|大会|间接选举|差额预选|不计算在应到会人数/);
      expect(said).toContain('监票人不少于3名，由委员会全体会议从不是候选人的委员中推选通过。');
      expect(said).toContain('另选他人的，从不是候选人的其他委员中选定');
      if (majorityBase === null) continue;
      for (const { setting, zh } of meetingSentences({ ...rules, majorityBase }, 'plenary'))
        if (setting !== 'ruleSet') expect(said, setting).toContain(zh.replace(/\s/g, ''));
    }
  });

  test('the method says once who may write somebody in, by the setting and by the ballots that are used (rules §7)', () => {
    const said = (planned: 'kiosk' | 'paper', writeInRequiresDisapproval: boolean) => {
      const rules = { ...FACTS.rules, paper: { ...FACTS.rules.paper, writeInRequiresDisapproval } };
      return wordsOf(electionMethod({ ...FACTS, planned, medium: planned, rules })).join('');
    };
    const free = said('paper', false);
    expect(free).toContain('可以另选他人，不以投不赞成票为条件。');
    expect(free).not.toMatch(/弃权的不得另选他人|投不赞成票的可以另选他人/u);
    expect(free).toContain('对候选人可以投赞成票、不赞成票或弃权。');
    expect(said('kiosk', false)).toContain('使用投票机投票的，弃权的不得另选他人。');
    expect(said('kiosk', false)).not.toMatch(/(?<!的，)弃权的不得另选他人/u);
    for (const planned of ['kiosk', 'paper'] as const) {
      expect(said(planned, true)).toContain('选定；弃权的不得另选他人。');
      expect(said(planned, true)).not.toContain('不以投不赞成票为条件');
    }
  });

  test('the method promises no rule about too many names that the count does not know (rules §7 write_in_excess)', () => {
    const said = (writeInRequiresDisapproval: boolean, writeInExcess: 'void-write-ins' | 'void-ballot') => {
      const paper = {
        ...FACTS.rules.paper,
        writeInLayout: 'pooled',
        writeInRequiresDisapproval,
        writeInExcess,
      } as const;
      return wordsOf(electionMethod({ ...FACTS, rules: { ...FACTS.rules, paper } })).join('');
    };
    for (const [excess, words] of [
      ['void-write-ins', '所写另选人多于不赞成的候选人的，另选人全部无效'],
      ['void-ballot', '所写另选人多于不赞成的候选人的，整张选票无效'],
    ] as const) {
      expect(said(true, excess)).toContain(words);
      expect(said(false, excess)).not.toContain('多于不赞成的候选人');
    }
  });

  test('a method without a vote for another person says so once, and nothing more of it (rules §1.8)', () => {
    const said = (planned: 'kiosk' | 'paper') =>
      wordsOf(electionMethod({ ...FACTS, writeIns: false, planned, medium: planned })).join('');
    for (const planned of ['kiosk', 'paper'] as const) {
      expect(said(planned)).toContain('对候选人可以投赞成票、不赞成票或弃权。本次选举不另选他人。');
      expect(said(planned).replace('本次选举不另选他人', '')).not.toContain('另选');
      expect(said(planned)).toContain('得赞成票、不赞成票和弃权票的情况');
    }
  });

  test('the order of secretary and deputy is that of the ballot: approved, or by strokes under 1990 (rules §2 row 9)', () => {
    for (const facts of [FACTS, PLENARY_FACTS, BRANCH_FACTS]) {
      const said = (ruleSet: '2020' | '1990') =>
        wordsOf(electionMethod({ ...facts, rules: { ...facts.rules, ruleSet } })).join('');
      expect(said('2020').split('按上级批准的次序').length, facts.title).toBe(3);
      expect(said('1990'), facts.title).not.toContain('按上级批准的次序');
      expect(said('1990'), facts.title).toContain('书记、副书记以姓氏笔画为序。');
    }
    const reply = (ruleSet: '2020' | '1990') =>
      wordsOf(candidatesReply({ ...PLENARY_FACTS, rules: { ...PLENARY_FACTS.rules, ruleSet } })).join('');
    expect(reply('2020')).toContain('书记、副书记候选人按以上次序列入选票。');
    expect(reply('1990')).not.toContain('按以上次序');
  });

  test('how many must agree to fewer seats stands in the method once (rules §1.11)', () => {
    const said = (reductionEqualAccepted: boolean) => {
      const rules = { ...FACTS.rules, shortfall: 'reduce' as const, reductionEqualAccepted };
      const words = wordsOf(electionMethod({ ...FACTS, rules })).join('');
      return [words.includes('半数以上'), words.includes('须有超过半数同意')];
    };
    expect(said(true)).toEqual([true, false]);
    expect(said(false)).toEqual([false, true]);
  });

  test('the papers of a branch without a committee speak of none (rules §1.2, §1.12)', () => {
    const said = [
      assemblyRequest,
      assemblyReply,
      candidatesRequest,
      candidatesReply,
      publicityNotice,
      meetingNotice,
      electionMethod,
      chairScript,
    ].map(
      (paper) =>
        [
          paper.name,
          wordsOf(paper(BRANCH_FACTS))
            .join('')
            .replace(/中共青山镇委员会|不设委员会/gu, ''),
        ] as const,
    );
    for (const [name, words] of said) expect(words, name).not.toMatch(/委员|我委|你委|班子成员|间接选举/u);
    const of = (name: string) => said.find(([one]) => one === name)?.[1];
    expect(of('electionMethod')).toContain('选举由上届党支部书记主持');
    expect(of('electionMethod')).toContain('直接选举：书记、副书记由党员大会选举。');
    expect(of('electionMethod')).toContain('选出的书记、副书记报上级党组织批准。');
    expect(of('assemblyRequest')).toContain('本支部，书记、副书记由党员大会直接选举，拟选举书记1名。');
    expect(of('candidatesRequest')).toContain('我支部研究提出书记候选人预备人选1名（应选1名，等额）');
    expect(of('chairScript')).toContain('请上届党支部书记作工作报告。');
    for (const { setting, zh } of meetingSentences(
      { ...BRANCH_FACTS.rules, majorityBase: 'expected' },
      'without-committee',
    ))
      if (!/^(ruleSet|exclusionCategories)$/.test(setting))
        expect(of('electionMethod'), setting).toContain(zh.replace(/\s/g, ''));
  });

  test('the method of a form says who takes part, every rule it is counted by, and that its counts are public (rules §4.3, §4.4)', () => {
    for (const facts of [APPRAISAL_FACTS, RECOMMENDATION_FACTS]) {
      const rules = {
        ...facts.rules,
        majorityBase: 'expected' as const,
        appraisalMinimumAttendance: 40,
        appraisalQuota: 30 as const,
        recommendWeights: [
          { group: '党员', weight: 60 },
          { group: '村民代表', weight: 40 },
        ],
      };
      const method = formMethod({ ...facts, rules });
      const said = wordsOf(method).join('');
      const sentences = meetingSentences(rules, facts.kind);
      expect(sentences.length).toBeGreaterThan(5);
      for (const { setting, zh } of sentences) expect(said, setting).toContain(zh.replace(/\s/g, ''));
      expect(method.name).toBe(facts.kind === 'appraisal' ? '测评办法' : '推荐办法');
      expect(said).toContain(`名册共${facts.roll.expected}名`);
      expect(said).toContain('计入公开的会议档案');
      expect(said).not.toContain('选举');
    }
  });

  test('a base that is not chosen stays a place to write in, and both are named (rules §1.9)', () => {
    const said = wordsOf(electionMethod({ ...FACTS, rules: { ...FACTS.rules, majorityBase: null } })).join('');
    expect(said).toContain(
      '得赞成票超过__________的半数，始得当选。（在“应到会有选举权人数”和“实到会有选举权人数”中择一',
    );
  });

  test('the script has blanks before the meeting and the numbers of the moment in it', async () => {
    const before = wordsOf(chairScript(FACTS)).join('');
    expect(before).toContain('应到会有选举权的党员75名，实到____名');
    expect(before).toContain('我宣布：____________________同志当选为中共清溪村总支部委员会委员。');
    const after = wordsOf(chairScript(COUNTED)).join('');
    expect(after).toContain('实到68名，列席4名，达到应到会人数75名的五分之四（至少60名），符合规定，可以开会');
    expect(after).toContain('发出投票卡68张，收回选票67张，剩余未发出的投票卡12张');
    expect(after).toContain('同意70名，不同意3名，弃权2名，选举办法通过。');
    expect(after).toContain('王建国（1974年4月生），赞成59票，不赞成3票，弃权5票');
    expect(after).toContain('同志当选为中共清溪村总支部委员会委员');
    expect(after.match(/____/g)?.length).toBeLessThan(before.match(/____/g)?.length ?? 0);
  });

  test('too few present: the script says that no election can be held', () => {
    const few = wordsOf(chairScript({ ...FACTS, attendance: { present: 59, attending: 0 } })).join('');
    expect(few).toContain('不足应到会人数75名的五分之四（至少60名），不符合规定，不能进行选举');
  });

  test('the notice counts its days by the settings and leaves working days to the office', () => {
    const said = (rules: Partial<DocumentFacts['rules']>, rest: Partial<DocumentFacts> = {}) =>
      [publicityNotice, candidatesRequest]
        .map((paper) => wordsOf(paper({ ...FACTS, ...rest, rules: { ...FACTS.rules, ...rules } })).join(''))
        .map((words) => /公示时间：(.*?至[^（。]*)/u.exec(words)?.[1]);
    const both = (period: string) => [period, period];
    const working = { publicityDayKind: 'working' } as const;
    // Posted on Tuesday 10 November: the period is of the days that count (T74), in both papers.
    expect(said({})).toEqual(both('2026年11月11日至2026年11月13日'));
    expect(said({ publicityCountsPostingDay: true })).toEqual(both('2026年11月10日至2026年11月12日'));
    expect(said({ publicityDays: 0 })).toEqual(both('2026年11月10日至____________'));
    expect(said(working)).toEqual(both('____________至____________'));
    const holidays = { off: ['2026-11-11'], worked: [] };
    expect(said(working, { holidays })).toEqual(both('2026年11月12日至2026年11月16日'));
    const particulars = { ...FACTS.particulars, noticeFirst: '2026-11-12', noticeTo: '2026-11-16' };
    expect(said(working, { particulars })).toEqual(both('2026年11月12日至2026年11月16日'));
  });

  test('the paper ends on a page with text: name and date never stand alone', async () => {
    for (const paper of PAPERS.filter(({ signature, annexes }) => signature !== null && annexes.length === 0)) {
      const pdf = await pdfOf(paper);
      const last = pageText(pdf, pageCount(pdf)).replace(/—\d+—/g, '');
      expect(last.replace(paper.signature?.organization ?? '', '').length, paper.name).toBeGreaterThan(12);
    }
  });
});

describe('what was counted elsewhere or elects nobody', () => {
  const saidBy = (document: OfficialDocument | null) => (document === null ? '' : wordsOf(document).join(''));

  test('an order that a person has changed is not said to be by strokes (rules §6.3)', () => {
    const notice = (postsByStrokes: readonly string[]) => saidBy(publicityNotice({ ...FACTS, postsByStrokes }));
    expect(notice(['委员'])).toContain('拟提名为委员候选人的（7名，按姓氏笔画为序）：');
    expect(notice([])).toContain('拟提名为委员候选人的（7名）：');
    const script = (isByStrokes: boolean) =>
      saidBy(chairScript({ ...FACTS, ballot: FACTS.ballot.map((ballot) => ({ ...ballot, isByStrokes })) }));
    expect(script(true)).toContain('候选人7名，按姓氏笔画为序是：');
    expect(script(false)).toContain('候选人7名，依次是：');
  });

  test('a pre-election names candidates: nobody is elected, and there is nothing to report (rules §1.4, §1.13)', () => {
    expect(electionReport(PRE_ELECTED.reports)).toBeNull();
    const script = saidBy(chairScript(PRE_ELECTED));
    expect(script).toContain('列为中共清溪村总支部委员会委员正式候选人，提交正式选举。');
    expect(script).toContain('宣布正式候选人名单');
    expect(script).not.toMatch(/同志当选为|鼓掌祝贺|选举结果报上级/);
  });

  test('what the elected committee lacks of its structure stands in the report for whoever approves it (rules §4.2, T73)', () => {
    const lacking = '班子中没有女性成员（原则上至少 1 名）。';
    expect(saidBy(reportOn([REPORT]))).not.toContain('女性');
    expect(saidBy(reportOn([REPORT], '', [lacking]))).toMatch(/需要说明的情况.*班子中没有女性成员/su);
  });

  test('a round on paper is reported with its invalid ballots and rows, and its script speaks of ballots (rules §5.1)', async () => {
    // One line: a heading that breaks makes a table hard to read out.
    const pages = await pdfOf(reportOn([PAPER_REPORT]));
    const lines = Array.from({ length: pageCount(pages) }, (_, at) => textLines(pages, at + 1)).flat();
    expect(lines).toContain('姓名赞成不赞成弃权该项无效应到会有选举权人数57名');
    const report = saidBy(reportOn([PAPER_REPORT]));
    expect(report).toContain('发出选票52张，收回52张，其中有效票50张，无效票2张；收回不多于发出，选举有效。');
    expect(report).toContain('姓名赞成不赞成弃权该项无效应到会有选举权人数57名');
    expect(report).toContain('罗堃291461');
    expect(report).toContain('使用纸质选票，由两名计票人分别计票');
    expect(report).not.toContain('投票卡');
    const script = saidBy(chairScript(ON_PAPER));
    expect(script).toContain('印制选票60张');
    expect(script).toContain('该项无效1票');
    expect(script).not.toMatch(/投票卡|投票机/);
  });

  test('a void election on paper has no numbers: report and script say that it is held again, and nothing is reported alone (rules §5.2 W5)', () => {
    const [counted] = PAPER_REPORT.contests;
    if (counted === undefined) throw new Error('no contest');
    const zero = counted.candidates.map(({ name }) => ({ name, approve: 0, disapprove: 0, abstain: 0, unreadable: 0 }));
    const contests = [{ ...counted, candidates: zero, writeIns: [], elected: [], isUncounted: true }];
    const empty = { ...PAPER_REPORT, validity: '收回多于投票人数，选举无效', contests };
    expect(electionReport([empty])).toBeNull();
    const report = saidBy(reportOn([empty, { ...PAPER_REPORT, round: { ...PAPER_REPORT.round, round: 2 } }]));
    expect(report).toContain('发出选票52张，收回52张；收回多于投票人数，选举无效。');
    expect(report).toContain('委员选举无效，没有计票，应当重新选举。');
    expect(report).not.toContain('0／57');
    const script = saidBy(chairScript({ ...ON_PAPER, result: empty }));
    expect(script).toContain('我宣布：委员选举无效，不计票，重新选举。');
    expect(script).not.toMatch(/赞成0票|没有人当选|散会/u);
  });

  test('a post that two ballots filled is listed once more as a whole, in the announced order (rules §1.13, §6.2)', () => {
    const elected = PAPER_REPORT.contests.flatMap((one) => one.elected);
    const left = PAPER_REPORT.contests[0]?.candidates.map(({ name }) => name).find((name) => !elected.includes(name));
    const later = {
      ...PAPER_REPORT,
      round: { ...PAPER_REPORT.round, round: 2 },
      contests: PAPER_REPORT.contests.map((one) => ({ ...one, elected: [left ?? ''] })),
    };
    const order = PAPER_REPORT.contests[0]?.candidates.map(({ name }) => name) ?? [];
    const all = order.filter((name) => name === left || elected.includes(name));
    expect(saidBy(reportOn([PAPER_REPORT, later]))).toContain(
      `以上委员共${all.length}名（按姓氏笔画为序）：${all.join('、')}。`,
    );
    expect(saidBy(reportOn([PAPER_REPORT]))).not.toContain('以上委员');
  });

  test('whoever was written in is not announced, reported or listed as elected before the superior has confirmed it (rules §5.2 W14, §8 T51)', () => {
    const [person] = PAPER_REPORT.contests[0]?.elected ?? [];
    if (person === undefined) throw new Error('nobody elected');
    const waiting = [{ round: 1, post: '委员', person }];
    const result = withUnconfirmed(PAPER_REPORT, waiting);
    for (const words of [saidBy(chairScript({ ...ON_PAPER, result })), saidBy(reportOn([result]))]) {
      expect(words).toContain(`${person}由另选达到当选票数，待确认`);
      expect(words).not.toMatch(new RegExp(`${person}[^；。]*同志当选为`, 'u'));
    }
    expect(saidBy(chairScript({ ...ON_PAPER, result }))).not.toContain('散会');
    expect(
      saidBy(
        chairScript({ ...ON_PAPER, result: withUnconfirmed(PAPER_REPORT, [{ ...waiting[0], round: 2 } as never]) }),
      ),
    ).toContain(`我宣布：${person}`);
  });

  test('the chair does not close a meeting that goes on (rules §1.11)', () => {
    const contests = (isReduced: boolean) => PAPER_REPORT.contests.map((one) => ({ ...one, isReduced }));
    const said = (isReduced: boolean) =>
      saidBy(chairScript({ ...ON_PAPER, result: { ...PAPER_REPORT, contests: contests(isReduced) } }));
    expect(said(false)).toContain('大会没有结束');
    expect(said(false)).not.toContain('散会');
    expect(said(true)).toContain('散会');
    expect(saidBy(chairScript(FACTS))).toContain('散会');
  });

  test.each(['direct-after', 'direct-before'] as const)(
    'nor one that votes on secretary or committee next, %s (rules §1.12)',
    (secretaryMode) => {
      const [committee] = FACTS.ballot;
      const [first] = FACTS.posts;
      if (committee === undefined || first === undefined) throw new Error('nobody stands');
      const secretary = { ...committee, post: '书记', seats: 1, category: 'secretary' as const };
      const order = secretaryMode === 'direct-after' ? [committee, secretary] : [secretary, committee];
      const said = (round: 1 | 2, posts: DocumentFacts['posts'] = order) =>
        saidBy(
          chairScript({
            ...{ ...FACTS, round, posts, ballot: order.slice(round - 1, round) },
            rules: { ...FACTS.rules, secretaryMode },
            reports: round === 1 ? [] : [secretaryMode === 'direct-after' ? REPORT : (DIRECT_REPORTS[1] as never)],
          }),
        );
      expect(said(1)).toContain('大会没有结束');
      expect(said(1)).not.toContain('散会');
      expect(said(2)).toContain('散会');
      // Nobody need stand for secretary before the committee is known.
      if (secretaryMode === 'direct-after') expect(said(1, [first])).not.toContain('散会');
    },
  );

  test('nor one that waits for the superior’s word on a secretary who is not of the committee, or elects another (rules §8 T59)', () => {
    const said = (unsettledSecretaries: DocumentFacts['unsettledSecretaries']) =>
      saidBy(chairScript({ ...WAITING, unsettledSecretaries }));
    const waiting = saidBy(chairScript(WAITING));
    expect(waiting).toContain('任金山同志当选书记而没有当选委员，选举停止，报请上级党组织决定。');
    expect(waiting).toContain('大会没有结束');
    expect(waiting).toContain('上级党组织作出决定后，按照决定继续进行');
    expect(waiting).not.toContain('散会');
    const anew = said({ undecided: [], anew: ['书记'] });
    expect(anew).toContain('按照上级党组织的决定，在新当选的委员中重新选举书记。大会没有结束。');
    expect(anew).not.toMatch(/散会|选举停止/u);
    expect(said({ undecided: [], anew: [] })).toContain('散会');
  });

  test('nor one whose revote is tied again: the superior is asked, or it is voted on once more (rules §8 T49)', () => {
    const tiedAgain = (revoteTiedAgain: 'ask-superior' | 'revote'): DocumentFacts => {
      const report = reportOfSheet(sheetOf(TIED));
      const rules = { ...report.round.rules, revoteTiedAgain };
      const contests = report.contests.map((drawn) => ({
        ...drawn,
        contest: { ...drawn.contest, category: 'revote' as const },
      }));
      const result = { ...report, round: { ...report.round, rules }, contests };
      const undecidedTies = revoteTiedAgain === 'revote' ? [] : ['委员'];
      return { ...COUNTED, round: 2, result, reports: [result], undecidedTies };
    };
    const asked = saidBy(chairScript(tiedAgain('ask-superior')));
    expect(asked).toContain('委员1个名额再次投票后票数仍然相等，暂停选举，报请上级党组织决定。');
    expect(asked).toContain('等候上级党组织决定');
    expect(asked).not.toMatch(/散会|下面按选举办法的规定继续进行/u);
    // Decided: one more vote, or a seat that stays open.
    const decided = saidBy(chairScript({ ...tiedAgain('ask-superior'), undecidedTies: [] }));
    expect(decided).toContain('下面按选举办法的规定继续进行');
    expect(decided).not.toContain('报请上级党组织决定');
    const again = saidBy(chairScript(tiedAgain('revote')));
    expect(again).toContain('下面按选举办法的规定继续进行');
    expect(again).not.toContain('报请上级党组织');
    // The first tie is always voted on again.
    const first = reportOfSheet(sheetOf(TIED));
    expect(saidBy(chairScript({ ...COUNTED, result: first, reports: [first] }))).toContain('继续进行');
  });

  test('before the count the script asks for the half only where the method does (rules §1.11)', () => {
    const said = (category: 'revote' | 'further-election' | 'committee', rules: Partial<DocumentFacts['rules']> = {}) =>
      saidBy(
        chairScript({
          ...{ ...FACTS, round: 2, rules: { ...FACTS.rules, ...rules } },
          ballot: FACTS.ballot.map((one) => ({ ...one, category })),
        }),
      );
    const [half, most] = ['根据计票结果，得赞成票超过规定的半数的是', '根据计票结果，得赞成票多的是'];
    expect(said('committee')).toContain(half);
    expect(said('revote')).toContain(most);
    expect(said('revote', { revoteThreshold: 'half' })).toContain(half);
    expect(said('further-election')).toContain(half);
    expect(said('further-election', { furtherElectionThreshold: 'plurality' })).toContain(most);
  });

  test('the method says what a kiosk cannot hold, and what no mark means there (rules §1.10)', () => {
    const [kiosk, paper] = (['kiosk', 'paper'] as const).map((planned) =>
      saidBy(electionMethod({ ...FACTS, planned, medium: planned })),
    );
    expect(kiosk).toContain('在投票机上所选的人数不能多于应选名额，因此没有无效票；没有作出表示的，按弃权计');
    expect(paper).not.toContain('在投票机上所选的人数');
  });

  test('abroad is enough where the method asks nothing about the expense (rules §3, §7 abroad_requires_self_funded)', () => {
    const said = (abroadRequiresSelfFunded: boolean) =>
      saidBy(electionMethod({ ...FACTS, rules: { ...FACTS.rules, abroadRequiresSelfFunded } }));
    expect(said(true)).toContain('自费出国半年以上');
    expect(said(false)).not.toContain('自费');
    const abroad = { name: '何垚', category: 'E2', reason: '' } as const;
    const asked = (abroadRequiresSelfFunded: boolean) =>
      saidBy(assemblyRequest({ ...FACTS, excluded: [abroad], rules: { ...FACTS.rules, abroadRequiresSelfFunded } }));
    expect(asked(true)).toContain('自费出国半年以上');
    expect(asked(false)).toContain('出国半年以上');
    expect(asked(false)).not.toContain('自费');
  });

  test('where nobody may be left out the method says that and no more, and without E2 nothing of going abroad (rules §3)', () => {
    const said = (exclusionCategories: DocumentFacts['rules']['exclusionCategories']) =>
      saidBy(electionMethod({ ...FACTS, rules: { ...FACTS.rules, exclusionCategories } }));
    expect(said([])).toContain('没有可以不计算在应到会人数之内的情形。第七条');
    expect(said([])).not.toContain('出国');
    expect(said(['E1', 'E4'])).not.toContain('出国');
    expect(said(['E1', 'E4'])).toContain('不另行公示');
    expect(said(['E2'])).toContain('出国半年以上的，限于自费出国');
  });

  test('every ballot of the meeting stands in the office’s report; duties and reply where they are known', () => {
    const report = saidBy(reportOn(DIRECT_REPORTS));
    expect(report).toContain('委员、书记、副书记选举结果的报告');
    expect(report).toContain('根据《中共青山镇委员会批复》（青委〔2026〕31号）');
    expect(report).toContain('第1轮投票（委员）：');
    expect(report).toContain('第2轮投票（书记、副书记）：');
    expect(report).toContain('特此报告，请审批。');
    expect(saidBy(reportOn(PLENARY_FACTS.reports, PLENARY_FACTS.particulars.duties))).toContain(
      '五、委员分工经委员会研究，田大利任组织委员，陈䶮任宣传委员，林海燕任纪检委员。',
    );
  });

  test('a further round has a script of its own that goes on where the meeting was, and a ballot that says what it is', async () => {
    const revote = {
      ...FACTS,
      round: 2,
      ballot: FACTS.ballot.map((one) => ({
        ...one,
        seats: 1,
        category: 'revote' as const,
        writeIns: false,
        candidates: one.candidates.slice(2, 4),
      })),
    };
    const script = saidBy(chairScript(revote));
    expect(script).toContain('现在进行第2轮投票：委员再次投票。');
    expect(script).not.toMatch(/国歌|工作报告|可以另选他人/);
    const ballot = wholeText(await paperBallots(revote, FONTS));
    expect(ballot).toContain('委员选票（再次投票）');
    expect(ballot).not.toContain('另选人');
  });

  test('scripts of meetings that elect nobody announce no election and no threshold', () => {
    for (const facts of [APPRAISAL_FACTS, RECOMMENDATION_FACTS])
      expect(saidBy(formScript(facts))).not.toMatch(/五分之四|当选|选举办法/);
    expect(saidBy(formScript(APPRAISAL_FACTS))).toContain('达到规定的最少到会人数40名');
  });

  test('the script of forms has the numbers of the medium that is used, and speaks of no other (rules §5.1, T67)', () => {
    const cards = { made: 50, audited: 2, issued: 12, cast: 11, unissued: 38 };
    const box = { printed: 50, issued: 46, remaining: 4, recovered: 45 };
    const said = (medium: 'kiosk' | 'paper') => saidBy(formScript({ ...APPRAISAL_FACTS, medium, cards, box }));
    expect(said('paper')).toContain('印制测评表50张，发出46张，收回45张，剩余4张');
    expect(said('paper')).toContain('填好后投入票箱');
    expect(said('paper')).not.toMatch(/投票机|投票卡|开票|12张|11张/u);
    expect(said('kiosk')).toContain('发出测评表12张，收回11张。');
    expect(said('kiosk')).not.toMatch(/票箱|46张|45张/u);
  });

  test('the counts that the method promises on the spot are announced: valid and invalid forms, then the summary (rules §4.3, §4.4)', () => {
    for (const [facts, act] of [
      [APPRAISAL_FACTS, '测评'],
      [RECOMMENDATION_FACTS, '推荐'],
    ] as const) {
      const said = (formCount: DocumentFacts['formCount']) => saidBy(formScript({ ...facts, formCount }));
      expect(saidBy(formMethod(facts))).toContain('当场宣布');
      expect(said({ valid: 44, invalid: 1 })).toContain(`有效${act}表44张，无效1张。现在宣读《民主${act}汇总表》。`);
      expect(said(null)).toContain(`有效${act}表____张，无效____张`);
      expect(said('void')).toContain(`不能汇总，应当重新${act}`);
      expect(said('void')).not.toContain('宣读《');
    }
  });

  test('notice and script of forms say the same of who cannot fill in a form (rules §1.8)', () => {
    for (const paper of [meetingNotice, formScript])
      expect(saidBy(paper(APPRAISAL_FACTS)), paper.name).toContain('填写有困难的，可以由本人委托他人按照本人意愿代填');
    expect(saidBy(meetingNotice(APPRAISAL_FACTS))).toContain('不能到会的，不得委托他人代填');
  });
});

describe('forms', () => {
  test('出席情况报告单: absent by reason, and what is left has none', async () => {
    const noted = {
      ...FACTS.particulars,
      absences: [
        { reason: '因病', count: 3 },
        { reason: '因事', count: 0 },
      ],
    };
    const text = wholeText(await attendanceReport({ ...COUNTED, particulars: noted }, FONTS));
    expect(text).toContain('缺席7应到减去实到');
    expect(text).toContain('缺席：因病3');
    expect(text).toContain('缺席：未说明原因4');
    expect(text).not.toContain('因事');
    expect(text).toContain('实到68名，达到应到会人数75名的五分之四（至少60名），符合规定，可以进行选举。');
    expect(wholeText(await attendanceReport(FACTS, FONTS))).toContain('实到会人数____（达到／未达到）规定人数');
    // The organization stands once in the heading, whether the title has it whole or without 委员会.
    expect(wholeText(await attendanceReport(PLENARY_FACTS, FONTS))).toMatch(
      /^中共清溪村总支部新一届委员会第一次全体会议出席情况报告单/u,
    );
    expect(wholeText(await attendanceReport({ ...FACTS, title: '换届选举党员大会' }, FONTS))).toMatch(
      /^中共清溪村总支部委员会换届选举党员大会出席情况报告单/u,
    );
  });

  test('发票、收票情况报告单 on paper: by the kind of meeting and by what the method compares (rules §1.10)', async () => {
    const data: PaperReportData = {
      ...{ organization: '中共清溪村总支部委员会', title: '民主测评会', date: '2026-11-28', chair: '高玉龙', round: 1 },
      ...{
        kind: 'appraisal',
        rules: { recoveredLimit: 'both' },
        contests: ['班子'],
        scrutineers: ['杨辉'],
        tellers: [],
      },
      boxes: [
        {
          ...{ expected: 46, present: 46, printed: 50, issued: 46, remaining: 4 },
          voters: 45,
          recovered: 45,
          counted: true,
        },
      ],
    };
    const said = async (change: Partial<PaperReportData> = {}) =>
      wholeText(await paperReports({ ...data, ...change }, FONTS));
    const forms = await said();
    expect(forms).toContain('班子：收回测评表不多于投票人数和发出测评表，可以汇总。');
    expect(forms).toContain('剩余测评表已当众剪角作废');
    expect(forms).toContain('会议主持人：');
    expect(forms).not.toMatch(/选票|选举|大会/u);
    const isOver = data.boxes.map((box) => ({ ...box, recovered: 47, counted: false }));
    expect(await said({ boxes: isOver })).toContain('班子：收回测评表多于规定，应当重新测评，不汇总。');
    const election = { kind: 'assembly', contests: ['委员'] } as const;
    const voters = await said({ ...election, rules: { recoveredLimit: 'voters' } });
    expect(voters).toContain('委员：收回选票不多于投票人数，选举有效，可以计票。');
    expect(voters).toContain('发票情况报告单大会主持人：');
    expect(await said({ ...election, rules: { recoveredLimit: 'issued' } })).toContain(
      '收回选票不多于发出选票，选举有效',
    );
  });

  test('出席情况报告单: the longest name of a scrutineer is read as well as the others (rules §6.1)', async () => {
    const pdf = await attendanceReport({ ...COUNTED, scrutineers: [LONGEST_NAME, '杨辉', '韦小红'] }, FONTS);
    const heights = [...wordHeights(pdf, 1)];
    const heightOf = (name: string) => heights.find(([word]) => word.startsWith(name))?.[1] ?? Number.NaN;
    expect(heightOf(LONGEST_NAME) / heightOf('韦小红')).toBeGreaterThan(0.75);
  });

  test('出席情况报告单: of a round on paper it speaks of ballots, not of cards', async () => {
    const text = wholeText(await attendanceReport({ ...COUNTED, medium: 'paper' }, FONTS));
    expect(text).toContain('发出选票时再次清点的人数');
    expect(text).not.toContain('投票卡');
  });

  test('选票: candidates in order, places for others by the settings, no number; then 画票说明 with the seats', async () => {
    const paper = { ...FACTS.rules.paper, writeInLayout: 'pooled' as const };
    for (const rules of [FACTS.rules, { ...FACTS.rules, paper }]) {
      const pdf = await paperBallots({ ...FACTS, rules }, FONTS);
      expect(pageCount(pdf)).toBe(2);
      const ballot = pageText(pdf, 1);
      expect(ballot).toMatch(/^中共清溪村总支部委员会委员选票/);
      const places = FACTS.posts[0]?.candidates.map(({ name }) => ballot.indexOf([...name].join(''))) ?? [];
      expect(places.every((at) => at > 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(ballot).toContain('另选人');
      // The only digits are those of the namesake's remark and of the day.
      expect(ballot.replace('1974年4月', '').replace('2026年11月28日', '')).not.toMatch(/\d/);
      expect(pageText(pdf, 2)).toContain('委员应选5名。每张选票所选人数等于或者少于5名的有效，多于5名的无效。');
    }
    expect(
      wholeText(
        await paperBallots({ ...FACTS, ballot: FACTS.ballot.map((one) => ({ ...one, writeIns: false })) }, FONTS),
      ),
    ).toContain('本次选举不另选他人。');
  });

  test('选票 of one or two candidates: their names run from left to right, whole', async () => {
    expect(textLines(await paperBallots(PLENARY_FACTS, FONTS), 1).join('\n')).toContain('王建国');
    expect(textLines(await paperBallots(FACTS, FONTS), 1).join('\n')).not.toContain('田大利');
  });

  test('选票 with more candidates than a row: no column is nobody’s, and a name stays with its marks on one page (rules §6.2)', async () => {
    const names = ['丁一', LONGEST_NAME, '欧阳娜娜', ...[...'甲乙丙丁戊己庚辛'].map((one) => `王${one}`)];
    const ballot = FACTS.ballot.map((one) => ({ ...one, seats: 9, candidates: names.map((name) => person(name)) }));
    const pdf = await paperBallots({ ...FACTS, ballot }, FONTS);
    const pages = [1, 2].map((page) => pageText(pdf, page));
    for (const text of pages) {
      expect(text.split('候选人').length, text).toBe(2);
      expect(text.split('另选人').length, text).toBe(3);
    }
    // Three of eight columns: the rest of the page's width is white.
    const { width, height, isDark } = greyPage(pdf, 2, 25.4);
    const dark = Array.from({ length: height }, (_, y) => y).filter(
      (y) => y < 80 && Array.from({ length: width }, (_, x) => x).some((x) => x > 110 && x < 186 && isDark(x, y)),
    );
    expect(dark).toEqual([]);
  });

  test('选票 of several kinds have a colour each, which 画票说明 names; one kind alone has none (rules §6.2)', async () => {
    const [committee] = FACTS.ballot;
    if (committee === undefined) throw new Error('no ballot');
    const kinds = [committee, { ...committee, post: '书记', seats: 1 }, { ...committee, post: '副书记', seats: 1 }];
    const pdf = await paperBallots({ ...FACTS, ballot: kinds }, FONTS);
    expect(pageText(pdf, 4)).toContain('委员选票为粉红色，书记选票为浅黄色，副书记选票为浅蓝色');
    const colours = [1, 2, 3, 4].map((page) => colourAt(pdf, page, 30, 24).join());
    expect(new Set(colours).size).toBe(4);
    expect(colours[3]).toBe('255,255,255');
    const single = await paperBallots(
      { ...FACTS, ballot: [committee, { ...committee, post: '书记', candidates: [] }] },
      FONTS,
    );
    expect(colourAt(single, 1, 30, 24).join()).toBe('255,255,255');
    expect(wholeText(single)).not.toContain('粉红色');
  });

  const head = { title: '年度测评', organization: '中共清溪村总支部委员会', day: '2026-12-01', group: 'A' };

  test('民主测评表: every object and grade, the group by its letter, no number and no name of a voter', async () => {
    const pdf = await appraisalForm(
      head,
      [
        {
          title: '',
          dimension: '德能勤绩廉',
          subjects: ['李㛃', '陈䶮'],
          grades: ['优秀', '称职', '基本称职', '不称职'],
          subjectHeading: '姓名',
        },
      ],
      FONTS,
    );
    const text = wholeText(pdf);
    expect(text).toMatch(/^A类表中共清溪村总支部委员会民主测评表/);
    for (const words of ['测评内容：德能勤绩廉', '序号姓名优秀称职基本称职不称职', '1李㛃', '2陈䶮', '本表不署名'])
      expect(text).toContain(words);
    expect(pageCount(pdf)).toBe(1);
  });

  test('民主推荐表: names to write in up to the limit, or a list to tick', async () => {
    const open = wholeText(await recommendationForm(head, [{ post: '委员', limit: 3, nominees: [] }], FONTS));
    expect(open).toContain('推荐委员，不超过3名');
    expect(open).toMatch(/被推荐人姓名推荐理由（可以不填）123推荐条件/);
    const listed = wholeText(
      await recommendationForm(
        { ...head, group: '党员' },
        [{ post: '委员', limit: 2, nominees: ['甲', '乙', '丙'] }],
        FONTS,
      ),
    );
    expect(listed).toMatch(/^党员用表/);
    expect(listed).toMatch(/1甲3丙2乙/);
  });
});

describe('official style', () => {
  test('a form asks for what on the page on which the table of it begins (rules §6.2)', async () => {
    const head = { title: FACTS.title, organization: FACTS.organization, day: FACTS.day, group: '' };
    // Whatever the first list leaves of its page.
    for (let length = 24; length <= 40; length += 2) {
      const nominees = Array.from({ length }, (_, at) => `村干部${at + 1}`);
      const pdf = await recommendationForm(
        head,
        [
          { post: '委员', limit: 3, nominees },
          { post: '书记', limit: 1, nominees: ['甲一', '乙二'] },
        ],
        FONTS,
      );
      const page = Array.from({ length: pageCount(pdf) }, (_, at) => pageText(pdf, at + 1)).find((text) =>
        text.includes('推荐书记'),
      );
      expect(page?.slice(page.indexOf('推荐书记')), `${length} persons`).toContain('甲一');
    }
    const subjects = (length: number) => Array.from({ length }, (_, at) => `村干部${at + 1}`);
    for (let length = 18; length <= 26; length += 1) {
      const list = { title: '村干部', grades: ['优秀', '称职'], subjectHeading: '姓名', subjects: subjects(length) };
      const pdf = await appraisalForm(
        head,
        [
          { ...list, dimension: '德' },
          { ...list, dimension: '能' },
        ],
        FONTS,
      );
      const page = Array.from({ length: pageCount(pdf) }, (_, at) => pageText(pdf, at + 1)).find((text) =>
        text.includes('测评内容：能'),
      );
      expect(page?.slice(page.indexOf('测评内容：能')), `${length} rows`).toContain('村干部1');
    }
  });

  test('numbers are written with hexagonal brackets and without leading zeros, however they were typed', () => {
    expect(['清党请[2026]003号', '清党请(2026) 第3号', '清党请〔2026〕3号', ''].map(officialNumber)).toEqual([
      '清党请〔2026〕3号',
      '清党请〔2026〕3号',
      '清党请〔2026〕3号',
      '',
    ]);
  });

  test('articles count in Chinese, blanks are as wide as asked, several attachments are numbered', () => {
    expect([1, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
    expect(() => chineseNumber(100)).toThrow(RangeError);
    expect([blank(null, 3), blank('', 2), blank(0, 2)]).toEqual(['___', '__', '0']);
    expect(attachmentLines(['甲', '乙'])).toEqual(['附件：1.甲', '　　　2.乙']);
    expect(attachmentLines(['甲'])).toEqual(['附件：甲']);
  });
});

describe('验箱单: the box is empty before the first ballot (rules §1.8)', () => {
  const sheet = (emptyBox: NonNullable<DocumentFacts['emptyBox']>) => {
    const document = emptyBoxSheet({ ...FACTS, emptyBox });
    if (document === null) throw new Error('test: no sheet');
    return document;
  };
  const EMPTY = { cast: 0, challenged: 0, kiosks: ['1号投票机', '2号投票机'] };

  test('every kiosk and the big screen has a line to write in what is seen there, and to sign', async () => {
    const pdf = await pdfOf(sheet(EMPTY));
    const words = wholeText(pdf).replace(/\s/g, '');
    expect(pageCount(pdf)).toBe(1);
    for (const said of [
      '本轮已投选票0张，抽查0张，票箱为空',
      '1号投票机',
      '2号投票机',
      '大屏',
      '监票人签字',
      '有一处不是0的，不得开始投票',
    ])
      expect(words).toContain(said);
  });

  test('a box that is not empty is not called empty', () => {
    for (const more of [{ cast: 1 }, { challenged: 1 }]) {
      const words = JSON.stringify(sheet({ ...EMPTY, ...more }).blocks);
      expect(words).toContain('票箱不为空，不得开始投票');
      expect(words).not.toContain('票箱为空');
    }
  });

  test('there is none before the round is sealed, on paper, and once voting has begun', () => {
    expect(emptyBoxSheet({ ...FACTS, emptyBox: null })).toBeNull();
  });
});

describe('会议通知: time, place, agenda and who is to come (rules §4.1 step 20)', () => {
  const wordsOf = ({ blocks }: OfficialDocument): string =>
    blocks.map((block) => ('text' in block ? block.text : '')).join('\n');

  test('an assembly invites all members, who may vote and who attends, and nobody votes for another', () => {
    const words = wordsOf(meetingNotice(FACTS));
    expect(words).toContain('2026年11月28日上午9时');
    expect(words).toContain('村委会大会议室');
    expect(words).toContain('计入应到会人数的党员75名');
    expect(words).toContain('4名列席');
    expect(words).toContain('不能由他人代投');
    expect(meetingNotice(FACTS).addressee).toBe('各位党员');
  });

  test('what the assembly votes on stands on the agenda, and on that of the request to hold it', () => {
    const agenda = agendaOf(FACTS);
    expect(agenda).toEqual([
      '通过不计算在应到会人数之内的党员名单',
      '听取和审议本届委员会工作报告',
      '通过选举办法和监票人名单',
      '选举委员',
    ]);
    expect(wordsOf(assemblyRequest(FACTS))).toContain(agenda.map((item, at) => `${at + 1}.${item}`).join('；'));
    expect(agendaOf({ ...FACTS, excluded: [], preliminary: true })).toEqual([
      '听取和审议本届委员会工作报告',
      '通过选举办法和监票人名单',
      '差额预选委员候选人',
      '选举委员',
    ]);
    expect(agendaOf({ ...FACTS, rules: ruleSettings({ majorityBase: 'expected', tellerSource: 'voted' }) })).toContain(
      '通过选举办法和监票人、计票人名单',
    );
  });

  test('a plenary invites the committee, a form whoever is asked', () => {
    expect(wordsOf(meetingNotice(PLENARY_FACTS))).not.toContain('党员');
    expect(agendaOf(PLENARY_FACTS)).toEqual(['通过选举办法和监票人名单', '选举书记、副书记']);
    expect(agendaOf(APPRAISAL_FACTS)).toEqual(['听取述职报告', '民主测评：班子、村干部']);
    expect(agendaOf(RECOMMENDATION_FACTS)[1]).toBe('民主推荐：委员');
  });
});
