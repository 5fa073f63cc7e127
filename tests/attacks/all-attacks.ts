/** Every attack on a record, by what it is directed at. */

import { COURSE_ATTACKS, DECISION_ATTACKS, MOTION_ATTACKS, NEXT_ROUND_ATTACKS } from './assembly-attacks.ts';
import type { Attack } from './attack.ts';
import { BALLOT_ATTACKS, CAST_ATTACKS } from './cast-attacks.ts';
import { CEREMONY_ATTACKS } from './ceremony-attacks.ts';
import { AUTHOR_ATTACKS, ENCODING_ATTACKS, LOG_ATTACKS, TRUST_ATTACKS } from './log-attacks.ts';
import { PAPER_PROOF_ATTACKS } from './paper-attacks.ts';
import { PAPER_COUNT_ATTACKS } from './paper-count-attacks.ts';
import { ACCOUNTING_ATTACKS, ROUND_ATTACKS, TOKEN_ATTACKS } from './round-attacks.ts';
import { AGGREGATE_ATTACKS, ATTESTATION_ATTACKS, DECRYPTION_ATTACKS, RESULT_ATTACKS } from './tally-attacks.ts';

export const ATTACK_TABLES: readonly (readonly [string, readonly Attack[]])[] = [
  ['encoding (specification §2)', ENCODING_ATTACKS],
  ['authors (specification §3)', AUTHOR_ATTACKS],
  ['log and keys (specification §3)', LOG_ATTACKS],
  ['trust', TRUST_ATTACKS],
  ['key ceremony (specification §4)', CEREMONY_ATTACKS],
  ['tokens (specification §5)', TOKEN_ATTACKS],
  ['round and opening (specification §6.3)', ROUND_ATTACKS],
  ['next rounds (specification §8.6)', NEXT_ROUND_ATTACKS],
  ['what earlier results allow (specification §8.6)', COURSE_ATTACKS],
  ['motions (specification §8.6)', MOTION_ATTACKS],
  ['decisions (specification §8.6)', DECISION_ATTACKS],
  ['ballots (specification §6)', BALLOT_ATTACKS],
  ['casts, challenges and voids (specification §5, §7)', CAST_ATTACKS],
  ['close and accounting (specification §5)', ACCOUNTING_ATTACKS],
  ['aggregate (specification §8.1)', AGGREGATE_ATTACKS],
  ['decryption (specification §8.3)', DECRYPTION_ATTACKS],
  ['result and outcome (specification §8.4, §8.5)', RESULT_ATTACKS],
  ['attestations (specification §9)', ATTESTATION_ATTACKS],
  ['proofs on paper (specification §9)', PAPER_PROOF_ATTACKS],
  ['rounds on paper (specification §14)', PAPER_COUNT_ATTACKS],
];
