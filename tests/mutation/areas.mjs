/**
 * Where checks stand, and the tests that must notice when one is gone. `checks` are the expressions by which the code of an area
 * refuses; each is taken out alone, so that what follows goes on as if nothing had been found. Where `attacks` says so, the attacks that bring a finding about judge
 * first; only what they do not notice is left to the tests.
 */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import {
  AMISS,
  ANSWER,
  BOUND,
  CAUGHT,
  COLLECTED,
  CONJUNCT,
  cut,
  FALSE,
  FORM,
  FOUND,
  GRANTED,
  GUARD,
  heard,
  MALFORMED,
  OPERAND,
  objection,
  operand,
  PROBLEM,
  REFINEMENT,
  REFUSAL,
  REFUSED,
  REPORT,
  REPORTED,
  THROW,
  WHEN,
  WHOLE,
} from './checks.mjs';
import { SERVICE_AREAS } from './service-areas.mjs';

/** The equations of the proofs and what they are about, one by one: [file, what stands there, what stands there without it]. */
const BALLOTS = 'crypto/ballot-verification.ts';
const PARTIALS = 'crypto/threshold/partial-decryption.ts';
const PAPER = 'crypto/threshold/paper-proof.ts';
const PACKAGE = 'crypto/threshold/key-package.ts';
const MERKLE = 'crypto/log/merkle.ts';
const EQUATIONS = [
  [BALLOTS, 'if (!equalBytes(ballot.ctx, statement.ctx)) return undefined;', ''],
  [BALLOTS, 'ballot.E.length !== circuit.outputs.length || ', ''],
  [BALLOTS, ' || ballot.f.length !== circuit.m', ''],
  [BALLOTS, 'isIdentity(ballot.T) || ', ''],
  [BALLOTS, ' || ballot.E.some(([first]) => isIdentity(first))', ''],
  [BALLOTS, '[addCommitment, ', '['],
  [BALLOTS, 'addFirstComponents, addSecond', 'addSecond'],
  [BALLOTS, 'addSecondComponents, addToken', 'addToken'],
  [BALLOTS, ', addTokenSignature] as', '] as'],
  [BALLOTS, 'return modulo(g * (x - g));', 'return 0n;'],
  [
    BALLOTS,
    'for (const addEquation of EQUATIONS) addEquation(sum, reading, randomWeight(random));',
    'const weight = randomWeight(random);\n    for (const addEquation of EQUATIONS) addEquation(sum, reading, weight);',
  ],
  [BALLOTS, 'addEquation(sum, reading, randomWeight(random))', 'addEquation(sum, reading, 1n)'],
  [BALLOTS, ' && holdsAlone(reading, statement)', ''],
  ['crypto/token.ts', 'if (isIdentity(T)) return false;', ''],
  [
    'crypto/token.ts',
    'return multiplyPublic(G, signature.s).equals(signature.R.add(multiplyPublic(T, e)));',
    'return e !== undefined;',
  ],
  ['crypto/sign.ts', ' && !A.isSmallOrder();', ';'],
  ['crypto/sign.ts', ' || A.isSmallOrder()) return false;', ') return false;'],
  ['crypto/sign.ts', 'if (S >= ORDER) return false;', ''],
  [PARTIALS, 'pairs.length === 0 || D.length !== pairs.length', 'D.length !== pairs.length'],
  [PARTIALS, ' || D.length !== pairs.length', ''],
  [PARTIALS, 'isIdentity(X) || pairs.some', 'pairs.some'],
  [PARTIALS, 'if (isIdentity(X) || pairs.some(([alpha]) => isIdentity(alpha)))', 'if (isIdentity(X))'],
  [PARTIALS, 'return proofChallenge(e, R1, R2) === c;', 'return true;'],
  [PAPER, 'return proofChallenge(e, { index, X, DBar }, R1, R2) === c;', 'return true;'],
  [PAPER, ' || parts.length !== threshold', ''],
  [PAPER, 'new Set(indices).size !== indices.length || ', ''],
  [PAPER, 'if (isIdentity(K) || parts', 'if (parts'],
  [PAPER, ' || parts.some(({ X }) => isIdentity(X))', ''],
  [PAPER, ' || P.some(([first]) => isIdentity(first))) return false;', ') return false;'],
  [PAPER, 'return proven && key', 'return key'],
  [PAPER, ' && key.equals(K)', ''],
  [PAPER, ' && betaBar.subtract(multiplyPublic(G, mBar)).equals(decrypted)', ''],
  [PACKAGE, 'isIdentity(R) || ', ''],
  [PACKAGE, ' || proofChallenge(expected, C, R) !== e', ''],
  ['crypto/threshold/key-ceremony.ts', "if (isIdentity(K)) errors.unshift({ index: 0, code: 'key-is-identity' });", ''],
  [
    'crypto/threshold/key-ceremony.ts',
    "if (keys.has(signKey) || keys.has(recipient)) errors.push({ index, code: 'duplicate-key' });",
    '',
  ],
  ['crypto/threshold/key-ceremony.ts', 'given.equals(promised) ? ok(share)', 'given ? ok(share)'],
  ['crypto/token.ts', 'check !== seedCheck(seed, ofTestRun)', 'false'],
  ['crypto/token.ts', 'if (ofTestRun === testRun) return', 'return'],
  [MERKLE, 'return sn === 0 && equalBytes(r, root);', 'return sn === 0;'],
  [MERKLE, 'return sn === 0 && ', 'return '],
  [MERKLE, 'if (sn === 0) return undefined;', ''],
  [MERKLE, 'return sn === 0 ? { first: fr, second: sr } : undefined;', 'return { first: fr, second: sr };'],
  [MERKLE, ' && equalBytes(roots.first, firstRoot)', ''],
  [MERKLE, ' && equalBytes(roots.second, secondRoot)', ''],
  ['crypto/log/signed-note.ts', 'return lines.length > 0 && lines', 'return lines'],
  [
    'crypto/log/signed-note.ts',
    ' && lines.every(({ signature }) => verifyBytes(message, signature, verifier.publicKey))',
    '',
  ],
].map(([file, stands, without]) => ({ file, stands, without }));

