/**
 * A phone at a copy of the record that the organisation publishes (UX 5.7): the built pages and two files on a host that only hands out files,
 * by plain http under a name of its own, where a browser offers no cryptography.
 */
import type { Browser, Page } from 'playwright-core';
import { ballotHash } from '../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { signObject } from '../../crypto/sign.ts';
import { receiptAddress } from '../../printables/qr/receipt.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { answerObject } from '../../tally/roles/voter.ts';
import { rememberingRandom } from '../../tally/simulation/remembering-random.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { launchChromium } from '../chromium.ts';
import { servePages } from '../voter-screens/voting-machine.ts';

const NAME = 'dongfeng.village';
const PHONE = { width: 390, height: 844 };
/** A phone for ¥1000 beside an ordinary computer (UX 5.7). */
export const SLOWER = 6;

export interface VillageCopy {
  readonly record: string;
  /** As the copy states it. */
  readonly summary: { readonly title: string };
  /** What the phone's camera reads from the receipt of each ballot. */
  readonly receipts: readonly string[];
  /** A phone, its processor slowed down; what it asks for is noted. */
  readonly phone: () => Promise<{
    readonly page: Page;
    readonly asked: readonly string[];
    readonly loaded: ReadonlyMap<string, Buffer>;
  }>;
  readonly close: () => Promise<void>;
}

export async function publishCopy(ballots: number): Promise<VillageCopy> {
  const years = { notBefore: new Date(0), notAfter: new Date('2056-01-01T00:00:00Z') };
  const sheet = await createSheetKey({ organization: '模拟党支部', ...years });
  const { random, secretOf } = rememberingRandom(seededRandom('village copy'));
  const { record, meeting } = await simulateElection({
    ballots,
    spares: 2,
    contests: [committeeContest(6, 5, 20)],
    random,
    recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
    sheetKey: encodeBase64url(sheetPublicKey(sheet)),
    threshold: 2,
  });
  const summary = {
    ...{ id: meeting.id, kind: meeting.kind, group: '', title: meeting.title, organization: meeting.organization },
    ...{ superior: meeting.superior, date: meeting.date, phase: 'published', derivedFrom: null, testRun: false },
    ...{ place: '', chair: meeting.chair, scrutineers: meeting.scrutineers.map(({ name }) => name) },
    ...{ contact: { name: '吴菊芳', telephone: '(0571) 8621-0099' } },
    ...{ threshold: meeting.threshold, rounds: [], head: null },
  };
  const at = `/api/meetings/${meeting.id}`;
  const pages = await servePages(
    new Map([
      [at, JSON.stringify(summary)],
      [`${at}/record.jsonl`, record],
    ]),
  );
  const origin = pages.origin.replace('127.0.0.1', NAME);
  const browser: Browser = await launchChromium([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
  const receiptsKey = secretOf(meeting.keys.receipts);
  const receipts = entriesOf(readRecord(new TextEncoder().encode(record)), 'cast').map(({ entry: { ballot } }) => {
    const { T, ctx } = ballot;
    const h = ballotHash(ballot);
    const signature = signObject(answerObject('accepted', decodeBase64url(ctx, 32), T, h), receiptsKey);
    return receiptAddress(`${origin}/check/`, {
      ...{ kind: 'accepted', meetingId: meeting.id, round: 1 },
      ...{ T: decodeBase64url(T, 32), h, signature },
    });
  });
  return {
    record,
    summary,
    receipts,
    phone: async () => {
      const page = await browser.newPage({ viewport: PHONE, locale: 'zh-CN' });
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      const asked: string[] = [];
      const loaded = new Map<string, Buffer>();
      page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
      page.on('response', (response) => {
        void response.body().then(
          (body) => loaded.set(new URL(response.url()).pathname, body),
          () => undefined,
        );
      });
      return { page, asked, loaded };
    },
    close: async () => {
      await browser.close();
      pages.close();
    },
  };
}
