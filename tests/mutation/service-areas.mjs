/** Areas of what decides beside the record: the assembly's people and cards, the offices, witnesses and machines. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import {
  CAUGHT,
  COLLECTED,
  CONJUNCT,
  cut,
  FALSE,
  GRANTED,
  GUARD,
  LISTED,
  objection,
  operand,
  PROBLEM,
  REFUSAL,
  REFUSED,
  REFUSING,
  SAID,
  THROW,
  TURNED_AWAY,
  WRITTEN,
} from './checks.mjs';

const ANSWERS = [REFUSAL, REFUSED, GRANTED, FALSE, CAUGHT];
const PROBLEMS = [PROBLEM, LISTED, WRITTEN];

const ACCOUNTING = 'tally/accounting/accounting.ts';
const CONDITIONS = [
  operand(ACCOUNTING, 'cardsInBox + cardsAudited === P'),
  operand(ACCOUNTING, 'Q + X + Vn === P'),
  operand(ACCOUNTING, 'X <= H + Vx + U'),
  operand(ACCOUNTING, 'U <= missing'),
  operand(ACCOUNTING, 'C <= issued'),
  operand(ACCOUNTING, 'returnedBeforeOpening <= Vr + U'),
  operand(ACCOUNTING, 'conditions.every(({ holds }) => holds)'),
  objection(ACCOUNTING, 'missingUnexplained < decidingMargin'),
];

/** When a card may still do something, and which heads are offered before all later ones (§3.7). */
const TOKENS = 'server/store/record-token.ts';
const HEADS = 'server/services/cosigning.ts';
const HELD_CHECKS = [
  {
    file: TOKENS,
    stands: 'eq(meetingTable.currentRound, round)',
    without: 'undefined',
    switched: (on) => `(${on} ? eq(meetingTable.currentRound, round) : undefined)`,
  },
  objection(TOKENS, '(await loadBoxes(db, meeting, round)).length > 0'),
  {
    file: HEADS,
    stands: '[close, result]',
    without: '[result]',
    switched: (on, text = '[close, result]') => `(${on} ? ${text} : [result])`,
  },
  {
    file: HEADS,
    stands: '.flatMap((logged) =>',
    without: '.slice(0, 1).flatMap((logged) =>',
    switched: (on) => `.filter((logged, at) => ${on} || at % 2 === 0).flatMap((logged) =>`,
  },
  operand(HEADS, 'size > from'),
  operand(HEADS, 'sizes.has(size)'),
];

const EXCHANGES = 'server/services/card-exchanges.ts';
const EXCHANGE_CHECKS = [
  objection(EXCHANGES, 'known === undefined || known.asked <= known.done'),
  operand(EXCHANGES, '(await withdrawExchange(tx, meeting, currentRound, kind))'),
  operand(EXCHANGES, '(await confirmExchange(tx, meeting, currentRound, kind, most))'),
];

const LOOK_UP = 'kiosk/screens/verifier/look-up.ts';
const SHEET_OF_RECORD = 'kiosk/screens/verifier/sheet-of-record.ts';
const LOOK_UP_CHECKS = [
  operand(LOOK_UP, 'signatureFaults(entry, meeting).length === 0'),
  operand(LOOK_UP, 'close.entry.ctx === ctx'),
  operand(LOOK_UP, 'isSigned(close.entry)'),
  operand(LOOK_UP, 'isSigned(paper.entry)'),
  operand(LOOK_UP, 'entry.ballot.ctx === ctx'),
  operand(LOOK_UP, 'encodeBase64url(ballotHash(entry.ballot)) === h'),
  objection(LOOK_UP, '(promised ?? type) !== type'),
  objection(LOOK_UP, '!signed.ok'),
  objection(
    LOOK_UP,
    '!verifyAnswer(signed.value.voting, receipt.kind, { listed: T }, receipt.h, encodeBase64url(receipt.signature))',
  ),
  cut(LOOK_UP, "provedBelow(last, () => ({ state: 'given-up' }))", "({ state: 'given-up' })"),
  cut(LOOK_UP, 'promised === undefined && givenUp !== null', 'givenUp !== null'),
  operand(LOOK_UP, 'line.size >= least'),
  operand(LOOK_UP, 'isCosigned(one, meeting)'),
  operand(LOOK_UP, 'isLogSigned(one, meeting)'),
  operand(LOOK_UP, 'equalBytes(root, head.root)'),
  cut(SHEET_OF_RECORD, 'own !== null && equalPaperSymbols', 'equalPaperSymbols'),
  operand(SHEET_OF_RECORD, 'equalPaperSymbols(own, sheet.symbol)'),
  operand(SHEET_OF_RECORD, 'equalSymbols(unsigned(own.value), unsigned(sheet.symbol))'),
];