/** What allows a round, a motion or a ruling, and what a count on paper must satisfy. */
const GROUNDS = 'tally/count/contest-grounds.ts';
const SETTLED = 'tally/count/settled-outcome.ts';
const MOTION = 'tally/rules/motion.ts';
const ROUND_GROUNDS = 'tally/count/round-grounds.ts';
const FURTHER = 'tally/count/further-candidates.ts';
const WITHOUT = 'tally/count/counts-without.ts';
const PAPER_ROUND = 'tally/paper/paper-round.ts';
const PAPER_TALLY = 'tally/paper/paper-tally.ts';
const ROUND_CHECKS = [
  operand(GROUNDS, 'preliminary.length === elections.length'),
  operand(GROUNDS, 'repeatsWhatWasVoid(contest, earlier)'),
  operand(GROUNDS, 'isCalledFor(contest, stage, rules)'),
  operand(GROUNDS, 'mayAllBeElected(contest, stage, earlier)'),
  operand(GROUNDS, 'contest.category === last.category'),
  operand(GROUNDS, 'contest.seats === last.seats'),
  operand(GROUNDS, 'isSameSet(contest.candidates.map(label), last.candidates.map(label))'),
  operand(GROUNDS, 'seats === new Set(stage.flatMap(({ replaced }) => replaced)).size'),
  operand(GROUNDS, "isPreliminary(stage) === (category === 'preliminary')"),
  operand(GROUNDS, 'seats === outcome.unfilled'),
  operand(GROUNDS, 'isOfPool(candidates, stage, last, seats, rules)'),
  objection(GROUNDS, 'seats !== tie.seats'),
  operand(GROUNDS, 'isSameSet(candidates, tie.among)'),
  operand(GROUNDS, 'outcome.unfilled === 0'),
  operand(GROUNDS, 'seats === stage[0]?.contest.seats'),
  operand(GROUNDS, 'isSameSet(candidates, electedIn(stage))'),
  operand(GROUNDS, 'isSameSet(candidates, names)'),
  objection(GROUNDS, 'persons.some((name) => gone.has(name))'),
  objection(GROUNDS, 'isListed && !persons.every((name) => lists.has(name))'),
  operand(GROUNDS, '!persons.some((name) => beside.has(name))'),
  operand(GROUNDS, '!secretaryBallot(persons, committee).stopped'),
  operand(GROUNDS, "shortfall !== 'further-election'"),
  operand(GROUNDS, 'last.round === round'),
  operand(GROUNDS, 'outcome.unfilled > 0'),
  operand(GROUNDS, 'first.contest.seats > 1'),
  operand(GROUNDS, 'electedIn(stage).length > 0'),
  operand(GROUNDS, 'a.length === names.size'),
  objection(GROUNDS, 'last.mayRevoteAgain'),
  objection(GROUNDS, 'voidBallotOf(post, decided) !== undefined'),
  objection(GROUNDS, "furtherElectionPool === 'new-nomination'"),
  objection(GROUNDS, '!isSecretaryPost(post)'),
  operand(GROUNDS, '!replaced.has(name)'),
  operand(GROUNDS, "outcome?.election !== 'void'"),
  objection(GROUNDS, "category === 'revote' || category === 'further-election'"),
  objection(ROUND_GROUNDS, 'adopted !== null && !isOneMethod(adopted, rules)'),
  objection(ROUND_GROUNDS, 'unconfirmedIn(decided).length > 0'),
  objection(ROUND_GROUNDS, '!contests.every((contest) => hasGrounds(contest, decided, rules))'),
  objection(ROUND_GROUNDS, '!isOneKindOfBallot(contests)'),
  objection(FURTHER, 'standing.length >= needed'),
  operand(FURTHER, 'votes > 0'),
  objection(FURTHER, 'votes === least'),
  objection(WITHOUT, 'person !== undefined && refused.has(label(person))'),
  operand(WITHOUT, '!refused.has(name)'),
  objection(MOTION, "rules.tellerSource === 'voted'"),
  objection(MOTION, 'leftOut > 0'),
  objection(MOTION, "subject === 'reduction' && mode === 'applause'"),
  operand(MOTION, 'FORMALITY.indexOf(mode) >= FORMALITY.indexOf(motionMode)'),
  operand(MOTION, '2 * inFavour > attendance[settings.motionBase]'),
  operand(MOTION, '2 * inFavour >= base'),
  operand(MOTION, '2 * inFavour > base'),
  operand(MOTION, 'inFavour === present'),
  operand(MOTION, 'against === 0'),
  operand(MOTION, 'abstain === 0'),
  operand(MOTION, 'inFavour + against + abstain <= present'),
  operand(PAPER_ROUND, 'isAttended(kind, attendance, rules)'),
  operand(PAPER_ROUND, 'isWithinRecoveredLimit(box, rules.recoveredLimit)'),
  operand(PAPER_ROUND, '(isElectionMeeting(kind) || box.recovered >= LEAST_FORMS)'),
  operand(PAPER_TALLY, 'areOneHeap(boxes)'),
  operand(PAPER_TALLY, 'sameOfAll(declaredInvalid(boxes.map(({ tally }) => tally)))'),
  operand(PAPER_TALLY, 'tally.rows.length === rows'),
  operand(PAPER_TALLY, 'tally.rows.every((row) => row.length === width)'),
  operand(PAPER_TALLY, 'tally.writeIns.every(({ name }) => listed.has(name))'),
  operand(
    PAPER_TALLY,
    'tally.writeIns.every((one, i) => i === 0 || isBefore(tally.writeIns[i - 1] as typeof one, one))',
  ),
  operand(
    PAPER_TALLY,
    'isAscending(\n      tally.voidEntries.map(({ reason }) => reason),\n      VOID_ENTRY_REASONS,\n    )',
  ),
  operand(
    PAPER_TALLY,
    'isAscending(\n      tally.invalidReasons.map(({ reason }) => reason),\n      PAPER_INVALID_REASONS,\n    )',
  ),
  objection(PAPER_TALLY, 'valid + invalid !== recovered'),
  objection(PAPER_TALLY, 'sum(invalidReasons.map(({ ballots }) => ballots)) !== invalid'),
  operand(PAPER_TALLY, 'rows.every((row) => sum(row) === valid)'),
  operand(PAPER_TALLY, 'rows.every(([ticks = 0]) => ticks <= valid)'),
  operand(PAPER_TALLY, 'sum(rows.flat()) <= contest.limit * valid'),
  operand(PAPER_TALLY, 'tally.invalidReasons.every(({ reason }) => isAdoptedGround(reason, rules, contest.kind))'),
  operand(PAPER_TALLY, 'isAdoptedVoid(reason, rules)'),
  objection(SETTLED, 'recorded.tie !== null && tie?.granted === false'),
  objection(SETTLED, 'before.some((one) => one.matter === matter && one.post === post && one.person === person)'),
  operand(SETTLED, 'unconfirmedWriteIns(contest, outcome, []).includes(person)'),
  operand(SETTLED, "person === ''"),
  operand(SETTLED, "contest.category === 'revote'"),
  operand(SETTLED, 'outcome.tie !== null'),
  operand(SETTLED, 'outcome.elected.includes(person)'),
  operand(SETTLED, 'committee?.has(person) === false'),
];

