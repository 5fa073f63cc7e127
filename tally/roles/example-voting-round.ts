/**
 * Tests only: a meeting and a round as the record has them, signed by everybody, without the ceremony and the list of
 * cards behind them. Enough for whoever votes; example-assembly.ts makes one that can be counted.
 */
import { circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, G, multiplySecret, type RandomBytes, randomScalar } from '../../crypto/group.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { testRunTitle } from '../meeting/test-run.ts';
import { scrutineerAuthor } from '../record/authors.ts';
import { type Contest, circuitContest, type ElectionContest } from '../record/contest.ts';
import { entryHash, signEntry, withSignatures } from '../record/entry.ts';
import type { MeetingEntry, MeetingKind } from '../record/meeting-entry.ts';
import type { Person } from '../record/person.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { ruleSettings } from '../rules/settings.ts';

export const exampleContest = (
  candidates: readonly Person[],
  seats: number,
  writeIns: readonly Person[],
): ElectionContest => ({
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '委员选举', en: 'Election of the committee' },
  seats,
  candidates,
  writeIns,
});

export type VotingRoundOptions = {
  /** An assembly, unless the ballot asks for another meeting. */
  readonly kind?: MeetingKind;
  readonly contests: readonly Contest[];
  readonly cards: number;
  readonly roll: RoundEntry['roll'];
  readonly testRun?: boolean;
  readonly random: RandomBytes;
};

export function exampleVotingRound({
  kind = 'assembly',
  contests,
  cards,
  roll,
  testRun = false,
  random,
}: VotingRoundOptions) {
  const keys = { entries: newSigningKey(random), receipts: newSigningKey(random) };
  const scrutineers = [newSigningKey(random), newSigningKey(random)];
  const bytes = (length: number) => encodeBase64url(random(length));
  const point = () => encodeBase64url(encodePoint(multiplySecret(G, randomScalar(random))));
  const unsignedMeeting = {
    type: 'meeting' as const,
    version: 1 as const,
    id: 'village001',
    kind,
    title: testRun ? testRunTitle('中共清溪村总支部委员会党员大会') : '中共清溪村总支部委员会党员大会',
    ...(testRun ? { testRun: true as const } : {}),
    organization: '中共清溪村总支部委员会',
    superior: '中共青山镇委员会',
    date: '2026-11-28',
    place: '',
    chair: '高玉龙',
    tellers: [],
    threshold: 2,
    scrutineers: scrutineers.map((key, at) => ({
      name: `监票人${at + 1}`,
      signKey: encodeBase64url(key.publicKey),
      cosignKey: bytes(32),
    })),
    keys: {
      entries: encodeBase64url(keys.entries.publicKey),
      log: bytes(32),
      receipts: encodeBase64url(keys.receipts.publicKey),
      sheet: bytes(91),
    },
    logOrigin: 'village/record',
    witnesses: [],
    derivedFrom: null,
  };
  const meeting = withSignatures<MeetingEntry>(unsignedMeeting, [
    signEntry(unsignedMeeting, 'server', keys.entries.secretKey),
  ]);
  const meetingHash = entryHash(meeting);
  const unsignedRound = {
    type: 'round' as const,
    version: 1 as const,
    meeting: encodeBase64url(meetingHash),
    round: 1,
    previousResult: null,
    ceremony: bytes(32),
    K: point(),
    n: 2,
    threshold: 2,
    X: [point(), point()],
    tokens: bytes(32),
    cards,
    contests,
    circuit: encodeBase64url(circuitId(compileCircuit(contests.map(circuitContest), cards))),
    roll,
    rules: ruleSettings({ majorityBase: 'expected' }),
    minimumBallots: 5,
    logOrigin: 'village/record',
    witnesses: [],
  };
  const signatures = [
    signEntry(unsignedRound, 'server', keys.entries.secretKey),
    ...scrutineers.map((key, at) => signEntry(unsignedRound, scrutineerAuthor(at + 1), key.secretKey)),
  ];
  return {
    meeting,
    meetingHash,
    round: withSignatures<RoundEntry>(unsignedRound, signatures),
    roundWithout: (author: string) =>
      withSignatures<RoundEntry>(
        unsignedRound,
        signatures.filter((one) => one.author !== author),
      ),
    /** Signs the server's answers. */
    receipts: keys.receipts,
  };
}