/** What stops a scrutineer's device for good, or keeps it from going on beside another. */
/** What a sheet that is scanned, and a file that is opened, are said to prove. */
const SYMBOLS = 'kiosk/session/sheet-symbols.ts';
const EXAMINE = 'kiosk/screens/township/examine.ts';
const SHEET_CHECKS = [
  objection(SYMBOLS, "state === 'invalid'"),
  objection(SYMBOLS, 'signed < least'),
  objection(SYMBOLS, 'isTestRunTitle(title)'),
  operand(SYMBOLS, "state !== 'failed'"),
  cut(SYMBOLS, "({ state }) => state === 'valid').length", '() => true).length'),
  cut(SYMBOLS, 'needed(scrutineers.length, b, trusted)', '{ least: 0, isCertain: false }'),
  cut(SYMBOLS, 'needed(scrutineers.length, null, trusted)', '{ least: 0, isCertain: false }'),
  cut(SYMBOLS, "numbers.accounting ? [] : [{ zh: '卡数不平。'", "true ? [] : [{ zh: '卡数不平。'"),
  cut(SYMBOLS, "numbers.accounting ? [] : [{ zh: '张数", "true ? [] : [{ zh: '张数"),
  cut(SYMBOLS, '    holds\n      ? []', '    true\n      ? []'),
  cut(SYMBOLS, 'outcomeLine(numbers.outcome),\n    ...(scannedB', '...(scannedB'),
  cut(SYMBOLS, '...(isForm ? [] : [outcomeLine(numbers.outcome)]),', ''),
  cut(SYMBOLS, '...(scannedB === null ? [] : [proofLine(symbol, b)]),', ''),
  cut(SYMBOLS, 'b === null ? [SYMBOL_PROBLEM.malformed] :', 'b === null ? [] :'),
  cut(SYMBOLS, 'symbolBFaults(a, b).map((fault) => B_FAULT[fault])', '[]'),
  cut(SYMBOLS, 'keyFaults(server)', '[]'),
  cut(SYMBOLS, 'headFaults(head)', '[]'),
  cut(SYMBOLS, "[{ zh: '签名与表上的数不符。', en: 'The signature does not fit the printed numbers.' }]", '[]'),
  cut(SYMBOLS, "[{ zh: '表上的档案码不含这份计票。', en: 'The printed root does not hold this count.' }]", '[]'),
  cut(SYMBOLS, "isTrusted === false ? [{ zh: '不是可信的签名密钥。'", "false ? [{ zh: '不是可信的签名密钥。'"),
  cut(SYMBOLS, "isTrusted === false ? [{ zh: '不是可信的档案日志密钥。'", "false ? [{ zh: '不是可信的档案日志密钥。'"),
  cut(SYMBOLS, '...(hasB ? [line(', '...(false ? [line('),
  operand(EXAMINE, 'verification.ok'),
  operand(EXAMINE, '!verification.testRun'),
  operand(EXAMINE, "all.every(({ state }) => state === 'passed')"),
  operand(EXAMINE, 'PDF_MARK.every((byte, at) => bytes[at] === byte)'),
];

const DEVICE = 'kiosk/screens/scrutineer/device.ts';
const DEVICE_CHECKS = [
  objection(DEVICE, '!recognizeMeeting(state(), meeting).ok'),
  objection(DEVICE, '!extendsCosigned(before, held.file)'),
  {
    file: DEVICE,
    stands: 'return alarm() === null ?',
    without: 'return true ?',
    switched: (on) => `return !${on} || alarm() === null ?`,
  },
  objection(DEVICE, 'offered === null'),
  objection(DEVICE, '!isFork(cosigned.error)'),
  objection(DEVICE, '!cosigned.ok'),
  objection(DEVICE, "evidence === 'cleared'"),
  objection(DEVICE, "evidence === 'undecided'"),
  objection(DEVICE, 'view.keys.signKey !== own.signKey'),
  objection(DEVICE, 'view.keys.cosignKey !== own.cosignKey'),
  objection(DEVICE, 'view === undefined || alarm() !== null'),
  {
    file: DEVICE,
    stands: 'if (alarm() !== null) return false;',
    without: '',
    switched: (on) => `if (${on} && alarm() !== null) return false;`,
  },
];