/** What the verifier asks of motions, decisions and counts on paper besides what it calls; `found`: whose attacks are heard, and honest courses. */
const ASSEMBLY = 'tally/verify/check-assembly.ts';
const PAPER_COUNT = 'tally/verify/check-paper-count.ts';
const RULED = ['honest', 'decision-without-grounds', 'contest-without-grounds', 'eligibility-missing'];
const VERIFIER_CHECKS = [
  heard(objection(ASSEMBLY, '!isPossibleMotion(entry)'), 'motion-impossible'),
  heard(objection(ASSEMBLY, '!isExpectedOfRoll(entry.expected, roll)'), 'motion-impossible'),
  heard(operand(ASSEMBLY, 'number === null'), 'motion-without-grounds'),
  cut(ASSEMBLY, 'number === null && post === undefined', 'number === null', 'motion-without-grounds'),
  cut(ASSEMBLY, 'return isFirst && ', 'return ', 'motion-without-grounds'),
  heard(
    operand(ASSEMBLY, "isReducible({ post: post ?? '', round: round.number }, decidedBefore(context, index), rules)"),
    'motion-without-grounds',
  ),
  heard(operand(ASSEMBLY, 'counted.index < index'), 'ctx-differs', ...RULED),
  cut(ASSEMBLY, 'one.index < index && one.entry.ctx === ctx', 'one.entry.ctx === ctx', ...RULED),
  cut(ASSEMBLY, 'one.index < index && one.entry.ctx === ctx', 'one.index < index', ...RULED),
  cut(ASSEMBLY, "at < index && entry.subject === 'reduction' && ", "entry.subject === 'reduction' && ", ...RULED),
  cut(ASSEMBLY, "entry.subject === 'reduction' && entry.round", 'entry.round', ...RULED),
  cut(ASSEMBLY, ' && entry.round === number ?', ' ?', ...RULED),
  cut(ASSEMBLY, '.filter((motion) => motion.carried)', '', ...RULED),
  cut(ASSEMBLY, '(at < index ? [entry] : [])', '[entry]', 'honest', 'motion-lost', 'motion-missing'),
  cut(ASSEMBLY, 'isRequired && ', '', 'honest'),
  heard(objection(PAPER_COUNT, '!isExpectedOfRoll(expected, round.roll)'), 'attendance-impossible'),
  heard(objection(PAPER_COUNT, 'present > expected'), 'attendance-impossible'),
  heard(operand(PAPER_COUNT, 'printed === issued + remaining'), 'paper-box'),
  heard(operand(PAPER_COUNT, 'voters <= issued'), 'paper-box'),
  heard(operand(PAPER_COUNT, 'contests.length === round.contests.length'), 'counts-shape'),
];

