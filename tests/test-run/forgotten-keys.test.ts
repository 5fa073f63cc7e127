/** A scrutineer's device forgets a test run on the signed proof of zero alone (specification §3.9): real papers, signed with real keys. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import {
  forgetDevice,
  type Identity,
  knownDevices,
  memoryKeeper,
  rememberTestRun,
  storedKeyFile,
  storeKeyFile,
  testRunKey,
} from '../../kiosk/screens/scrutineer/device-store.ts';
import { forgetWiped } from '../../kiosk/screens/scrutineer/forget-wiped.ts';
import { drawSignedPaper } from '../../printables/documents/signed-document.ts';
import { wipingProof } from '../../printables/documents/wiping-proof.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { WIPING_PROOF_ATTACHMENT } from '../../printables/signed/open-wiping-proof.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { DeviceMemory } from '../../tally/roles/scrutineer/key-file.ts';

const AT = new Date('2026-11-20T08:00:00Z');
const TRIED: Identity = { meeting: 'tried12345', index: 1, name: '杨辉' };
const REAL: Identity = { meeting: 'real123456', index: 1, name: '杨辉' };
const MEMORY: DeviceMemory = { cosigned: null, fork: null, released: [], ceremony: null };
const FORK = { type: 'fork-evidence', version: 1, logOrigin: 'village', logKey: 'A'.repeat(43), path: [] } as const;

let key: SheetKey;
let otherKey: SheetKey;
/** What the server answers: a file, or that it knows none. */
let served: Uint8Array | null;
let asked: string[];

async function proofOf(meeting: string, signer: SheetKey, left = 0): Promise<Uint8Array> {
  const facts = {
    ...{ organization: '中共清溪村总支部委员会', title: '【演练】换届大会', meeting, day: '2026-11-20', time: '16:00' },
    ...{ officials: ['组织者', '第二名组织者'] as const, root: '0123 4567', size: 80 },
    held: [{ title: '投票卡', before: 60, after: left }],
  };
  const paper = await drawSignedPaper(
    {
      ...{ document: wipingProof(facts), author: facts.organization, reason: '清零证明 Proof of zero', date: AT },
      ...{
        specimen: false,
        attached: { name: WIPING_PROOF_ATTACHMENT, data: { type: 'wiping-proof', version: 1, ...facts } },
      },
    },
    installedFonts(),
  );
  return signPdf(paper, signer);
}

beforeAll(async () => {
  const years = { notBefore: AT, notAfter: new Date('2056-11-20T08:00:00Z') };
  key = await createSheetKey({ organization: '中共清溪村总支部委员会', ...years });
  otherKey = await createSheetKey({ organization: '中共清溪村总支部委员会', ...years });
});
beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  });
  asked = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (served === null)
      return Response.json({ code: 'not-found', text: { zh: '没有', en: 'Not found' } }, { status: 404 });
    return new Response(served as BodyInit, { headers: { 'content-type': 'application/pdf' } });
  });
  for (const who of [REAL, TRIED]) {
    storeKeyFile(who, Uint8Array.of(1, 2, 3));
    memoryKeeper(who).store(MEMORY);
  }
  rememberTestRun(TRIED, encodeBase64url(sheetPublicKey(key)));
});
afterEach(() => vi.unstubAllGlobals());

const isKept = (who: Identity): boolean =>
  storedKeyFile(who) !== null && knownDevices().some((one) => one.meeting === who.meeting);

test('the signed proof of zero is enough: file, memory and name of the test run are gone, those of the real meeting stay', async () => {
  served = await proofOf(TRIED.meeting, key);
  expect(await forgetWiped(knownDevices())).toEqual([TRIED]);
  expect(isKept(TRIED)).toBe(false);
  expect(localStorage.getItem(`changpiao.scrutineer.${TRIED.meeting}.1.memory`)).toBeNull();
  expect(testRunKey(TRIED)).toBeNull();
  expect(isKept(REAL)).toBe(true);
  expect(asked).toEqual([`/api/wiped-test-runs/${TRIED.meeting}/proof.pdf`]);
});

const NOT_ENOUGH: Readonly<Record<string, () => Promise<Uint8Array | null>>> = {
  'that the server knows nothing of it': async () => null,
  'a proof signed with another key of the same name': () => proofOf(TRIED.meeting, otherKey),
  'the proof of another test run': () => proofOf(REAL.meeting, key),
  'a proof that something is left': () => proofOf(TRIED.meeting, key, 1),
  'a proof in which a byte was changed': async () => {
    const changed = (await proofOf(TRIED.meeting, key)).slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    return changed;
  },
  'any other signed paper': async () => new TextEncoder().encode('%PDF-1.7\n'),
};

test.each(Object.entries(NOT_ENOUGH))('%s makes no device forget', async (_, answer) => {
  served = await answer();
  expect(await forgetWiped(knownDevices())).toEqual([]);
  expect(isKept(TRIED)).toBe(true);
});

test('no proof makes a device forget a meeting that its own record did not call a test run', async () => {
  served = await proofOf(REAL.meeting, key);
  expect(await forgetWiped([REAL])).toEqual([]);
  expect(isKept(REAL)).toBe(true);
  expect(asked).toEqual([]);
});

test('a device that was shown two histories, or cannot read its memory, keeps everything: it is evidence', async () => {
  served = await proofOf(TRIED.meeting, key);
  forgetDevice(TRIED);
  storeKeyFile(TRIED, Uint8Array.of(1));
  memoryKeeper(TRIED).store({ ...MEMORY, fork: { ...FORK, cosigned: 'a note', shown: 'a note' } });
  rememberTestRun(TRIED, encodeBase64url(sheetPublicKey(key)));
  expect(await forgetWiped(knownDevices())).toEqual([]);
  localStorage.setItem(`changpiao.scrutineer.${TRIED.meeting}.1.memory`, '{');
  expect(await forgetWiped(knownDevices())).toEqual([]);
  expect(isKept(TRIED)).toBe(true);
});