/** What stands against a line of a ledger, and what tells that a step is late. */
const LEDGER = 'server/services/work-ledger.ts';
const LEDGER_CHECKS = [
  objection(LEDGER, "step === undefined || (line.person !== '' && step.ticks === null)"),
  objection(LEDGER, 'isTyped && !isSame'),
  objection(LEDGER, "line.state === 'done' && line.date === null"),
  objection(LEDGER, 'line.date !== null && line.date > today'),
  objection(LEDGER, "line.person === '' && line.state === 'done' && open.length > 0"),
  operand(LEDGER, 'due !== null && due < today'),
  operand(LEDGER, 'step.persons.every(({ state }) => isOver(state))'),
  operand(LEDGER, 'RECORDED_STEPS.includes(step.step)'),
];

/** What a list of objections may add to those that stand, and what of one form is judged together. */
const OBJECTIONS = 'server/services/objections.ts';
const APPRAISED = 'server/services/appraised-objects.ts';
const OBJECTION_CHECKS = [
  operand(OBJECTIONS, '!taken.has(at)'),
  operand(OBJECTIONS, 'one.day === day'),
  operand(OBJECTIONS, "one.words.normalize('NFC') === words"),
  operand(OBJECTIONS, "one.handling === ''"),
  operand(OBJECTIONS, 'places[at] === -1'),
];
const DIMENSION_CHECKS = [
  objection('server/services/judgements.ts', 'lacksDimension(all, found)'),
  operand(APPRAISED, '!chosen.includes(one)'),
  operand(APPRAISED, 'other.meeting === one.meeting'),
  operand(APPRAISED, 'listOf(other) === listOf(one)'),
  operand(APPRAISED, 'said.size === 1'),
  objection(APPRAISED, '(dimensions.length > 1 && ranking === undefined)'),
  objection(APPRAISED, 'tables.includes(undefined)'),
  objection(APPRAISED, 'classes.includes(undefined)'),
];

/** What a request is asked before its handler sees it. */
const MOUNT = 'server/http/mount.ts';
const CONNECTION = 'server/http/connection.ts';
const PLAIN = 'server/http/plain-http.ts';
const HTTP_CHECKS = [
  objection(MOUNT, '!isText(key)'),
  objection(MOUNT, "(typeof value === 'string' && !isText(value))"),
  objection(MOUNT, '!/^application\\/json\\b/i.test(type)'),
  objection(MOUNT, "connectionOf(context) === 'plain'"),
  objection(MOUNT, '!isOpenRoute(route)'),
  operand(CONNECTION, 'isOwnName(hostNameOf(context))'),
  operand(CONNECTION, "isLoopback(socket.remoteAddress ?? '')"),
  operand(PLAIN, "route.audience === 'public'"),
  operand(PLAIN, "(route.method === 'GET' || route.path === cosignAsWitness.path)"),
];

/** Whether an answer is about the paper or the result that it names, and a paper for this office. */
const EXCHANGE = 'server/services/paper-exchange.ts';
const PAPER_CHECKS = [
  operand(EXCHANGE, "answers === 'yes'"),
  operand(EXCHANGE, 'digest === reply.request'),
  operand(EXCHANGE, 'kind === reply.kind'),
  operand(EXCHANGE, 'content.meeting === meeting.id'),
  operand(EXCHANGE, 'content.organization === paper.organization'),
  operand(EXCHANGE, 'content.superior === paper.superior'),
  operand(EXCHANGE, 'answer.meeting === meeting.id'),
  operand(EXCHANGE, 'answer.round === own?.round'),
  operand(EXCHANGE, 'answer.result === found.resultHash'),
];

/** What the box, and every kiosk that is connected, must be before voting is opened (UX 6.28). */
const OPENING = 'server/routes/organizer-rounds.ts';
const ZERO_CHECKS = [
  operand(OPENING, 'presence.isOnline(machineKey(kiosk))'),
  objection(OPENING, 'box?.round !== round'),
  operand(OPENING, 'box.ballots === 0'),
  objection(OPENING, 'detail.length > 0'),
  objection('server/services/rounds.ts', 'cast + challenged + pending > 0'),
  objection('server/services/printing.ts', 'cast + challenged + pending > 0'),
];