/** What a scrutineer's device compares a proposal with. */
const PROPOSALS = 'tally/roles/scrutineer/proposals.ts';
const PAPER_PROPOSALS = 'tally/roles/scrutineer/paper-proposals.ts';
const SIGNING_CHECKS = [
  objection(PROPOSALS, 'entry.ceremony !== share.ceremony'),
  objection(PROPOSALS, 'entry.K !== share.K'),
  objection(PROPOSALS, 'entry.X.join() !== share.X.join()'),
  objection(PROPOSALS, 'entry.n !== meeting.scrutineers.length'),
  objection(PROPOSALS, 'entry.threshold !== share.threshold'),
  objection(PROPOSALS, 'entry.threshold !== meeting.threshold'),
  objection(PROPOSALS, 'entry.cards !== tokens.entry.tokens.length'),
  objection(PROPOSALS, 'entry.cards < roll.expected'),
  objection(PROPOSALS, 'entry.logOrigin !== meeting.logOrigin'),
  objection(PROPOSALS, 'JSON.stringify(entry.witnesses) !== JSON.stringify(meeting.witnesses)'),
  objection(PAPER_PROPOSALS, 'onPaper === undefined && !isGivenUp'),
  objection(PAPER_PROPOSALS, '!isExpectedOfRoll(expected, round.roll)'),
  objection(PAPER_PROPOSALS, 'present > expected'),
  operand(PAPER_PROPOSALS, 'contests.length === round.contests.length'),
  operand(PAPER_PROPOSALS, 'box.printed === box.issued + box.remaining'),
  operand(PAPER_PROPOSALS, 'box.voters <= box.issued'),
  operand(PAPER_PROPOSALS, '(box.tally !== null) === isCountedBox(attendance, box, round.rules, meeting.kind)'),
  operand(PAPER_PROPOSALS, 'hasShapeOfContest(contest, box.tally)'),
  operand(PAPER_PROPOSALS, 'isPossibleTally(contest, box)'),
  operand(PAPER_PROPOSALS, 'hasReasonsOfRules(contest, box.tally, rules.paper)'),
  operand(PAPER_PROPOSALS, '(isElectionMeeting(meeting.kind) || areListsOfOneForm(contests))'),
];

/** What the server compares before ballots on paper are handed out, and before their count is proposed. */
const PAPER_ROUNDS = 'server/services/paper-rounds.ts';
const HALL_CHECKS = [
  objection(PAPER_ROUNDS, 'box.issued > present'),
  objection(PAPER_ROUNDS, 'boxes.length !== paper.entry.contests.length'),
  objection(PAPER_ROUNDS, 'voters > (stored[i]?.issued ?? 0)'),
  objection(PAPER_ROUNDS, 'boxes.length !== stored.length'),
  objection(PAPER_ROUNDS, 'recovered < LEAST_FORMS'),
  objection(PAPER_ROUNDS, '!areOneHeap(boxes)'),
  objection(PAPER_ROUNDS, '!areListsOfOneForm(boxes)'),
];

/** When a device helps to a result, and when marks and seed are those of a ballot. */
const RELEASE = 'tally/roles/scrutineer/release.ts';
const COSIGNING = 'tally/roles/scrutineer/cosigning.ts';
const COSIGNED = 'tally/verify/cosigned.ts';
const RELEASE_CHECKS = [
  objection(RELEASE, 'line.size <= index'),
  operand(RELEASE, 'equalBytes(shown.head.root, merkleRoot(tree, line.size))'),
  operand(RELEASE, 'isCosigned(shown, meeting)'),
  operand(RELEASE, 'first !== undefined'),
  operand(RELEASE, 'isCosignedAfter(record, first.index, meeting)'),
  operand(COSIGNED, 'head.origin === meeting.logOrigin'),
  operand(COSIGNED, 'head.size === line.size'),
  operand(COSIGNED, 'isLogSigned(shown, meeting)'),
  operand(COSIGNED, 'scrutineers.length >= meeting.threshold'),
  operand(COSIGNED, 'meeting.witnesses.every(({ name, key }) => cosigned(name, key))'),
  {
    file: COSIGNING,
    stands: 'if (state.fork !== null || !',
    without: 'if (!',
    switched: (on) => `if ((${on} && state.fork !== null) || !`,
  },
  operand(COSIGNING, 'extendsCosigned(state, latest)'),
  operand(
    COSIGNING,
    'encodeBase64url(merkleRoot(treeOf(latest), size)) === encodeBase64url(merkleRoot(treeOf(verified), size))',
  ),
];
/** What §8.2 (b) asks, one check after the other. */
const ASKED = 'checksHold(verification, CHECKS_BEFORE_RELEASE)';
const asked = (check) => {
  const left = (list, on) => list.replace(/\)$/, `.filter((name) => ${on}name !== '${check}'))`);
  return {
    file: RELEASE,
    stands: ASKED,
    without: left(ASKED, ''),
    switched: (on, text = ASKED) => left(text, `${on} || `),
  };
};
const RELEASE_CONDITIONS = ['encoding', 'log', 'key-ceremony', 'tokens', 'round', 'ballots', 'casts', 'accounting'].map(
  asked,
);
const OPENED = [
  operand('tally/challenge/opening.ts', 'equalBytes(ballotHash(rebuilt), h)'),
  {
    file: 'tally/roles/checking-device.ts',
    stands: 'verdict: faults.length === 0 ?',
    without: 'verdict: true ?',
    switched: (on) => `verdict: !${on} || faults.length === 0 ?`,
  },
  operand('tally/roles/checking-device.ts', 'one.ctx !== ctxOf(round)'),
];
const ANSWERED_AGAIN = [operand('server/services/casting.ts', "stored.final === 'matches'")];

