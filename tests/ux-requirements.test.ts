/**
 * The forty requirements on the hall's screens and papers, and what measures each: a test by its file and title, or the sheet of a drill
 * with people. A test that is renamed or taken out leaves its requirement unmeasured, and this list says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `row`: of a table of tests that share one title, the one that measures. */
type Measure = { readonly file: string; readonly title: string; readonly row?: string } | { readonly drill: string };
const by = (file: string, title: string): Measure => ({ file, title });
const drill = (name: string): Measure => ({ drill: `tests/drills/${name}.md` });

const screens = (title: string) => by('tests/voter-screens/voter-screens.test.ts', title);
const session = (title: string) => by('kiosk/session/voter-session.test.ts', title);
const mainPath = (title: string) => by('tests/end-to-end/main-path.test.ts', title);
const desk = (title: string) => by('tests/desk/check-in-pages.test.ts', title);
const sheet = (title: string) => by('tests/prints/result-sheet.test.ts', title);
const phone = (title: string) => by('tests/phone/check-page.test.ts', title);
const texts = (title: string) => by('kiosk/screens/voter/texts.test.ts', title);

/** In the order of their numbers, 1 to 40. */
const REQUIREMENTS: readonly { readonly what: string; readonly measured: readonly [Measure, ...Measure[]] }[] = [
  {
    what: 'taps of the main path',
    measured: [
      screens('the main path costs candidates + pages + 2 taps, whatever is marked (UX 6.1)'),
      by('kiosk/theme/voter-geometry.test.ts', 'needs the taps of UX 5.3: candidates + pages + 2'),
      mainPath('a ballot takes candidates + pages + 2 taps, and one more for each further review page'),
    ],
  },
  {
    what: 'one primary button on every voter screen',
    measured: [
      screens('every screen keeps its sizes and fits, text size %s, to the %s (UX 6.2, 6.7, 6.10)'),
      by('tests/voter-screens/side-screens.test.ts', '$name'),
      // But one: who holds the tablet upright is to turn it.
      by(
        'tests/voter-screens/upright.test.ts',
        'asks to be turned, and goes on where it was: the one screen where nothing is to be pressed first (UX 6.2)',
      ),
    ],
  },
  {
    what: 'nobody preselected, no control marks two',
    measured: [
      screens('nobody is preselected, one tap marks one candidate, too many are refused in words (UX 6.3, 6.6)'),
      screens('no control of the ballot marks two: each is pressed once, on a ballot that is empty (UX 6.3)'),
    ],
  },
  {
    what: 'marks arrive unchanged; 未表示 is counted as 弃权 and says so',
    measured: [
      by('tests/property/election.test.ts', 'the tally of any small election is its plain count'),
      screens('a blank ballot says so where there is room, with every button in its place (UX 5.3)'),
      mainPath('everybody else votes; a used card and another paper are told apart'),
      sheet('attendance, cards and every count stand on it, abstentions reckoned from the ballots'),
    ],
  },
  {
    what: '另选他人 only after 不赞成',
    measured: [screens('another person is reachable only after 不赞成, and leaving 不赞成 asks first (UX 6.5)')],
  },
  {
    what: 'more than 应选 is impossible and explained',
    measured: [
      screens('nobody is preselected, one tap marks one candidate, too many are refused in words (UX 6.3, 6.6)'),
      mainPath('more than the seats cannot be chosen; a write-in is reached only after 不赞成'),
    ],
  },
  {
    what: 'sizes of buttons and gaps in millimetres',
    measured: [
      screens('every screen keeps its sizes and fits, text size %s, to the %s (UX 6.2, 6.7, 6.10)'),
      by(
        'kiosk/theme/voter-geometry.test.ts',
        'keeps marks at 20 × 18 mm or more and gaps at 5 mm or more in all sizes (UX 6.7)',
      ),
      by(
        'tests/voter-screens/calibration.test.ts',
        'the bar is moved to the card’s edge: that length is kept, told to the server, and every button has its millimetres',
      ),
    ],
  },
  {
    what: 'heights of letters',
    measured: [
      screens('texts are large enough in the default size (UX 6.8)'),
      by('tests/voter-screens/side-screens.test.ts', '$name'),
    ],
  },
  {
    what: 'contrast',
    measured: [
      screens('contrast is at least 10:1, in white on black at least 20:1 (UX 6.9)'),
      by('tests/voter-screens/side-screens.test.ts', '$name'),
    ],
  },
  {
    what: 'nothing scrolls',
    measured: [
      screens('long names and thirteen candidates fit too, smallest and largest text (UX 6.10)'),
      screens('English first fits too (UX 6.10)'),
      by(
        'tests/voter-screens/every-ballot.test.ts',
        'ballots of up to thirteen candidates stand whole in every text size, %s, contrast %s',
      ),
    ],
  },
  {
    what: 'told apart without colour',
    measured: [by('tests/voter-screens/greyscale.test.ts', 'in shades of grey, contrast %s')],
  },
  {
    what: 'axe, keyboard and number pad',
    measured: [
      screens('axe finds nothing on any voter screen (UX 6.12)'),
      by(
        'tests/voter-screens/without-touch.test.ts',
        'by %s a voter marks seven candidates, writes a name in, checks and casts',
      ),
      by(
        'tests/voter-screens/without-touch.test.ts',
        'a card that no reader takes is typed by Tab and Enter too, from V0 to the receipt',
      ),
      by(
        'tests/voter-screens/blind-voter.test.ts',
        'she marks the ballot, writes a name in, hears every mark at the review, changes her mind, hears it changed, and casts',
      ),
      by('tests/voter-screens/every-control-speaks.test.ts', 'every kind of screen was heard in both languages'),
      by('tests/end-to-end/by-keyboard.test.ts', 'it was done by keys, and no page complained'),
    ],
  },
  {
    what: 'settings return to default',
    measured: [
      by(
        'tests/voter-screens/voice.test.ts',
        'a voter who wants no voice has none; the next voter has it again (UX 6.13)',
      ),
      screens('after a session nothing of it is left but the acceptance (UX 6.16)'),
      by(
        'tests/voter-screens/staff-call.test.ts',
        'wherever in her ballot she calls, the same is told: that, and nothing of her; her settings stay hers alone (UX 6.13)',
      ),
    ],
  },
  {
    what: 'a second tap sends no second request',
    measured: [
      session('sends one request for a second tap on 投出选票 (UX 6.14)'),
      screens(
        'a slow second tap in the same place neither casts what nobody has looked at nor takes the code away (UX 6.14)',
      ),
      session('repeats the same bytes while the network is gone, and then succeeds (UX 6.18)'),
    ],
  },
  {
    what: 'no V4 without a verified signature',
    measured: [
      session('never shows V4 for a forged acceptance (UX 6.15)'),
      { file: 'tests/voter-screens/side-screens.test.ts', title: '$name', row: 'E2' },
    ],
  },
  {
    what: 'idle, clearing, no trace',
    measured: [
      session('asks after five minutes, goes on ten times, clears 45 s after the last question (UX 6.16)'),
      screens('after a session nothing of it is left but the acceptance (UX 6.16)'),
      by(
        'tests/voter-screens/restart.test.ts',
        'idled out at the review, nothing is left of marks and card, and the card is free (UX 6.16)',
      ),
    ],
  },
  { what: 'a kiosk cut off at each screen', measured: [by('tests/voter-screens/restart.test.ts', 'cut off at %s')] },
  {
    what: 'a server cut off around the commit',
    measured: [
      by(
        'tests/hazards/kill-during-cast.test.ts',
        'twenty kills in a stream of casts lose no acknowledged ballot and double none (UX 18)',
      ),
      session('lets the voter keep the card after a minute without an answer, and wipes the session'),
    ],
  },
  {
    what: 'the network gone for 30 s',
    measured: [
      by(
        'tests/hazards/network-cut.test.ts',
        '30 s without a network at V2, V3 and while casting: kept, said, cast once, counted as marked (UX 6.19)',
      ),
      session('keeps the marks through a cut of 30 s on the review page (UX 6.19)'),
      by('kiosk/screens/voter/words.test.ts', 'no text of the voter’s screens stands in one language alone'),
    ],
  },
  {
    what: 'six sentences for six kinds of cards',
    measured: [
      texts('tell six kinds of cards that start no session in distinct sentences (UX 6.20)'),
      by(
        'tests/voter-screens/refused-cards.test.ts',
        'cast, challenged, void, unknown, of another round, mistyped: six sentences, six times the sound',
      ),
      session('names each card that starts no session (UX 6.20)'),
      session('names a slip of the finger before the server is asked'),
    ],
  },
  {
    what: 'a scanner that types',
    measured: [
      by('kiosk/devices/wedge.test.ts', 'takes a card typed at 20 ms a key, with an input method on, exactly once'),
      by('kiosk/devices/wedge.test.ts', 'refuses a card typed at 200 ms a key, never taking a part of it'),
      by('kiosk/devices/wedge.test.ts', 'reads the five check symbols and ignores Caps Lock'),
      drill('scanner-as-keyboard'),
    ],
  },
  {
    what: 'a scan during a session',
    measured: [
      session('does nothing with a card scanned during a session (UX 6.22)'),
      by('tests/voter-screens/scanners.test.ts', 'while a voter is active a scan does nothing (6.22)'),
      drill('scanner-as-keyboard'),
    ],
  },
  {
    what: 'nothing but codes on a card',
    measured: [
      by(
        'tests/prints/cards.test.ts',
        'without its own characters every card reads the same: no number, name, time or order (requirement 23)',
      ),
    ],
  },
  {
    what: 'check-in and cards share nothing',
    measured: [
      by('server/store/schema.test.ts', 'no table has both a person and a card or ballot (specification §5)'),
      by(
        'server/store/schema.test.ts',
        'no table of cards, ballots or attendance keeps a time, a sequence or a machine',
      ),
      by(
        'server/store/schema.test.ts',
        'after the desk closes, row versions and transaction numbers say nothing about who came first',
      ),
    ],
  },
  {
    what: 'no choice, number or time on the receipt',
    measured: [by('tests/prints/papers.test.ts', 'it shows the codes and no choice, number or time')],
  },
  {
    what: 'check-in by two taps, refusals with reasons, undo by two',
    measured: [
      mainPath('the desk checks in until four fifths are there'),
      desk('every row is at least 14 mm high, in either language, with a name, a state and people checked in'),
      desk('who is seen in the list is checked in by two taps, by the surname’s button by three, and the next one too'),
      desk('a person whom the other desk has just checked in is refused in words, and counts once'),
      desk('who has no vote gets no card, and who is left out is sent to the chair: both are told why'),
      by('server/desk.test.ts', 'nobody checks in twice, not even at two desks at the same moment'),
      by('server/desk.test.ts', 'who has no vote attends without a card; who is left out is sent to the chair'),
      by('server/desk.test.ts', 'undoing takes a reason and a second official with the own password'),
    ],
  },
  {
    what: 'four fifths at the boundary',
    measured: [
      by('server/desk.test.ts', '59 of 75 are no quorum, 60 are (条例 2020: 不少于五分之四)'),
      by(
        'server/desk.test.ts',
        'who leaves before the opening hands the card back and lowers 实到 (rules §1.5); a return draws a new card',
      ),
      by(
        'tally/meeting/attendance-gate.test.ts',
        'of 100 is 80 by the text of 2020, 不少于五分之四, and 81 by that of 1990, 超过五分之四 (UX 6.27)',
      ),
      by(
        'server/opening.test.ts',
        'voting opens only with a calibrated kiosk, a closed desk, four fifths, and every card (specification §5)',
      ),
      by(
        'tests/forms/appraisal-pages.test.ts',
        'voting cannot be opened before the least number is there, and everybody is told how many are missing',
      ),
      mainPath('the desk checks in until four fifths are there'),
      by(
        'tally/meeting/attendance-gate.test.ts',
        'is four fifths in every election, whatever the settings of an appraisal say',
      ),
    ],
  },
  {
    what: 'an empty box before the opening',
    measured: [
      by(
        'tests/voter-screens/empty-box.test.ts',
        'an empty box is told as shown, and its slip is printed once, when the opening is proposed',
      ),
      by(
        'server/slip-printing.test.ts',
        'before the opening a kiosk prints its proof of zero, of an empty box only (UX 6.28)',
      ),
      by(
        'server/opening.test.ts',
        'voting opens only with a calibrated kiosk, a closed desk, four fifths, and every card (specification §5)',
      ),
      by(
        'tests/prints/documents.test.ts',
        'every kiosk and the big screen has a line to write in what is seen there, and to sign',
      ),
      by('tests/prints/documents.test.ts', 'a box that is not empty is not called empty'),
    ],
  },
  {
    what: 'no partial result before the t-th scrutineer',
    measured: [
      mainPath('no page and no answer of the server knows a count before two scrutineers have opened it'),
      by(
        'tests/wall/no-result-before-release.test.ts',
        'nothing is told before the result is published, not even when it is counted and attested',
      ),
    ],
  },
  { what: 'strange data on the big screen', measured: [by('tests/wall/strange-data.test.ts', 'on a picture of %s')] },
  {
    what: 'the big screen in the operator’s hands',
    measured: [
      mainPath('the big screen follows the operator only'),
      by(
        'tests/wall/no-result-before-release.test.ts',
        'publishing alone changes nothing that hangs; the next step of the operator does',
      ),
      by('server/services/screen-state.test.ts', 'a new round changes nothing that hangs'),
    ],
  },
  {
    what: 'every percentage with its base',
    measured: [
      sheet('the base stands in words and numbers beside the threshold (requirement 32)'),
      sheet('a result that the other base would change says so, on form and report (requirement 32)'),
      // S9, B7 and T3.
      by(
        'tests/controls/controls-page.test.ts',
        'a result that the other base would change says so, with both outcomes, where a scrutineer verified it (UX 6.32, S9)',
      ),
      by(
        'tests/rules/worked-examples.test.ts',
        'elects four under 应到 and five under 实到, 周 with exactly half never, and says so',
      ),
      by('tests/wall/strange-data.test.ts', 'on a picture of %s'),
      mainPath('the township checks the PDF in its page, files the committee, and gets a signed answer'),
    ],
  },
  {
    what: 'order of the candidates',
    measured: [
      by(
        'server/preparation.test.ts',
        'the order of the committee’s candidates is computed, and another one needs a reason (条例 2020 art. 24)',
      ),
      by('tally/meeting/stroke-order.test.ts', 'T75: 丁 王 文 田富 田大利 李 张 陈 林 欧'),
      by('tally/meeting/stroke-order.test.ts', '%s, which a browser sorts as %s (UX 0.5)'),
    ],
  },
  {
    what: 'test mode',
    measured: [
      screens(
        'a test run says so at both edges of every screen, and rows, buttons and letters are those of the real meeting (UX 6.34)',
      ),
      by('tests/wall/strange-data.test.ts', 'in a test run, which it says at its head (UX 6.34): %s'),
      by('tests/test-run/stripe.test.ts', 'the page of a %s'),
      by('tests/test-run/stripe.test.ts', 'the device of a scrutineer, from the first moment it knows the meeting'),
      by('tests/test-run/stripe.test.ts', 'every part of the organizer’s page, and what carries the title in the list'),
      phone('of a test run the page says so, before anything else and beside its result (UX 6.34)'),
      by('tests/prints/cards.test.ts', 'cards of a rehearsal are marked 样票 (requirement 34)'),
      by('server/test-run.test.ts', 'every print of a test run says on every page that it is a sample (UX 6.34)'),
      by(
        'server/test-run.test.ts',
        'a card of a test run starts no session in the real meeting, and a real one none in a test run',
      ),
      by('server/test-run.test.ts', 'the real meeting takes no ballot, no entry and no signature of a test run'),
      by('server/test-run.test.ts', 'an office refuses the sheet of a test run by name, however sound it is'),
      by('server/test-run.test.ts', 'wiping leaves nothing of the test run and changes nothing else, table by table'),
      by('server/test-run.test.ts', 'the proof of zero is signed and lists what every table held, and 0'),
      by(
        'tests/test-run/forgotten-keys.test.ts',
        'the signed proof of zero is enough: file, memory and name of the test run are gone, those of the real meeting stay',
      ),
    ],
  },
  {
    what: 'challenge',
    measured: [
      by('tests/challenges/challenge.test.ts', 'closes the card for ever; an exchanged card votes'),
      by(
        'tests/challenges/challenge.test.ts',
        'the record publishes what was opened, counts none of it, and names the kiosk that lied',
      ),
      mainPath(
        'a scrutineer checks the kiosk with a card from the box: bound first, then opened and rebuilt (UX 6.35)',
      ),
    ],
  },
  {
    what: 'reports',
    measured: [
      sheet('there is a line to sign for each scrutineer, teller and the chair'),
      sheet('zxing at 300 dpi and zbar read it back, and the scrutineers’ signatures hold over what it says'),
      by('tests/prints/rules-documents.test.ts', '%s is written from data and offered'),
      by('tests/prints/golden.test.ts', 'has the text and the looks of the pages that are kept'),
      drill('photocopied-sheets'),
    ],
  },
  {
    what: 'the phone',
    measured: [
      mainPath('a receipt is found on a phone, and one tap verifies everything'),
      by(
        'tests/lan/kiosk-over-https.test.ts',
        'a phone without it checks over plain http, where the browser offers no cryptography of its own (UX 37)',
      ),
      phone('each receipt is found without a tap, where the browser offers no cryptography, by files alone'),
      phone('one tap verifies the whole record, and every check is named with its answer'),
      phone('what the phone loads for its answer is at most 300 kB of code'),
      // How long both take: npm run bench, tests/phone/figures.ts.
    ],
  },
  {
    what: 'one changed byte, a removed page, a wrong signer',
    measured: [
      sheet('another signer is named (requirement 38)'),
      sheet('a removed page is named, even after the file was rewritten (requirement 38)'),
      sheet('a changed byte anywhere outside the signature makes it invalid for pdfsig and for us'),
      mainPath('the township checks the PDF in its page, files the committee, and gets a signed answer'),
    ],
  },
  {
    what: 'texts of the voter’s screens',
    measured: [
      texts('are complete in both languages'),
      texts('give instructions of at most fourteen characters'),
      texts('use no word of the machine on any voter screen'),
    ],
  },
  { what: 'people over 65 alone', measured: [drill('first-time-voters')] },
];

