/**
 * 计票结果报告单 of a round on paper (rules §6.2), with 无效 and 该项无效 filled: drawn from the record alone, which is attached,
 * and signed like every result sheet. Who signed the count with a device is printed beside the lines to sign by hand.
 */

import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { boxWithout } from '../../tally/count/counts-without.ts';
import { type Denominator, type FormResult, formResult } from '../../tally/count/form-results.ts';
import { refusedIn } from '../../tally/count/settled-outcome.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { INVALID_REASON_NAME, VOID_ENTRY_REASON_NAME } from '../../tally/paper/adjudication-words.ts';
import { formCounts } from '../../tally/paper/paper-result.ts';
import { type PaperRound, paperBoxOutcome } from '../../tally/paper/paper-round.ts';
import { countedForms, hasShapeOfContest, LEAST_FORMS } from '../../tally/paper/paper-tally.ts';
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry } from '../../tally/record/paper-entries.ts';
import { label } from '../../tally/record/person.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { majorityBaseOf } from '../../tally/rules/counting-rules.ts';
import type { Outcome } from '../../tally/rules/outcome.ts';
import { countedOnPaper } from '../../tally/verify/check-paper-count.ts';
import { createFindings } from '../../tally/verify/finding.ts';
import { LAST_RANK, structureOf } from '../../tally/verify/structure.ts';
import { drawOfficialDocument } from '../documents/document-pdf.ts';
import { beginFlow, ensureRoom, type Flow, space } from '../layout/flow.ts';
import { nameLines } from '../layout/line-breaking.ts';
import { A4, OFFICIAL_MARGINS, TYPE } from '../layout/measures.ts';
import { footers, officialPageNumbers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, pageCount } from '../layout/paper.ts';
import { linesOf, type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { signatureHeight, signatureLines } from '../layout/signature-lines.ts';
import { type Element, element } from '../layout/structure.ts';
import { type Row, type TableStyle, table } from '../layout/table.ts';
import { fitting, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { encodePaperSymbol, type PaperSymbol } from '../qr/paper-symbol.ts';
import { paperSymbolOf } from '../qr/paper-symbol-of-record.ts';
import { closeSlot } from '../signing/sign-pdf.ts';
import { reserveSignature } from '../signing/signature-slot.ts';
import { type CheckPageData, checkPage } from './check-page.ts';
import { shortFormOf } from './check-style.ts';
import { FORM_MARGINS } from './count-report.ts';
import {
  ballotWord,
  chosenWords,
  comparison,
  needsHalf,
  ORDER_WORDS,
  openSeatsWords,
  quorumWords,
  tieWords,
} from './counting-words.ts';
import { decidedLines, reducedPosts, withReduction } from './decided-lines.ts';
import { electionReport } from './election-report.ts';
import { AFTER_TABLE, DECIDED_ELSEWHERE, drawFormResult, summaryTitle } from './form-summary.ts';
import { actWord, addressees, baseWord, list, officialDate, roundWord, tight, voterWord } from './official-words.ts';
import { type ReportContest, reportOfPaper } from './report-data.ts';
import { attach } from './result-sheet.ts';
import { isBase64url, latestTime, type SheetOptions } from './result-sheet-data.ts';

export interface PaperSheetData {
  readonly meeting: MeetingEntry;
  readonly round: PaperRound;
  readonly count: PaperCountEntry;
  /** Elections. */
  readonly contests: readonly {
    readonly contest: ElectionContest;
    readonly box: PaperBox;
    readonly outcome: Outcome;
    /** The voters have given up its open seats. */
    readonly isReduced: boolean;
    /** By the superior: the votes are printed and count for nobody (specification §8.6). */
    readonly refused: ReadonlySet<string>;
  }[];
  /** The kind of a ballot that is no first one, the motions and the decisions of this round: in sentences. */
  readonly decided: readonly string[];
  /** 民主测评, 民主推荐: null where the box held more than it may and nothing is counted. */
  readonly forms: readonly {
    readonly contest: Exclude<Contest, ElectionContest>;
    readonly box: PaperBox;
    readonly form: FormResult | null;
  }[];
  readonly ctx: string;
  /** Hash of the `paper-count` entry. */
  readonly hash: string;
  /** Symbol A: the whole entry with its signatures. */
  readonly symbol: PaperSymbol;
  readonly record: string;
  readonly time: Date;
  readonly checkAddress: string;
}

function formOnPaper(
  contest: Exclude<Contest, ElectionContest>,
  { tally }: PaperBox,
  denominator: Denominator | undefined,
): FormResult | null {
  if (tally === null) return null;
  return formResult(contest, formCounts(contest, tally), tally.valid, denominator);
}

/** Null where the record has no count on paper of this round, or one that no sheet can show. */
export function paperSheetData(record: string, options: SheetOptions): PaperSheetData | null {
  const file = readRecord(record);
  if (file.problems.length > 0) return null;
  const structure = structureOf(file, createFindings(), LAST_RANK.result);
  const { meeting } = structure;
  const counted = structure.rounds
    .flatMap((entries) => countedOnPaper(entries) ?? [])
    .find(({ at }) => at.entry.round === options.round);
  if (meeting === null || counted === undefined || !isBase64url(meeting.entry.keys.sheet)) return null;
  const round = counted.at.entry;
  const count = counted.count.entry;
  const ctx = encodeBase64url(counted.at.hash);
  const decisions = entriesOf(file, 'decision').flatMap(({ entry }) => (entry.ctx === ctx ? [entry] : []));
  const reduced = reducedPosts(file, round.round);
  const contests: PaperSheetData['contests'][number][] = [];
  const forms: PaperSheetData['forms'][number][] = [];
  for (const [i, contest] of round.contests.entries()) {
    const box = count.contests[i];
    if (box === undefined || !hasShapeOfContest(contest, box.tally)) return null;
    if (contest.kind !== 'election') {
      forms.push({ contest, box, form: formOnPaper(contest, box, round.rules.appraisalDenominator) });
      continue;
    }
    const refused = new Set(refusedIn(decisions, contest.post));
    const kept = boxWithout(box, refused);
    const decided = paperBoxOutcome(contest, count, kept, round.rules);
    if (!decided.ok || decided.value === null) return null;
    contests.push({ contest, box, ...withReduction(decided.value, contest, reduced), refused });
  }
  const symbol = paperSymbolOf(file, { meeting: meeting.entry, round, ctx, count: counted.count });
  if (!symbol.ok) return null;
  return {
    meeting: meeting.entry,
    round,
    count,
    symbol: symbol.value,
    contests,
    decided: decidedLines(file, round.round),
    forms,
    ctx,
    hash: encodeBase64url(counted.count.hash),
    record,
    time: latestTime(file, meeting.entry),
    checkAddress: options.checkAddress,
  };
}

/** At the foot of the sheet: the hash of the entry, as people compare it. */
export const countCode = ({ hash }: Pick<PaperSheetData, 'hash'>): string => shortFormOf(hash);

const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2, pitch: 11.5, align: 'center', tracking: 1 };
const subtitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no3, pitch: 8.5, align: 'center' };
const body: ParagraphStyle = { face: 'serif', size: TYPE.no4Small, pitch: 6.9, align: 'justify', indent: 2 };
const bold: ParagraphStyle = { ...body, face: 'serif-bold', indent: 0 };
const heading: ParagraphStyle = { face: 'sans-bold', size: TYPE.no4Small, pitch: 7.4 };
const note: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 5.6, align: 'justify' };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no4Small,
  pitch: 5,
  minHeight: 7.8,
  padding: 1.2,
  headFace: 'sans-bold',
  headSize: TYPE.no5Small,
};