/** What code B, a signed PDF, a result sheet and an archive are asked one by one. */
const SYMBOL_B = 'printables/qr/symbol-b.ts';
const SIGNED_PDF = 'printables/signed/verify-signed-pdf.ts';
const SYMBOL_CHECKS = [
  objection(SYMBOL_B, 'm.length !== statement.m.length'),
  objection(SYMBOL_B, 'm.some((value, l) => value !== statement.m[l])'),
  operand(SYMBOL_B, 'new Set(indices).size === indices.length'),
  operand(SYMBOL_B, 'indices.every((i) => i <= a.scrutineers.length)'),
  objection(SYMBOL_B, '!isLegalThreshold(a.scrutineers.length, parts.length)'),
  objection(SIGNED_PDF, '!verifyP256(cms.attributes, cms.signature, point)'),
];
const OPEN_SHEET = 'printables/signed/open-result-sheet.ts';
const INDEX = 'server/archive/archive-index.ts';
const ZIP = 'server/archive/archive-zip.ts';
const ARCHIVED = 'server/archive/archived-papers.ts';
const ARCHIVE = 'server/archive/verify-archive.ts';
const PAPERS = 'server/papers/request-file.ts';
const ROUND_PAPERS = 'server/archive/round-papers.ts';
const SHEET_CHECKS = [
  objection('printables/layout/typefaces.ts', 'face === undefined'),
  operand(OPEN_SHEET, 'Number.isSafeInteger(round)'),
  operand(OPEN_SHEET, 'Object.keys(rest).length === 0'),
  operand(OPEN_SHEET, 'version === 1'),
  objection(ROUND_PAPERS, '!there.has(path)'),
  operand(INDEX, 'equalBytes(sha256(index), cms.digest)'),
  operand(INDEX, 'verifyP256(cms.attributes, cms.signature, point)'),
  objection(ZIP, 'files.some(({ path }) => path === name)'),
  operand(ARCHIVED, 'sheet.settings?.round === Number(number)'),
  operand(ARCHIVED, 'resultOfRecord(sheet.record, Number(number))?.resultHash === whole.resultHash'),
  operand(ARCHIVED, 'answer.data.meeting === meeting?.id'),
  operand(ARCHIVED, 'answer.data.result === result.resultHash'),
  operand(ARCHIVE, 'bytes.length === length'),
  operand(ARCHIVE, 'encodeBase64url(sha256(bytes)) === expected'),
  objection(ARCHIVE, '!listed.has(path)'),
  objection(ARCHIVE, '!keys.ok'),
  objection(ARCHIVE, 'trustFaults(meeting, keys.value).length > 0'),
  objection(ARCHIVE, 'index.meeting !== meeting.id'),
  objection(ARCHIVE, '!equalBytes(signer, sheetKey)'),
  operand(ARCHIVE, 'record.ok'),
  ...[
    [' && ', 'faults.length === 0'],
    ['...NOTHING, ok: ', 'faults.length === 0'],
  ].map(([before, stands]) => ({
    file: ARCHIVE,
    stands: before + stands,
    without: `${before}true`,
    switched: (on) => `${before}(!${on} || ${stands})`,
  })),
  {
    file: PAPERS,
    stands: 'ok: faults.length === 0',
    without: 'ok: true',
    switched: (on) => `ok: !${on} || faults.length === 0`,
  },
  operand(PAPERS, 'isDrawnAs(file, await draw())'),
];

/** What `symbols` judges. */
const SYMBOL_FILES = ['printables/qr', 'printables/signed'].flatMap((folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url)).map((name) => basename(name, '.ts')),
);

/** Parts of the verifier that no finding on a record comes from: what is said of it, and what devices ask of its parts. */
const BESIDE_RECORDS = ['facts', 'closed-round', 'fork-evidence', 'partials'];