const WALL = 'server/services/wall-release.ts';
const SCREEN = 'server/services/screen-state.ts';
const WALL_CHECKS = [
  operand(WALL, 'published.includes(round)'),
  operand(WALL, 'isPublished(phase)'),
  operand(WALL, 'isElectionMeeting(kind)'),
  operand(WALL, 'announcedRounds.includes(round)'),
  operand(WALL, "ceremonyStep(state) === 'done'"),
  operand(WALL, 'state.size > 0'),
  operand(WALL, '!isOnPaper'),
  operand(WALL, 'round.open !== undefined'),
  operand(WALL, 'STATE_OF_PHASE[phase] >= STOPPED'),
  operand(WALL, 'round === step.round'),
  operand(WALL, 'part === step.part'),
  operand(SCREEN, "view === 'zero'"),
  operand(SCREEN, 'logged?.open !== undefined'),
  operand(SCREEN, 'round === meeting.currentRound'),
  operand(SCREEN, "(meeting.phase === 'voting' || meeting.phase === 'paused')"),
  operand(SCREEN, "isRunning && meeting.phase === 'paused'"),
  operand(SCREEN, "isOut && shows('verify')"),
];

/** What `routes` judges. */
const ROUTE_FILES = readdirSync(new URL('../../server/routes', import.meta.url)).map((name) => basename(name, '.ts'));

const services = (only, rest) => ({
  folders: ['server/services'],
  only,
  database: true,
  tests: [['server/'], ['tests/']],
  ...rest,
});