const SIGNED = { face: 'serif', size: TYPE.no5 } as const;
const SIGNATURE_LAYOUT = { rowHeight: 10.5 } as const;

function drawContest(
  flow: Flow,
  part: Element,
  drawn: PaperSheetData['contests'][number],
  data: PaperSheetData,
  { elected: announced, electedOrder }: Pick<ReportContest, 'elected' | 'electedOrder'>,
): void {
  const { contest, box, outcome, isReduced, refused } = drawn;
  const { tally } = box;
  const { count, meeting, round } = data;
  const base = majorityBaseOf(round.rules, contest.category);
  const word = baseWord(meeting.kind, base);
  paragraph(
    flow,
    part,
    `${contest.post}${ballotWord([drawn])}：应选${contest.seats}名，候选人${contest.candidates.length}名`,
    heading,
    {
      tag: 'H2',
      keepWithNext: 4,
    },
  );
  const eighth = flow.width / 8;
  table(
    flow,
    part,
    Array.from({ length: 8 }, () => ({ width: eighth })),
    [
      [
        '应到会（名）',
        '实到会（名）',
        '印制（张）',
        '发出（张）',
        '投票人数（名）',
        '收回（张）',
        '有效票（张）',
        '无效票（张）',
      ],
    ],
    [
      [
        count.expected,
        count.present,
        box.printed,
        box.issued,
        box.voters,
        box.recovered,
        tally?.valid ?? '—',
        tally?.invalid ?? '—',
      ].map((value) => ({ text: String(value), style: { face: 'serif-bold', size: TYPE.no4 } as const })),
    ],
    cells,
  );
  space(flow, 2);
  if (tally === null) {
    paragraph(flow, part, `收回选票${box.recovered}张，多于规定的张数，选举无效，没有计票，应当重新选举。`, bold);
    space(flow, 2);
    return;
  }
  const half = needsHalf(drawn, data);
  paragraph(
    flow,
    part,
    half
      ? `计算基数：${word}${count[base]}名；超过${count[base]}名的半数（至少${outcome.smallestWinning}票）始得${chosenWords(drawn).one}。`
      : `计算基数：${word}${count[base]}名。本次投票以得赞成票多的${chosenWords(drawn).one}，不再要求超过${count[base]}名的半数。`,
    bold,
    {
      keepWithNext: 3,
    },
  );
  const elected = new Set(outcome.elected);
  const won = (name: string) => ({
    text: elected.has(name) ? chosenWords(drawn).one : '—',
    style: { face: elected.has(name) ? 'sans-bold' : 'serif' } as const,
  });
  const rows: Row[] = contest.candidates.map((person, i) => [
    String(i + 1),
    { text: label(person), align: 'left' },
    ...(tally.rows[i] ?? []).map(String),
    comparison(tally.rows[i]?.[0] ?? 0, count[base], half),
    won(label(person)),
  ]);
  for (const { name, votes } of tally.writeIns)
    rows.push([
      '另选',
      { text: name, align: 'left' },
      String(votes),
      '',
      '',
      '',
      refused.has(name) ? '' : comparison(votes, count[base], half),
      refused.has(name) ? '不计' : won(name),
    ]);
  const fixed = 12 + 3 * 13 + 16 + 46 + 15;
  table(
    flow,
    part,
    [
      { width: 12 },
      { width: flow.width - fixed },
      { width: 13 },
      { width: 13 },
      { width: 13 },
      { width: 16 },
      { width: 46 },
      { width: 15 },
    ],
    [['序号', '姓名', '赞成', '不赞成', '弃权', '该项无效', `赞成票／${word}`, '结果']],
    rows,
    cells,
  );
  space(flow, AFTER_TABLE);
  if (tally.writeIns.length === 0 && contest.writeIns.length > 0) paragraph(flow, part, '没有有效的另选他人。', note);
  const invalid = tally.invalidReasons.map(({ reason, ballots }) => `${INVALID_REASON_NAME[reason].zh}${ballots}张`);
  if (invalid.length > 0) paragraph(flow, part, `无效票${tally.invalid}张：${invalid.join('，')}。`, note);
  const voided = tally.voidEntries.map(({ reason, entries }) => `${VOID_ENTRY_REASON_NAME[reason].zh}${entries}处`);
  if (voided.length > 0) paragraph(flow, part, `另选人不计的：${voided.join('，')}。`, note);
  space(flow, 1.5);
  ensureRoom(flow, 20);
  const order = announced.length > 1 && ORDER_WORDS[electedOrder] !== '' ? `（${ORDER_WORDS[electedOrder]}）` : '';
  const electedStyle: ParagraphStyle = { ...bold, size: TYPE.no4, align: 'left' };
  const [first = '', ...others] = announced;
  const lines = nameLines(
    [`${chosenWords(drawn).list(contest.post)}${order}：${first}`, ...others],
    flow.width,
    (line) => widthOf(flow.paper, line, electedStyle),
  );
  paragraph(flow, part, outcome.elected.length === 0 ? `${chosenWords(drawn).none}。` : lines.join('\n'), electedStyle);
  const tied = tieWords(drawn, data);
  if (tied !== null) paragraph(flow, part, `${tied}。`, bold);
  if (outcome.unfilled > 0) paragraph(flow, part, `${openSeatsWords({ outcome, isReduced })}。`, bold);
  space(flow, 2);
}