export const AREAS = {
  verifier: {
    folders: ['tally/verify'],
    // Who cosigned a head is judged with what devices sign (signing).
    except: [...BESIDE_RECORDS, 'cosigned'],
    checks: [REPORT, GUARD, OPERAND],
    edits: VERIFIER_CHECKS,
    attacks: true,
    tests: [['tests/attacks/record'], ['tally', 'tests/attacks', 'tests/prints']],
  },
  'beside-records': {
    folders: ['tally/verify'],
    only: BESIDE_RECORDS,
    checks: [GUARD, OPERAND],
    near: { facts: ['tests/attacks/record-facts.test.ts'] },
    tests: [['tally/', 'tests/attacks', 'kiosk/screens/verifier', 'tests/prints']],
  },
  record: {
    folders: ['tally/record'],
    checks: [REPORTED, MALFORMED, BOUND, WHOLE, FORM, REFINEMENT, CONJUNCT],
    tests: [['tally/record']],
  },
  crypto: {
    folders: ['crypto'],
    checks: [THROW, FALSE, CAUGHT, REFUSAL],
    tests: [['crypto/'], ['tests/fuzz/decoders']],
  },
  equations: { folders: ['crypto'], checks: [], edits: EQUATIONS, tests: [['crypto/']] },
  roles: {
    folders: ['tally/roles', 'tally/challenge'],
    checks: [REFUSAL, PROBLEM, THROW, FALSE, CAUGHT],
    edits: OPENED,
    tests: [['tally/roles', 'tally/challenge']],
  },
  rules: {
    folders: [
      'tally/rules',
      'tally/paper',
      'tally/appraisal',
      'tally/recommendation',
      'tally/structure',
      'tally/calendar',
    ],
    checks: [REFUSAL, PROBLEM, FOUND, THROW, FALSE, REFINEMENT],
    near: {
      'paper-reading': ['tally/paper/settled-sheet.test.ts'],
      'paper-round': ['tally/roles/scrutineer/paper-proposals.test.ts'],
    },
    tests: [
      ['tally/rules', 'tally/paper', 'tally/appraisal', 'tally/recommendation'],
      ['tests/rules', 'tests/commands/outcome'],
    ],
  },
  rounds: {
    folders: ['tally/count', 'tally/rules', 'tally/paper'],
    only: [
      ...['contest-grounds', 'round-grounds', 'further-candidates', 'counts-without', 'settled-outcome'],
      ...['motion', 'paper-round', 'paper-tally'],
    ],
    checks: [FALSE, THROW],
    edits: ROUND_CHECKS,
    near: {
      'counts-without': ['tally/count/settled-outcome.test.ts'],
      'paper-round': ['tally/roles/scrutineer/paper-proposals.test.ts'],
    },
    tests: [['tally/count', 'tally/rules', 'tally/paper', 'tally/roles/scrutineer'], ['tests/attacks/record']],
  },
  signing: {
    folders: ['tally/roles/scrutineer'],
    checks: [WHEN, ANSWER],
    edits: [...SIGNING_CHECKS, ...RELEASE_CHECKS],
    near: { cosigned: ['tally/roles/scrutineer/release.test.ts', 'tally/roles/scrutineer/cosigning.test.ts'] },
    tests: [['tally/roles']],
  },
  release: {
    folders: ['tally/roles/scrutineer'],
    only: ['release', 'release-memory', 'cosigning'],
    checks: [PROBLEM, GUARD, OPERAND],
    edits: RELEASE_CONDITIONS,
    tests: [['tally/roles']],
  },
  operands: {
    folders: ['tally/roles', 'tally/challenge', 'tally/meeting'],
    except: ['release', 'release-memory', 'cosigning'],
    checks: [OPERAND],
    near: { 'checking-device': ['kiosk/session/commitments.test.ts'] },
    tests: [['tally/roles', 'tally/challenge', 'tally/meeting']],
  },
  symbols: {
    folders: ['printables/qr', 'printables/signed'],
    checks: [REFUSAL, THROW, FALSE, CAUGHT, COLLECTED, REFUSED, GRANTED],
    edits: SYMBOL_CHECKS,
    near: {
      cms: ['printables/signing/cms.test.ts'],
      'symbol-b': ['tests/vectors/symbols.test.ts'],
      'verify-signed-pdf': ['tests/prints/result-sheet.test.ts'],
    },
    tests: [['printables/'], ['tests/fuzz/decoders'], ['tests/prints/']],
  },
  sheets: {
    folders: ['printables', 'server/archive', 'server/papers'],
    except: SYMBOL_FILES,
    checks: [REFUSAL, FALSE, CAUGHT, COLLECTED, AMISS, REFUSED, GRANTED],
    edits: SHEET_CHECKS,
    near: {
      'office-archive': ['tests/township/office-archive.test.ts'],
      'verify-archive': ['tests/township/office-archive.test.ts'],
    },
    database: true,
    heard: ['tests/prints/archive.test.ts', 'tests/prints/result-sheet.test.ts', 'tests/fuzz/decoders.test.ts'],
    tests: [['printables/'], ['server/'], ['tests/prints/', 'tests/township/']],
  },
  casting: {
    folders: ['server/services'],
    only: ['casting', 'acceptances', 'left-over-cards', 'cosigning', 'counting', 'rounds', 'proposals', 'card-station'],
    checks: [REFUSAL, FALSE, CAUGHT],
    edits: ANSWERED_AGAIN,
    database: true,
    tests: [['server/'], ['tests/rounds']],
  },
  hall: {
    folders: ['server/services'],
    only: ['assembly', 'check-in', 'paper-rounds', 'paper-tellers'],
    checks: [REFUSAL, FOUND],
    edits: HALL_CHECKS,
    near: { 'paper-tellers': ['server/services/paper-rounds.test.ts'] },
    database: true,
    tests: [['server/services'], ['server/paper']],
  },
  ...SERVICE_AREAS,
};

/**
 * What nothing can notice, and why it stands all the same; `check` is a part of the line or of the 160 characters before it, `part`
 * the operand, of a line of several.
 */