/** Those that nothing but people can show, wholly or in part (D). */
const DRILLED = [21, 36, 40];

/** 要求, 量什么, 限值, and what is written in by hand: 测得, 合格／不合格, 记录员, 日期. */
const RESULT_HEAD =
  '| 要求 Requirement | 量什么 What is measured | 限值 Limit | 测得 Measured | 合格／不合格 Pass/fail | 记录员 Observer | 日期 Date |';

/** The rows of a sheet's table of results, cell by cell. */
function resultRows(file: string): readonly (readonly string[])[] {
  const [, table = ''] = readFileSync(join(root, file), 'utf8').split(`${RESULT_HEAD}\n`);
  const lines = table.split('\n').slice(1);
  return lines.slice(0, lines.indexOf('')).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Titles of tests as they are written, in whichever quotes; what a table fills in stays %s. */
const titlesIn = (file: string): readonly string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:['"`])((?:[^'"`\\\n]|\\.)+)(?:['"`]),?\s*(?:\{[^}]*\},\s*)?(?:async )?(?:\(|\[)/g,
    ),
  ].map(([, title]) => title as string);

const isThere = (file: string, wanted: string): boolean => titlesIn(file).some((title) => title.startsWith(wanted));

test('there are forty requirements', () => {
  expect(REQUIREMENTS).toHaveLength(40);
});

test('a test that is gone would be missed', () => {
  expect(isThere('tests/ux-requirements.test.ts', 'there are forty requirements')).toBe(true);
  expect(isThere('tests/ux-requirements.test.ts', 'there are forty-one requirements')).toBe(false);
});

test.each(DRILLED)('%i has the sheet of a drill', (number) => {
  expect(REQUIREMENTS[number - 1]?.measured.some((measure) => 'drill' in measure)).toBe(true);
});

test('every sheet of a drill has room for its results, and stands in the list', () => {
  const list = readFileSync(join(root, 'tests/drills/README.md'), 'utf8');
  const sheets = readdirSync(join(root, 'tests/drills')).filter((name) => name !== 'README.md');
  expect(sheets.length).toBeGreaterThanOrEqual(4);
  for (const name of sheets) {
    expect(resultRows(`tests/drills/${name}`).length, name).toBeGreaterThan(0);
    expect(list, name).toContain(`(${name})`);
  }
});

describe.each(REQUIREMENTS.map(({ what, measured }, at) => [at + 1, what, measured] as const))(
  '%i %s',
  (number, _, measured) => {
    test.each(measured)('is measured: $title $drill', (measure) => {
      if ('drill' in measure) {
        expect(existsSync(join(root, measure.drill)), measure.drill).toBe(true);
        // Each thing to be measured has its limit, and room for what people find.
        const own = resultRows(measure.drill).filter(([requirement]) => requirement === String(number));
        expect(own, measure.drill).not.toEqual([]);
        for (const [, what, limit, ...toFill] of own) {
          expect(what).not.toBe('');
          expect(limit).toMatch(/\d|全部/);
          expect(toFill).toEqual(['', '', '', '']);
        }
        return;
      }
      expect(isThere(measure.file, measure.title), measure.title).toBe(true);
      const row = measure.row === undefined ? '' : `name: '${measure.row}'`;
      expect(readFileSync(join(root, measure.file), 'utf8'), measure.title).toContain(row);
    });
  },
);