/** 发出测评表46张，收回45张，有效44张，无效1张。 */
function formNumbers(kind: MeetingEntry['kind'], forms: PaperSheetData['forms']): string {
  const [first] = forms;
  if (first === undefined) return '';
  const { issued, recovered } = first.box;
  const { valid, invalid } = countedForms(forms.map(({ box }) => box)) ?? { valid: 0, invalid: recovered };
  return `发出${actWord(kind)}表${issued}张，收回${recovered}张，有效${valid}张，无效${invalid}张。`;
}

/** A list of a 测评表 or 推荐表: one kind of form holds all lists, so their numbers stand above all of them. */
function drawForm(flow: Flow, part: Element, { contest, box, form }: PaperSheetData['forms'][number]): void {
  if (form === null || box.tally === null) {
    paragraph(
      flow,
      part,
      `${contest.title.zh}：收回${box.recovered}张，${box.recovered < LEAST_FORMS ? `不足${LEAST_FORMS}张` : '多于规定的张数'}，没有汇总，应当重新进行。`,
      bold,
    );
    return;
  }
  const unreadable = contest.kind === 'appraisal' ? box.tally.rows.map((row) => row.at(-1) ?? 0) : undefined;
  drawFormResult(flow, part, form, unreadable);
  const invalid = box.tally.invalidReasons.map(
    ({ reason, ballots }) => `${INVALID_REASON_NAME[reason].zh}${ballots}张`,
  );
  if (invalid.length > 0) paragraph(flow, part, `无效表${box.tally.invalid}张：${invalid.join('，')}。`, note);
  space(flow, 2);
}

