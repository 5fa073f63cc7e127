import { expect, it } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { scrutineerAuthor } from '../record/authors.ts';
import { entryHash, signEntry, withSignatures } from '../record/entry.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { countingRandom } from './counting-random.ts';
import { exampleContest, exampleVotingRound } from './example-voting-round.ts';
import { signedRound } from './signed-round.ts';

const person = (name: string) => ({ name, remark: '' });
const { meeting, meetingHash, round, roundWithout } = exampleVotingRound({
  contests: [exampleContest([person('王建国'), person('田大利')], 1, [])],
  cards: 5,
  roll: { members: 4, probationary: 0, withoutRight: 0, excluded: 0, expected: 4 },
  random: countingRandom('round'),
});

it('a round signed by the server and every scrutineer is voted, in the meeting it names (§6.3)', () => {
  const signed = signedRound(meeting, round);
  expect(signed.ok && signed.value.meetingHash).toEqual(meetingHash);
  expect(signed.ok && signed.value.voting.ctx).toEqual(entryHash(round));
});

it.each(['server', 'scrutineer-1', 'scrutineer-2'])('no round without the signature of %s', (author) => {
  expect(signedRound(meeting, roundWithout(author))).toEqual({ ok: false, error: 'round-signature' });
});

it('no round of a meeting whose entry somebody has changed', () => {
  expect(signedRound({ ...meeting, title: '另一个会议' }, round)).toEqual({ ok: false, error: 'meeting-signature' });
});

it('no round of another meeting, and none of another circuit, whoever signed it', () => {
  // The keys of everybody who signs: only what the entry itself says can refuse it.
  const keys = [newSigningKey(countingRandom('server')), newSigningKey(countingRandom('one'))];
  const [server, scrutineer] = keys.map(({ secretKey }) => secretKey) as [Uint8Array, Uint8Array];
  const publicKeys = keys.map(({ publicKey }) => encodeBase64url(publicKey)) as [string, string];
  const { signatures: _, ...unsigned } = meeting;
  const declared = {
    ...unsigned,
    threshold: 1,
    keys: { ...meeting.keys, entries: publicKeys[0] },
    scrutineers: meeting.scrutineers.slice(0, 1).map((one) => ({ ...one, signKey: publicKeys[1] })),
  };
  const own = withSignatures<MeetingEntry>(declared, [signEntry(declared, 'server', server)]);
  const signedAs = (change: Partial<RoundEntry>) => {
    const { signatures: __, ...fields } = { ...round, meeting: encodeBase64url(entryHash(own)), ...change };
    return signedRound(
      own,
      withSignatures<RoundEntry>(fields, [
        signEntry(fields, 'server', server),
        signEntry(fields, scrutineerAuthor(1), scrutineer),
      ]),
    );
  };
  expect(signedAs({}).ok).toBe(true);
  expect(signedAs({ meeting: round.meeting })).toEqual({ ok: false, error: 'other-meeting' });
  expect(signedAs({ circuit: round.tokens })).toEqual({ ok: false, error: 'circuit' });
});
