/** Single operations of the protocol, each as the median of repeated runs on one core. */
import { ballotHash, ballotToObject, encryptBallot, prepareBallotTables } from '../../crypto/ballot.ts';
import { verifyBallot } from '../../crypto/ballot-verification.ts';
import { assignVariables, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodePoint, encodePoint, G, multiplySecret, type RandomBytes, randomScalar } from '../../crypto/group.ts';
import { newSigningKey, signBytes, verifyBytes } from '../../crypto/sign.ts';
import { createCountSearch } from '../../crypto/threshold/dlog.ts';
import { partialDecrypt, verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import { signToken, tokenFromSeed, verifyTokenSignature } from '../../crypto/token.ts';
import type { Text } from '../../tally/text/text.ts';

export interface Measured extends Text {
  readonly ms: number;
}

const RUNS = 15;

/** The median is deaf to what else the machine does. */
function median(run: () => unknown, runs = RUNS): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}

function ballotOperations(writeIns: number, random: RandomBytes): readonly Measured[] {
  const contests = [{ kind: 'election', candidates: 7, seats: 5, writeIns }] as const;
  const circuit = compileCircuit(contests, 1000);
  const id = circuitId(circuit);
  const [ctx, meeting] = [random(32), random(32)];
  const K = multiplySecret(G, randomScalar(random));
  const { T } = tokenFromSeed(meeting, 1, random(16));
  const bits = [
    1,
    0,
    1,
    0,
    1,
    0,
    1,
    0,
    0,
    1,
    0,
    1,
    0,
    0,
    ...Array.from({ length: writeIns }, (_, i) => Number(i === 0)),
  ];
  const u = assignVariables(circuit, [bits]);
  prepareBallotTables(circuit, K);
  const statement = { ctx, K, circuit, circuitId: id };
  const ballot = encryptBallot({ ...statement, T, u, seed: random(32) });
  const size: Text = {
    zh: `7 名候选人、5 个名额、另选名单 ${writeIns}`,
    en: `7 candidates, 5 seats, write-in list ${writeIns}`,
  };
  return [
    {
      zh: `加密选票（${size.zh}）`,
      en: `encrypt a ballot (${size.en})`,
      ms: median(() => encryptBallot({ ...statement, T, u, seed: random(32) })),
    },
    {
      zh: `单独核验选票（${size.zh}）`,
      en: `verify one ballot alone (${size.en})`,
      ms: median(() => verifyBallot(ballot, statement)),
    },
    {
      zh: `选票散列（${size.zh}）`,
      en: `hash a ballot (${size.en})`,
      ms: median(() => ballotHash(ballotToObject(ballot))),
    },
  ];
}

export async function measureOperations(random: RandomBytes): Promise<readonly Measured[]> {
  const [ctx, meeting, payload] = [random(32), random(32), random(32)];
  const { tau, T } = tokenFromSeed(meeting, 1, random(16));
  const signed = { action: 'cast', ctx, T, payload } as const;
  const tokenSignature = signToken({ ...signed, tau, random });
  const key = newSigningKey(random);
  const signature = signBytes(payload, key.secretKey);
  const encoded = encodePoint(T);

  const x = randomScalar(random);
  const X = multiplySecret(G, x);
  const pairs = Array.from(
    { length: 4 },
    () => [multiplySecret(G, randomScalar(random)), multiplySecret(G, randomScalar(random))] as const,
  );
  const statement = { ctx, stage: 'tally', index: 1, K: X, X, pairs };
  const partial = partialDecrypt(statement, x, random);

  return [
    { zh: '解码一个点', en: 'decode a point', ms: median(() => decodePoint(encoded, 'T')) },
    { zh: '由卡得出令牌', en: 'token of a card', ms: median(() => tokenFromSeed(meeting, 1, random(16))) },
    { zh: '卡签名', en: 'sign by a token', ms: median(() => signToken({ ...signed, tau, random })) },
    {
      zh: '核验卡签名',
      en: 'verify a token signature',
      ms: median(() => verifyTokenSignature(signed, tokenSignature)),
    },
    { zh: 'Ed25519 签名', en: 'Ed25519 sign', ms: median(() => signBytes(payload, key.secretKey)) },
    { zh: 'Ed25519 核验', en: 'Ed25519 verify', ms: median(() => verifyBytes(payload, signature, key.publicKey)) },
    ...ballotOperations(0, random),
    ...ballotOperations(73, random),
    {
      zh: '部分解密 4 个密文及证明',
      en: 'partial decryption of 4 sums with proof',
      ms: median(() => partialDecrypt(statement, x, random)),
    },
    {
      zh: '核验部分解密',
      en: 'verify a partial decryption',
      ms: median(() => verifyPartialDecryption(statement, partial)),
    },
    { zh: '计数表（100 票）', en: 'count table for 100 ballots', ms: median(() => createCountSearch(4, 100), 3) },
  ];
}