export const REDUNDANT = [
  {
    file: 'crypto/ballot-object.ts',
    check: 'not a text',
    reason: 'the decoder of base64url refuses it too, without the name of the field',
  },
  {
    file: 'crypto/circuit.ts',
    check: 'an output is too large',
    reason: 'specification §6.1 demands it; four counters keep every output below 2^64',
  },
  {
    file: 'crypto/circuit.ts',
    check: 'a form is too large',
    reason: 'specification §6.1 demands it; m + n < 2^16 and coefficients below 2^16 keep every form below 2^33',
  },
  {
    file: 'server/archive/archive-index.ts',
    check: 'decodeBase64url(text, 32).length === 32',
    reason: 'what is no hash is the hash of no file, which is a fault of that file',
  },
  {
    file: 'server/archive/archive-zip.ts',
    check: 'method !== STORED',
    reason: 'what was read is written again, as the form has it, and compared',
  },
  {
    file: 'printables/qr/paper-symbol.ts',
    check: 'unknown version',
    reason: 'what was read is written again and compared, with the version of this program',
  },
  {
    file: 'printables/qr/symbol-a.ts',
    check: 'unknown version',
    reason: 'what was read is written again and compared, with the version of this program',
  },
  {
    file: 'printables/qr/symbol-b.ts',
    check: 'unknown version',
    reason: 'what was read is written again and compared, with the version of this program',
  },
  {
    file: 'printables/signed/open-result-sheet.ts',
    check: "typeof value !== 'object' || value === null",
    reason: 'what is no object has none of the members',
  },
  {
    file: 'printables/signed/pdf-objects.ts',
    check: 'a string without end',
    reason: 'such a string takes the rest of the file, so that its object does not end either',
  },
  {
    file: 'tally/paper/paper-reading.ts',
    check: 'a ballot among forms',
    reason:
      'what has no kind fits no form, which is refused wherever forms are judged or counted; the type does not know it',
  },
  {
    file: 'tally/paper/paper-reading.ts',
    check: 'a decided ballot is undecided',
    reason: 'undecided ballots were left out before; the type does not know it',
  },
  {
    file: 'tally/paper/settled-sheet.ts',
    check: 'undecided: [row]',
    reason: 'an undecided ballot is open, and refused, before anything is counted; the type does not know it',
  },
  {
    file: 'kiosk/session/acceptances.ts',
    check: 'text === null',
    reason: 'what is not there is no list either; the type of the parser wants a text',
  },
  {
    file: 'kiosk/session/voter-session.ts',
    check: 'answer === null || mine !== generation',
    reason: 'without an answer the session is over, and what then fails changes nothing',
  },
  {
    file: 'kiosk/session/voter-session.ts',
    check: 'const answer = await ask();',
    reason: 'whoever asks looks whether the session is over, and what would be submitted again is forgotten with it',
  },
  {
    file: 'kiosk/session/voter-session.ts',
    check: "answer === null) {\n        keep('challenge')",
    reason: 'without an answer the next line fails, and a failure leaves the card with its holder too',
  },
  {
    file: 'kiosk/session/voter-session.ts',
    check: "answer.ok && answer.value.state !== 'unknown') return true;\n    }\n    return false",
    reason: 'nothing is no consent',
  },
  {
    file: 'server/services/counting.ts',
    check: 'aggregate === undefined || result === undefined) return false',
    reason:
      'a result stands in the log only after its round and its sums, and is asked for before; the type does not know it',
  },
  {
    file: 'server/services/sealing.ts',
    check: 'if (plan === undefined)',
    reason: 'a meeting that is locked has a plan; the type does not know it',
  },
  {
    file: 'server/services/scrutineer-entries.ts',
    check: 'default:',
    reason: 'no other entry is one that a scrutineer signs alone, which is asked before',
  },
  {
    file: 'server/services/correspondence.ts',
    check: "incoming.type !== 'reply' && incoming.type !== 'answer'",
    reason: 'what comes back to a village was read as one of the two; the type does not know it',
  },
  {
    file: 'server/services/villages.ts',
    check: "incoming.type !== 'request' && incoming.type !== 'result'",
    reason: 'what comes in from a village was read as one of the two; the type does not know it',
  },
  {
    file: 'server/services/paper-exchange.ts',
    check: 'answer.round === own?.round',
    reason: 'the hash of a result is that of one round, and is compared too',
  },
  {
    file: 'tally/meeting/roster.ts',
    check: 'dayNumber(date) !== null',
    part: 'date !== null',
    reason: 'what is no day has no number either; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/release.ts',
    check: "line.kind !== 'checkpoint'",
    part: "line.kind !== 'checkpoint'",
    reason: 'a line of another kind holds no note, so that no head is read from it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/release.ts',
    check: 'sums === undefined || sums === null) return err(problems)',
    part: 'sums === undefined',
    reason: 'a round that was not verified is a problem before; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/release.ts',
    check: 'sums === undefined || sums === null) return err(problems)',
    part: 'sums === null',
    reason: 'a round without sums is a problem before; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/release.ts',
    check: 'if (meeting === undefined) return true',
    part: 'meeting === undefined',
    reason: 'without the meeting no head is one of its log, so that nothing is cosigned; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/cosigning.ts',
    check: 'if (latest === verified) return true',
    part: 'latest === verified',
    reason: 'no refusal: a record is the beginning of itself',
  },
  {
    file: 'tally/roles/scrutineer/cosigning.ts',
    check: 'if (shown.note !== null && isCleared',
    part: 'shown.note !== null',
    reason: 'what is no note is no head that a record could hold; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/rehearsal.ts',
    check: 'X === undefined || entry.D',
    part: 'X === undefined',
    reason: 'what has no key in the ceremony does not decode, which is caught below; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/rehearsal.ts',
    check: 'X === undefined || entry.D',
    part: 'entry.D.length !== 1',
    reason: 'the proof asks for as many points as pairs, and there is one pair',
  },
  {
    file: 'tally/roles/scrutineer/paper-proposals.ts',
    check: 'contest !== undefined &&',
    part: 'contest !== undefined',
    reason: 'there are as many boxes as contests, which is asked before; the type does not know it',
  },
  {
    file: 'tally/roles/checking-device.ts',
    check: 'marks !== null && verdictOf',
    part: 'marks !== null',
    reason: 'what are no marks give no ballot; the type does not know it',
  },
  {
    file: 'tally/roles/voter.ts',
    check: 'other.T === acceptance.T &&',
    part: 'other.T === acceptance.T',
    reason: 'h is the hash of a ballot that holds its T',
  },
  {
    file: 'tally/challenge/detection-bound.ts',
    check: 'missed > MISSED_AT_MOST',
    part: 'missed > MISSED_AT_MOST',
    reason: 'no refusal: a product that only falls need not be followed to its end',
  },
  {
    file: 'tally/challenge/opening.ts',
    check: 'rebuilt !== null &&',
    part: 'rebuilt !== null',
    reason: 'the hash of nothing is the hash of no ballot; the type does not know it',
  },
  {
    file: 'tally/meeting/exclusion-publicity.ts',
    check: 'last !== null &&',
    part: 'last !== null',
    reason: 'no day is before a last day that is none; the type does not know it',
  },
  {
    file: 'tally/meeting/exclusion.ts',
    check: 'months !== null &&',
    part: 'months !== null',
    reason: 'no months at all are fewer than six; the type does not know it',
  },
  {
    file: 'tally/meeting/roll.ts',
    check: '!rules.abroadRequiresSelfFunded) return false',
    part: '!rules.abroadRequiresSelfFunded',
    reason: 'where nobody asks at whose expense, both readings below are one',
  },
  {
    file: 'tally/meeting/roll.ts',
    check: 'member.exclusion !== null && isExcluded',
    part: 'member.exclusion !== null',
    reason: 'who is left out has an exclusion; the type does not know it',
  },
  {
    file: 'tally/meeting/roster.ts',
    check: "birth !== '' && joined",
    part: "birth !== ''",
    reason: 'without a birth the years from it are two thousand',
  },
  {
    file: 'tally/meeting/roster.ts',
    check: 'others.length > 0)',
    part: 'others.length > 0',
    reason: 'only several of one name are not told apart',
  },
  {
    file: 'tally/meeting/stroke-data.ts',
    check: 'classes.size === 1 && only',
    part: 'classes.size === 1',
    reason: 'all alternatives of the installed library are of one class; those of another may not be',
  },
  {
    file: 'tally/meeting/stroke-data.ts',
    check: 'classes.size === 1 && only',
    part: 'only !== undefined',
    reason: 'all names of the installed library are known; those of another may not be',
  },
  {
    file: 'tally/meeting/stroke-data.ts',
    check: 'names.length === 0) return null',
    part: 'names.length === 0',
    reason: 'the installed library gives nothing or strokes; another may give none',
  },
  {
    file: 'tally/meeting/stroke-order.ts',
    check: 'a pair without data was let through',
    reason: 'pairs without data are named before anything is sorted; the type does not know it',
  },
  {
    file: 'tally/verify/check-assembly.ts',
    check: "entry.subject === 'reduction' && entry.round",
    reason: 'another motion that names a round is found to be without grounds itself',
  },
  {
    file: 'tally/verify/check-key-ceremony.ts',
    check: "stage: 'rehearsal'",
    reason: 'an object stands for itself; only X can be missing',
  },
  {
    file: 'tally/verify/check-outcome.ts',
    check: 'accounting === null',
    part: 'result === null',
    reason: 'there are no counts without a result; the type does not know it',
  },
  {
    file: 'tally/verify/check-outcome.ts',
    check: 'accounting === null',
    part: 'close === null',
    reason: 'there is no accounting without a close; the type does not know it',
  },
  {
    file: 'tally/verify/check-paper-count.ts',
    check: 'at === null || paperCount',
    part: 'at === null',
    reason: 'a count stands in a round; the type does not know it',
  },
  {
    file: 'tally/verify/check-paper-proofs.ts',
    check: 'counts === null ? null',
    part: 'sums === null',
    reason: 'there are no counts without sums; the type does not know it',
  },
  {
    file: 'tally/verify/check-tokens.ts',
    check: 'decoded.has(T)',
    part: 'decoded.has(T)',
    reason: 'no refusal: what has been decoded once is not decoded again',
  },
  {
    file: 'tally/verify/structure.ts',
    check: 'default:\n      return false',
    reason: 'no entry of another type than those four is placed in a ceremony; the type does not know it',
  },
  {
    file: 'tally/verify/verify-record.ts',
    check: 'close === undefined',
    part: 'close === undefined',
    reason: 'there is no accounting without a close; the type does not know it',
  },
  {
    file: 'tally/verify/verify-record.ts',
    check: "'aggregate', counted",
    part: 'fixed.aggregate !== null',
    reason: 'a missing aggregate is a finding of the same check',
  },
  {
    file: 'tally/verify/check-paper-proofs.ts',
    check: 'counts === null ? null',
    part: 'counts === null',
    reason: 'without counts paperClaim gives nothing either; the type does not know it',
  },
  {
    file: 'tally/verify/closed-round.ts',
    check: 'entries === undefined',
    part: 'entries.round === null',
    reason: 'it was found by its round; the type does not know it',
  },
  {
    file: 'tally/rules/settings-words.ts',
    check: 'no words for its value',
    reason: 'a test goes through every value of every setting, so no value is without words',
  },
  {
    file: 'tally/roles/checking-device.ts',
    check: 'if (card === null)',
    reason: 'a listed token has a code; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/attestation.ts',
    check: 'if (result === undefined)',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/attestation.ts',
    check: 'close === undefined)',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/log-following.ts',
    check: "return 'undecided'",
    part: 'verdict.ok',
    reason:
      'evidence without a path is refused only where the heads do not conflict, and those are cleared before; the type does not know it',
  },
  {
    file: 'tally/roles/log-following.ts',
    check: 'return evidence',
    part: 'verdict.ok',
    reason: 'evidenceFromHead has judged it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/next-leaf.ts',
    check: 'fixed !== null',
    part: 'fixed !== null',
    reason: 'the structure places these entries only where every round is fixed; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/paper-proof.ts',
    check: "err(['keys-differ'])",
    part: 'round === undefined',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/paper-proof.ts',
    check: 'const claim =',
    part: 'sums == null',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/paper-proof.ts',
    check: 'const claim =',
    part: 'result === undefined',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/paper-proof.ts',
    check: "err(['record-fails'])",
    part: 'released === null',
    reason: 'attestationProblems has refused it; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/key-ceremony.ts',
    check: 'confirming without a share',
    reason: 'whoever comes there has a share; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/rehearsal.ts',
    check: 'if (!released.ok)',
    reason: 'a device that has a share answers a ceremony once; the type does not know it',
  },
  {
    file: 'tally/roles/scrutineer/key-file.ts',
    check: '} catch {',
    reason: 'what could not be read is refused by the schema below too',
  },
  { file: 'crypto/threshold/dlog.ts', check: 'visit(from + i, -1', reason: 'no refusal: the end of a search' },
  { file: 'crypto/threshold/dlog.ts', check: 'visit(positions[slot]', reason: 'no refusal: the end of a search' },
  { file: 'crypto/threshold/dlog.ts', check: 'insert(table, key', reason: 'no refusal: the walk goes on' },
];