export const SERVICE_AREAS = {
  held: {
    folders: ['server/store', 'server/services'],
    only: ['record-token', 'cosigning'],
    checks: [],
    edits: HELD_CHECKS,
    database: true,
    near: {
      'record-token': [
        'server/services/casting.test.ts',
        'server/services/left-over-cards.test.ts',
        'server/paper.test.ts',
      ],
      cosigning: ['server/services/cosigning.test.ts'],
    },
    tests: [['server/']],
  },
  accounting: {
    folders: ['tally/accounting'],
    checks: [THROW],
    edits: CONDITIONS,
    tests: [['tally/accounting']],
  },
  marks: {
    folders: ['tally'],
    only: ['phase', 'ballot-marks', 'election-marks', 'form-marks', 'attested-integers', 'sums'],
    checks: [THROW, ...ANSWERS],
    tests: [['tally']],
  },
  roll: {
    folders: ['tally/meeting'],
    checks: [THROW, SAID, COLLECTED, ...ANSWERS],
    edits: [operand('tally/meeting/stroke-data.ts', '/^[1-5]{1,64}$/.test(digits)')],
    tests: [['tally/meeting']],
  },
  questions: {
    folders: ['crypto', 'tally/roles', 'tally/challenge', 'tally/paper', 'tally/recommendation'],
    checks: [REFUSED, GRANTED, COLLECTED],
    tests: [['crypto/', 'tally/']],
  },
  evidence: {
    folders: ['tally/verify'],
    checks: [REFUSAL, REFUSED, GRANTED, FALSE, CAUGHT, COLLECTED],
    attacks: true,
    tests: [['tally/verify'], ['tests/attacks']],
  },
  accounts: services(
    [
      ...['accounts', 'enrolment', 'pairing', 'scrutineer-sessions', 'sessions', 'township-settings'],
      ...['kiosk-state', 'receipts', 'objections'],
    ],
    { checks: ANSWERS, edits: OBJECTION_CHECKS },
  ),
  exchanges: services(['card-exchanges', 'voting-pause', 'witnesses', 'assistance'], {
    checks: ANSWERS,
    edits: EXCHANGE_CHECKS,
  }),
  publishing: services(['publishing'], {
    checks: ANSWERS,
    heard: ['server/closing.test.ts', 'tests/rounds/paper-pre-election.test.ts'],
  }),
  'test-runs': services(['test-runs'], { checks: ANSWERS, heard: ['server/test-run.test.ts'] }),
  ceremony: services(['key-ceremony', 'scrutineer-entries'], {
    checks: [...ANSWERS, CONJUNCT],
  }),
  sealing: services(
    [
      ...['sealing', 'draft-problems', 'form-problems', 'rule-problems', 'nominee-conditions', 'agreed-candidates'],
      ...['elected-structure', 'round-content', 'notice-problems'],
    ],
    {
      checks: [...ANSWERS, ...PROBLEMS],
      near: {
        'form-problems': ['server/services/draft-problems.test.ts'],
        'notice-problems': ['server/services/draft-problems.test.ts', 'server/services/villages.test.ts'],
        sealing: ['server/services/draft-problems.test.ts', 'server/sealing.test.ts'],
      },
    },
  ),
  wall: services(['screen-state', 'wall-release'], { checks: ANSWERS, edits: WALL_CHECKS }),
  drafts: services(['meeting-drafts', 'roll-import', 'derivation', 'organizer-state', 'scrutineer-state'], {
    checks: ANSWERS,
    heard: ['server/preparation.test.ts', 'server/sealing.test.ts', 'server/services/course.test.ts'],
  }),
  offices: services(
    [
      ...['villages', 'village-progress', 'correspondence', 'township', 'judgements', 'combinations'],
      ...['form-sources', 'paper-exchange', 'appraised-objects', 'listed-nominees', 'work-ledger'],
    ],
    {
      checks: [...ANSWERS, ...PROBLEMS],
      edits: [...LEDGER_CHECKS, ...PAPER_CHECKS, ...DIMENSION_CHECKS],
      heard: [
        ...['server/preparation.test.ts', 'server/closing.test.ts'],
        ...['tests/township/papers-by-stick.test.ts', 'tests/township/result-by-stick.test.ts'],
        ...['tests/forms/appraisal.test.ts', 'tests/forms/recommendation.test.ts'],
        'server/services/work-ledger.test.ts',
      ],
      near: {
        correspondence: ['server/services/paper-exchange.test.ts'],
        villages: ['server/services/paper-exchange.test.ts'],
        'appraised-objects': ['server/services/judgements.test.ts'],
      },
    },
  ),
  printing: services(['printing'], { checks: ANSWERS, heard: ['server/slip-printing.test.ts'] }),
  voices: services(['voices'], { checks: ANSWERS, heard: ['server/voices.test.ts'] }),
  zero: {
    folders: ['server/routes', 'server/services'],
    only: ['organizer-rounds', 'rounds', 'printing'],
    checks: [],
    edits: ZERO_CHECKS,
    database: true,
    heard: ['server/opening.test.ts', 'server/slip-printing.test.ts'],
    tests: [['server/routes/route-refusals', 'server/opening', 'server/slip-printing']],
  },
  http: {
    folders: ['server/http'],
    checks: [REFUSAL, FALSE, CAUGHT, TURNED_AWAY],
    edits: HTTP_CHECKS,
    database: true,
    heard: ['server/app.test.ts', 'server/http/plain-http.test.ts', 'server/http/pages.test.ts'],
    tests: [
      ['server/http', 'server/app'],
      ['tests/fuzz/requests', 'tests/lan'],
    ],
  },
  routes: {
    folders: ['server/routes'],
    checks: [REFUSAL, REFUSED, GRANTED],
    database: true,
    near: {
      ...Object.fromEntries(ROUTE_FILES.map((name) => [name, ['server/routes/route-refusals.test.ts']])),
      public: ['server/routes/route-refusals.test.ts', 'server/source-files.test.ts'],
    },
    tests: [['server/routes'], ['server/']],
  },
  witness: {
    folders: ['server/witness'],
    except: ['durable-file', 'scratch-witness'],
    checks: [REFUSAL, REFUSING, GUARD],
    database: true,
    heard: ['server/witness.test.ts', 'server/commands/witness.test.ts'],
    tests: [['server/witness', 'server/commands/witness']],
  },
  kiosk: {
    folders: ['kiosk/session'],
    only: ['voter-session', 'voter-steps', 'acceptances', 'paired-meeting', 'commitments'],
    checks: [GUARD, REFUSAL, FALSE, CAUGHT, THROW],
    heard: ['kiosk/session/voter-session.test.ts'],
    edits: [operand('tally/roles/checking-device.ts', 'signedRound(meeting, round.entry).ok')],
    tests: [['kiosk/session']],
  },
  'look-up': {
    folders: ['kiosk/screens'],
    only: ['look-up', 'sheet-of-record', 'checking'],
    checks: [GUARD],
    edits: LOOK_UP_CHECKS,
    near: {
      'sheet-of-record': ['kiosk/screens/verifier/look-up.test.ts', 'tests/prints/paper-sheet.test.ts'],
    },
    tests: [['kiosk/screens/verifier', 'kiosk/screens/checking']],
  },
  'scanned-sheets': {
    folders: ['kiosk/session'],
    only: ['sheet-symbols'],
    checks: [COLLECTED],
    edits: SHEET_CHECKS,
    near: { examine: ['tests/township/examine.test.ts'] },
    tests: [
      ['kiosk/session/sheet-symbols.test.ts', 'tests/township/examine.test.ts', 'tests/prints/paper-sheet.test.ts'],
    ],
  },
  devices: {
    folders: ['kiosk/screens'],
    only: ['device', 'device-store', 'unlock', 'scanned-voids'],
    checks: [REFUSAL, REFUSED, GRANTED, THROW],
    edits: DEVICE_CHECKS,
    near: { device: ['kiosk/screens/scrutineer/device.test.ts'] },
    tests: [['kiosk/screens/scrutineer']],
  },
};
