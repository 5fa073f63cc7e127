/**
 * 批复 to a branch without a committee that were issued when answers called everybody a committee (rules §1.2, §6.2): signed as they are,
 * they stay answers of their data; pages that say anything else are none, whoever signed them.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { answerFaults } from '../../server/archive/archived-papers.ts';
import {
  digestOf,
  drawReply,
  type ReplyContent,
  type RequestContent,
  type RequestFacts,
  readReply,
  requestFacts,
  signRequest,
  WORDINGS,
} from '../../server/papers/request-file.ts';
import { drawResultAnswer, type RecordedResult, resultOfRecord } from '../../server/papers/result-answer.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { smallElection } from '../attacks/attack.ts';
import { FACTS } from './document-facts.ts';
import { wholeText } from './tools.ts';

const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const YOU = { addressed: '你支部', committee: '你委' } as const;

let superior: SheetKey;
let office: SheetKey;
beforeAll(async () => {
  superior = await createSheetKey({ organization: '中共青山镇委员会', ...VALIDITY });
  office = await createSheetKey({ organization: '模拟党支部', ...VALIDITY });
});

describe('the answer to a result', () => {
  let record: string;
  let result: RecordedResult;
  beforeAll(async () => {
    const sheetKey = encodeBase64url(sheetPublicKey(office));
    const round = { contests: [committeeContest(2, 1, 0)], marks: () => [1, 0, 0, 1] as (0 | 1)[], sheetKey };
    record = (await smallElection('older answers', round as never)).record;
    result = resultOfRecord(record, 1) as RecordedResult;
  });
  const SAID = {
    ...({ decision: 'file', number: '青委〔2026〕12号', reason: '' } as const),
    ...{ signatory: '刘世平', date: '2026-11-29' },
  };
  const faultsOf = async (unsigned: Uint8Array) =>
    (await answerFaults(signPdf(unsigned, superior), record, sheetPublicKey(office))).faults.map(({ code }) => code);

  test.each(WORDINGS)('is one in the words of %s', async (wording) => {
    const answer = await drawResultAnswer(SAID, result, wording);
    expect(wholeText(answer)).toMatch(new RegExp(`：${YOU[wording]}\\d+年`, 'u'));
    expect(await faultsOf(answer)).toEqual([]);
  });

  test('is none in words that no answer had', async () => {
    const sheets = result.sheets.map((sheet) => ({
      ...sheet,
      meeting: { ...sheet.meeting, superior: '中共白水镇委员会' },
    }));
    for (const wording of WORDINGS)
      expect(await faultsOf(await drawResultAnswer(SAID, { ...result, sheets }, wording))).toEqual(['answer-invalid']);
  });
});

describe('the answer to a request', () => {
  const whole = requestFacts(FACTS);
  const facts: RequestFacts = {
    ...whole,
    organization: '中共石湾村支部',
    posts: [{ ...(whole.posts[0] as RequestFacts['posts'][number]), post: '书记', seats: 1 }],
  };
  const meeting = 'abcdefghij';

  test.each(
    WORDINGS.flatMap((wording) =>
      (['assembly', 'candidates'] as const).flatMap((kind) =>
        (['agree', 'return'] as const).map((decision) => ({ wording, kind, decision })),
      ),
    ),
  )('is one in the words of $wording: $kind, $decision', async ({ wording, kind, decision }) => {
    const content: RequestContent = { type: 'request', version: 1, kind, meeting, facts, nominees: [] };
    const request = await signRequest(content, office);
    const reply: ReplyContent = {
      ...({ type: 'reply', version: 1, kind, meeting, decision, persons: [] } as const),
      ...{ organization: facts.organization, superior: facts.superior, request: digestOf(request) },
      ...{ number: '青委〔2026〕12号', reason: decision === 'return' ? '材料不齐' : '', signatory: '刘世平' },
      date: '2026-11-02',
    };
    const drawn = await drawReply(facts, reply, wording);
    expect(wholeText(drawn)).toContain(`${YOU[wording]}《`);
    const checksWith = async (of: RequestFacts) => {
      const read = await readReply(signPdf(drawn, superior), async () => of);
      return read.ok ? read.value.checks.map(({ name, ok }) => [name, ok]) : read.error;
    };
    expect(await checksWith(facts)).toEqual([
      ['signature', true],
      ['pages', true],
    ]);
    // Of another request than the one that was answered.
    expect(await checksWith({ ...facts, organization: '中共河西村支部' })).toEqual([
      ['signature', true],
      ['pages', false],
    ]);
  });
});
