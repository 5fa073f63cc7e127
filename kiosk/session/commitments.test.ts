import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { newSigningKey, type SigningKey } from '../../crypto/sign.ts';
import { SERVER, scrutineerAuthor } from '../../tally/record/authors.ts';
import { entryHash, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import type { Commitment } from '../../tally/roles/checking-device.ts';
import { countingRandom } from '../../tally/roles/counting-random.ts';
import { type Assembly, assemblyWithKeys, deviceOf } from '../../tally/roles/scrutineer/example-assembly.ts';
import { exampleClose, openedRound } from '../../tally/roles/scrutineer/example-round.ts';
import { signingKeyOf } from '../../tally/roles/scrutineer/state.ts';
import { forgetCommitment, forgetEndedRounds, keptCommitments, storeCommitment } from './commitments.ts';

/** What a browser keeps over a reload: text by name. */
function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  };
}
const taken = (h: string, T = `T-${h}`, meetingId = 'meeting', round = 1, ctx = 'ctx'): Commitment => ({
  meetingId,
  round,
  ctx,
  T,
  h,
  code: `code-${h}`,
  cardCode: `card-${T}`,
});
const kept = (store: ReturnType<typeof storage>) => keptCommitments(store).map(({ h }) => h);

describe('what a checking device keeps of review pages (specification §7.5)', () => {
  it('is sorted by h whatever the order of scanning, which is the order of voting', () => {
    const store = storage();
    for (const h of ['m', 'c', 'x', 'a']) storeCommitment(taken(h), store);
    expect(kept(store)).toEqual(['a', 'c', 'm', 'x']);
  });

  it('is one ballot of a card, the one stored last', () => {
    const store = storage();
    for (const h of ['m', 'm', 'a']) storeCommitment(taken(h, 'T'), store);
    expect(keptCommitments(store)).toEqual([taken('a', 'T')]);
  });

  it('goes when the card has been checked, and that card only', () => {
    const store = storage();
    for (const h of ['a', 'b', 'c']) storeCommitment(taken(h), store);
    forgetCommitment(taken('b'), store);
    expect(kept(store)).toEqual(['a', 'c']);
  });

  describe('of a round', () => {
    let assembly: Assembly;
    let ctx: string;
    beforeAll(async () => {
      assembly = await assemblyWithKeys(3, 2);
      ({ ctx } = openedRound(assembly));
    });

    /** What is kept once the record has gone on with these, each signed by the server and these scrutineers. */
    function keptAfter(...ends: readonly (readonly [Unsigned<SignedEntry>, ...(readonly number[])])[]) {
      const store = storage();
      const { id } = assembly.meeting;
      for (const one of [taken('a', 'T', id, 1, ctx), taken('b', 'U', id, 2), taken('c', 'V', 'elsewhere')])
        storeCommitment(one, store);
      const lines = ends.map(([entry, ...indices]) => {
        const own = indices.map((index) =>
          signEntry(entry, scrutineerAuthor(index), signingKeyOf(deviceOf(assembly, index)).secretKey),
        );
        const server = signEntry(entry, SERVER, assembly.keys.entries.secretKey);
        return decodeUtf8(canonicalBytes(withSignatures<SignedEntry>(entry, [server, ...own])));
      });
      forgetEndedRounds(readRecord(assembly.writer.text() + lines.map((line) => `${line}\n`).join('')), store);
      return kept(store);
    }
    const close = (of = ctx) => exampleClose(of, 6) as Unsigned<SignedEntry>;
    const paper = () => ({ type: 'paper', ctx, reason: '停电' }) as Unsigned<SignedEntry>;
    const box = { printed: 9, issued: 7, remaining: 2, voters: 7, recovered: 7, tally: null };
    const paperCount = (of = ctx) =>
      ({
        ...{ type: 'paper-count', ctx: of, expected: 8, present: 7 },
        ...{ texts: 'A'.repeat(43), contests: [box], outcome: [null] },
      }) as unknown as Unsigned<SignedEntry>;

    it('goes with the close that the server and t scrutineers signed, and with no other', () => {
      expect(keptAfter()).toEqual(['a', 'b', 'c']);
      expect(keptAfter([close()])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([close(), 2])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([close('A'.repeat(43)), 1, 2, 3])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([close(), 1, 3])).toEqual(['b', 'c']);
    });

    it('stays where the server ends the round in a record of its own, with scrutineers of its own', () => {
      const random = countingRandom('made up');
      const own = assembly.meeting.scrutineers.map(() => newSigningKey(random));
      const { entries: server } = assembly.keys;
      const lineOf = <E extends SignedEntry>(unsigned: Unsigned<E>, signing: readonly SigningKey[]) => {
        const signatures = signing.map((key, at) => signEntry(unsigned, scrutineerAuthor(at + 1), key.secretKey));
        return `${decodeUtf8(canonicalBytes(withSignatures<E>(unsigned, [signEntry(unsigned, SERVER, server.secretKey), ...signatures])))}\n`;
      };
      const { signatures: _, ...real } = assembly.meeting;
      const scrutineers = real.scrutineers.map((one, at) => ({
        ...one,
        signKey: encodeBase64url((own[at] as SigningKey).publicKey),
      }));
      const [, ...behind] = assembly.writer
        .text()
        .split('\n')
        .filter((line) => !line.startsWith('{"note"'));
      const madeUp = lineOf<MeetingEntry>({ ...real, scrutineers } as Unsigned<MeetingEntry>, []);
      const keptBy = (text: string, round = ctx) => {
        const store = storage();
        storeCommitment(taken('a', 'T', real.id, 1, round), store);
        forgetEndedRounds(readRecord(text), store);
        return kept(store);
      };
      // The real round under another meeting.
      expect(keptBy(`${madeUp}${behind.join('\n')}${lineOf(close(), own)}`)).toEqual(['a']);
      // A round of its own, signed and ended by its own, with the number of the real one.
      const round = JSON.parse(behind.find((line) => line.includes('"type":"round"')) ?? '') as RoundEntry;
      const { signatures: __, ...unsigned } = round;
      const meeting = encodeBase64url(entryHash(JSON.parse(madeUp) as MeetingEntry));
      const ownRound = lineOf<RoundEntry>({ ...unsigned, meeting } as Unsigned<RoundEntry>, own);
      const ownCtx = encodeBase64url(entryHash(JSON.parse(ownRound) as RoundEntry));
      const lines = behind.map((line) =>
        line.includes('"type":"round"') ? ownRound.trimEnd() : line.replace(`"ctx":"${ctx}"`, `"ctx":"${ownCtx}"`),
      );
      const whole = `${madeUp}${lines.join('\n')}${lineOf(close(ownCtx), own)}`;
      expect(keptBy(whole)).toEqual(['a']);
      // Nothing else keeps it: what was taken for that round goes with it.
      expect(keptBy(whole, ownCtx)).toEqual([]);
    });

    it('goes with the count on paper, not when the server alone says that there will be one', () => {
      expect(keptAfter([paper()])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([paper()], [paperCount(), 1])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([paper()], [paperCount('A'.repeat(43)), 1, 2])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([paper()], [paperCount(), 1, 2])).toEqual(['b', 'c']);
    });

    it('stays where the end stands in a wrong place', () => {
      expect(keptAfter([paperCount(), 1, 2, 3])).toEqual(['a', 'b', 'c']);
      expect(keptAfter([paper()], [close(), 1, 2, 3])).toEqual(['a', 'b', 'c']);
    });
  });

  it('is what was written and nothing else that stands in the same place', () => {
    const store = storage();
    const values = [
      null,
      1,
      'x',
      {},
      { ...taken('a'), round: '1' },
      { ...taken('b'), T: 1 },
      { ...taken('b'), ctx: 1 },
      taken('c'),
    ];
    store.setItem('changpiao.commitments', JSON.stringify(values));
    expect(keptCommitments(store)).toEqual([taken('c')]);
  });
});
