/** What the product itself writes, for the decoders to be damaged: made once, by the code that makes it in a meeting. */
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import {
  ceremonyHash,
  type KeyPackage,
  makePackage,
  newCoefficients,
  openPackage,
  shareFor,
  shareMessageBytes,
} from '../../crypto/threshold/key-ceremony.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { signedArchive } from '../../server/archive/archive-index.ts';
import { writeArchiveZip } from '../../server/archive/archive-zip.ts';
import {
  digestOf,
  type ReplyContent,
  type RequestContent,
  type RequestFacts,
  requestFacts,
  signReply,
  signRequest,
} from '../../server/papers/request-file.ts';
import { drawResultAnswer, type ResultAnswer, resultOfRecord } from '../../server/papers/result-answer.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { RECIPIENTS, smallElection } from '../attacks/attack.ts';
import { FACTS } from '../prints/document-facts.ts';
import { COMMITTEE, sketchRecord } from '../prints/qingxi-record.ts';

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };

export const simulated = once(() => smallElection('fuzz'));
export const recordLines = async (): Promise<readonly string[]> => (await simulated()).record.trim().split('\n');
export const recordEntries = async (type: string) =>
  (await recordLines()).map((line) => JSON.parse(line)).filter((entry) => entry.type === type);

export const sheetKey = once(() => createSheetKey({ organization: '中共清溪村总支部委员会', ...VALIDITY }));
export const sheetData = once(async () => {
  const data = resultSheetData(sketchRecord(COMMITTEE, sheetPublicKey(await sheetKey())), {
    round: 1,
    checkAddress: '',
  });
  if (!data.ok) throw new Error(data.error);
  return data.value;
});
export const sheet = once(async () =>
  signPdf(await drawResultSheet(await sheetData(), installedFonts()), await sheetKey()),
);

/** What the superior answers to a result, and the signed paper that says so. */
export const resultAnswer = once(async (): Promise<{ readonly answer: ResultAnswer; readonly paper: Uint8Array }> => {
  const text = sketchRecord(COMMITTEE, sheetPublicKey(await sheetKey()));
  const found = resultOfRecord(text, 1);
  if (found === undefined) throw new Error('no result');
  const said = {
    ...({ decision: 'approve', number: '大委〔2026〕12号', reason: '' } as const),
    ...{ signatory: '刘世平', date: '2026-12-02' },
  };
  const about = { type: 'answer', version: 1, meeting: COMMITTEE.id, round: 1, result: found.resultHash } as const;
  const superior = await createSheetKey({ organization: '中共大河镇委员会', ...VALIDITY });
  return { answer: { ...about, ...said }, paper: signPdf(await drawResultAnswer(said, found), superior) };
});

export const archive = once(async () => {
  const { record, meeting } = await simulated();
  const about = { meeting: meeting.id, organization: meeting.organization, title: meeting.title, date: meeting.date };
  const text = (path: string, words: string) => ({ path, bytes: encodeUtf8(words), title: path });
  const files = [
    text('record.jsonl', record),
    text('trusted-keys.json', JSON.stringify(trustedKeysOf(meeting))),
    text('lists/党员名册.csv', '姓名\r\n李㛃\r\n'),
  ];
  const signed = signedArchive(about, files, await sheetKey());
  return { zip: writeArchiveZip(signed), index: signed[0]?.bytes as Uint8Array, cms: signed[1]?.bytes as Uint8Array };
});

export const requestPaper = once(async (): Promise<{ facts: RequestFacts; request: Uint8Array; reply: Uint8Array }> => {
  const facts = requestFacts(FACTS);
  const content: RequestContent = {
    type: 'request',
    version: 1,
    kind: 'assembly',
    meeting: 'abcdefghij',
    facts,
    nominees: [],
  };
  const request = await signRequest(content, await sheetKey());
  const answer: ReplyContent = {
    ...{ type: 'reply', version: 1, kind: 'assembly', meeting: 'abcdefghij', decision: 'agree', reason: '' },
    ...{ organization: facts.organization, superior: facts.superior, request: digestOf(request), persons: [] },
    ...{ number: '青委〔2026〕12号', signatory: '刘世平', date: '2026-11-02' },
  };
  const superior = await createSheetKey({ organization: facts.superior, ...VALIDITY });
  return { facts, request, reply: await signReply(facts, answer, superior) };
});

/** Two of a ceremony of three, and the share that the first sends to the second. */
export const ceremony = once(() => {
  const random = seededRandom('fuzz ceremony');
  const meeting = random(32);
  const size = { meeting, n: 3, t: 2 };
  const coefficients = [1, 2, 3].map(() => newCoefficients(2, random));
  const packages: readonly KeyPackage[] = coefficients.map((own, at) =>
    makePackage(
      {
        ...size,
        index: at + 1,
        name: `监票人${at + 1}`,
        signKey: newSigningKey(random).publicKey,
        recipient: RECIPIENTS[at] ?? '',
      },
      own,
      random,
    ),
  );
  const from = openPackage(packages[0], { ...size, index: 1 });
  if (!from.ok) throw new Error(from.error);
  const hash = ceremonyHash(meeting, packages);
  const share = shareMessageBytes({ ceremony: hash, from: 1, to: 2, share: shareFor(coefficients[0] as never, 2) });
  return { size, packages, share, expected: { ceremony: hash, from: from.value, to: 2 } };
});
