/** Twenty kiosks voting at once lose nothing, refuse nothing and double nothing. How long it takes is measured by `npm run bench`. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ballotHash } from '../../crypto/ballot.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { recordFile } from '../../server/contract/public.ts';
import { random } from '../../server/rehearsal/sample-election.ts';
import { settle, signAll, stopVoting } from '../../server/rehearsal/stages.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { type HallLoad, voteAtTwentyKiosks } from './twenty-kiosks.ts';

const BALLOTS_EACH = 3;

async function closedRecord({ election, used }: HallLoad): Promise<Uint8Array> {
  const params = { meeting: election.meeting, round: '1' };
  const office = election.run.organizer;
  await stopVoting(election.run, params.round);
  const unused = [...election.drawn, ...election.leftOver].filter((card) => !used.includes(card));
  for (const card of unused) await election.devices[0]?.voidCard(card.text, 'void-unissued');
  await office.call(organizer.closeRound, {
    params,
    body: { handCounts: { received: used.length, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 } },
  });
  await signAll(election.devices);
  await settle(election.devices);
  return office.call(recordFile, { params });
}

test('twenty kiosks vote at once: nothing fails, and every acknowledged ballot is in the record once', async () => {
  await voteAtTwentyKiosks(
    { ballotsEach: BALLOTS_EACH, voters: 3 },
    () => {},
    async (load) => {
      expect(load.failures).toEqual([]);
      expect(load.ofChromium.length).toBeGreaterThan(0);
      expect(load.acknowledged.length).toBe(19 * BALLOTS_EACH + load.ofChromium.length);
      expect(load.used.length).toBe(load.acknowledged.length);

      const file = await closedRecord(load);
      const cast = entriesOf(readRecord(file), 'cast').map(({ entry }) => encodeBase64url(ballotHash(entry.ballot)));
      expect(cast.toSorted()).toEqual([...load.acknowledged].toSorted());
      expect((await verifyRecord(file, { random, through: 'close' })).findings).toEqual([]);

      // From its pairing to the last receipt a voting kiosk asked nobody but the server.
      expect([...load.asked]).toEqual([new URL(load.server).origin]);

      // Every step was really taken; how long each took is no matter of this test.
      const { feedback, ready, code, cast: casts } = load.times;
      for (const each of [ready, code, casts]) expect(each).toHaveLength(load.ofChromium.length);
      expect(feedback.length).toBeGreaterThan(10 * load.ofChromium.length);

      // What a kiosk loads from its pairing to the receipt, as it came over the network (UX 6).
      const parts = [...load.loaded].filter(([path]) => !/\.(woff2|mp3|wasm|png|jpe?g)$/.test(path));
      expect(parts.length).toBeGreaterThan(3);
      expect(parts.reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0)).toBeLessThanOrEqual(300_000);
    },
  );
});