function checkPageOf(data: PaperSheetData): CheckPageData {
  const { meeting, round, ctx, checkAddress, symbol } = data;
  const { head, scrutineers } = symbol;
  const ballots = meeting.kind === 'appraisal' || meeting.kind === 'recommendation' ? '表' : '选票';
  return {
    meetingId: meeting.id,
    round: round.round,
    ctx,
    codes: [
      { heading: '计票码 Count', code: countCode(data) },
      ...(head === null ? [] : [{ heading: '档案码 Root', code: `${shortFormOf(head.root)}　（前${head.size}条）` }]),
    ],
    sheetKey: meeting.keys.sheet,
    checkAddress,
    signers: scrutineers.map(({ name, signKey, signature }) => ({ name, signKey, hasSigned: signature !== null })),
    symbol: encodePaperSymbol(symbol),
    words: (isPrinted) => ({
      zh: [
        (isPrinted
          ? '核对码 A 载有本表的全部数字、结果和监票人签名，不用联网就能核对：表上的数是不是这些监票人签署的，属于哪次会议、哪一轮、哪份档案。'
          : '') +
          '本 PDF 内附全部选举档案 record.jsonl，并有数字签名：改动任何一个字节都会被发现。签章公钥、监票人公钥应与会前公布的一致。',
        `纸质计票证明的是签名，不是${ballots}：数字与${ballots}一致，由两名计票人和签署的监票人负责；要复核，须依法启封清点封存的${ballots}。`,
      ],
      en: [
        (isPrinted
          ? 'Code A holds every number of this sheet, the outcome and the signatures of the scrutineers, to be checked without a network. '
          : '') +
          'This PDF carries the whole record (record.jsonl) and a digital signature. A count on paper proves signatures and not ballots: ' +
          'that the numbers are those of the ballots is vouched for by the two tellers and the scrutineers who signed; to recount, the ' +
          'sealed ballots must be opened by law.',
      ],
    }),
  };
}

export async function drawPaperSheet(data: PaperSheetData, fonts: FontFiles): Promise<Uint8Array> {
  const { meeting, round, count, contests, forms, time, ctx, hash } = data;
  const isForm = contests.length === 0;
  const reported = reportOfPaper(data);
  const { expected, present, quorumMinimum } = reported;
  const posts = list(contests.map(({ contest }) => contest.post));
  const name = isForm ? summaryTitle(data) : '计票结果报告单';
  const head = isForm
    ? `${meeting.organization}${meeting.group === undefined ? '' : `（${meeting.group}）`}${roundWord(round.round)}`
    : `${meeting.organization}${posts}${ballotWord(contests)}${roundWord(round.round)}`;
  const paper = openPaper({
    title: isForm ? `${meeting.organization}${name}` : `${meeting.organization}${posts}选举${name}`,
    author: meeting.organization,
    subject: `ctx ${ctx} paper-count ${hash}`,
    date: time,
    fonts,
    size: A4,
    archival: true,
    compressed: false,
    specimen: isTestRunTitle(meeting.title),
  });
  const flow = beginFlow(paper, FORM_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    paragraph(flow, part, head, fitting(paper, head, subtitle, flow.width), { tag: 'P' });
    paragraph(flow, part, name, title, { tag: 'H1' });
    space(flow, 2);
    paragraph(flow, part, `${addressees(meeting.kind)}：`, { ...body, indent: 0 });
    paragraph(
      flow,
      part,
      `${officialDate(meeting.date)}，应到会${voterWord(meeting.kind)}${count.expected}名，实到${count.present}名${isForm ? '。' : '，'}` +
        (isForm
          ? `以无记名方式${formNumbers(meeting.kind, forms)}由两名计票人分别汇总，两份一致。汇总如下：`
          : `${quorumWords({ kind: meeting.kind, expected, present, minimum: quorumMinimum })}，${present >= quorumMinimum ? '符合规定' : '不符合规定'}。` +
            `本轮使用纸质选票，${reported.validity}。` +
            (reported.contests.every(({ isUncounted }) => isUncounted)
              ? '开箱清点如下：'
              : '由两名计票人分别计票，两份一致。计票结果如下：')),
      body,
    );
    space(flow, 1.5);
    for (const [at, contest] of contests.entries()) {
      const report = reported.contests[at];
      if (report !== undefined) drawContest(flow, part, contest, data, report);
    }
    for (const line of data.decided) paragraph(flow, part, tight(line), note);
    for (const form of forms) drawForm(flow, part, form);
    const signatories = [
      ...meeting.scrutineers.map(({ name }) => ({ role: '监票人', name })),
      ...meeting.tellers.map((name) => ({ role: '计票人', name })),
      { role: '主持人', name: meeting.chair },
    ];
    const toSign = signatureHeight(flow, signatories, SIGNED, SIGNATURE_LAYOUT) + 18;
    const decidedElsewhere = [...new Set(forms.map(({ contest }) => contest.kind))].map(
      (kind) => DECIDED_ELSEWHERE[kind],
    );
    // What the numbers are for stays with the lines to sign.
    const lines = decidedElsewhere.flatMap((words) => linesOf(flow, words, body, flow.width)).length;
    if (lines > 0) ensureRoom(flow, lines * body.pitch + toSign);
    for (const words of decidedElsewhere) paragraph(flow, part, words, { ...bold, indent: 2 });
    const seen = new Set<string>();
    const notices = contests
      .flatMap(({ outcome }) => outcome.notices)
      .filter(({ zh, code }) => code !== 'threshold' && !seen.has(zh) && seen.add(zh) !== undefined);
    if (notices.length > 0) paragraph(flow, part, '需要注意', heading, { tag: 'H2', keepWithNext: 1 });
    for (const { zh, clause } of notices)
      paragraph(flow, part, `${tight(zh)}依据：${clause}。`, { ...note, face: 'serif-bold' });
    space(flow, 2);
    const signers = count.signatures.flatMap(({ author }) => {
      const name = meeting.scrutineers[Number(author.slice('scrutineer-'.length)) - 1]?.name;
      return author === 'server' || name === undefined ? [] : [name];
    });
    // No page holds the lines to sign without a word of what is signed.
    ensureRoom(flow, toSign);
    paragraph(flow, part, `已用本人设备签署本结果的监票人：${list(signers)}。`, note);
    space(flow, 4);
    signatureLines(flow, part, signatories, SIGNED, SIGNATURE_LAYOUT);
    paragraph(flow, part, '签名日期：　　　　年　　月　　日', { ...note, align: 'right' });
  });
  paper.pdf.switchToPage(0);
  reserveSignature(paper, {
    name: meeting.organization,
    reason: isForm ? '汇总结果 Result of the forms' : '选举结果 Election result',
    location: meeting.place,
    date: time,
  });
  paper.pdf.switchToPage(pageCount(paper) - 1);
  checkPage(paper, checkPageOf(data));
  const form = pageCount(paper);
  const report = electionReport([reported]);
  if (report !== null) drawOfficialDocument(paper, report);
  footers(paper, 0, form, FORM_MARGINS, { face: 'sans', size: TYPE.no5Small - 1, color: '#444444' }, (number, of) => [
    { text: `计票码 ${countCode(data)}`, align: 'left' },
    { text: `第 ${number} 页　共 ${of} 页`, align: 'right' },
  ]);
  officialPageNumbers(paper, form, pageCount(paper), OFFICIAL_MARGINS);
  attach(paper, data);
  return closeSlot(await closePaper(paper));
}
