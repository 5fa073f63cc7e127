/** What a route refuses by itself, before a service is asked or because it knows nothing of what was asked for. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_ROOT } from '../../crypto/log/merkle.ts';
import { err, ok } from '../../crypto/result.ts';
import { UnprintableCharacter } from '../../printables/layout/typefaces.ts';
import * as office from '../contract/correspondence.ts';
import * as desk from '../contract/desk.ts';
import * as organizer from '../contract/organizer.ts';
import * as paper from '../contract/paper-rounds.ts';
import * as papers from '../contract/papers.ts';
import * as printing from '../contract/printing.ts';
import * as open from '../contract/public.ts';
import type { Route } from '../contract/route.ts';
import { screenPreview } from '../contract/screen.ts';
import * as scrutineer from '../contract/scrutineer.ts';
import * as teller from '../contract/teller.ts';
import * as township from '../contract/township.ts';
import * as superior from '../contract/township-papers.ts';
import * as villages from '../contract/villages.ts';
import * as ledger from '../contract/work-ledger.ts';
import { createKioskHealth } from '../services/kiosk-health.ts';
import { createMeetingDrafts, type MeetingDrafts } from '../services/meeting-drafts.ts';
import { createPresence, machineKey } from '../services/presence.ts';
import { emptyRecordState, type RecordState, type RoundState } from '../services/record-state.ts';
import { random, recordWithRound } from '../services/scratch-record.ts';
import { insertMachine, insertSession, setCalibration } from '../store/accounts.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { setDeskOpen } from '../store/meeting.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { mountCorrespondence } from './correspondence.ts';
import { mountDesk } from './desk.ts';
import { mountOrganizer } from './organizer.ts';
import { mountOrganizerRounds } from './organizer-rounds.ts';
import { mountPaperRounds } from './paper-rounds.ts';
import { mountPapers } from './papers.ts';
import { mountPrinting } from './printing.ts';
import { mountPublic } from './public.ts';
import { mountPublicLog } from './public-log.ts';
import { mountPublicRecord } from './public-record.ts';
import { knowingNothing, scratchMount } from './scratch-mount.ts';
import { mountScreen } from './screen.ts';
import { mountScrutineer } from './scrutineer.ts';
import { mountTeller } from './teller.ts';
import { mountTownship } from './township.ts';
import { mountTownshipPapers } from './township-papers.ts';
import { mountVillages } from './villages.ts';
import { whenPrintable } from './when-printable.ts';
import { mountWorkLedgers } from './work-ledger.ts';

const refused = (error: unknown) => ({ ok: false, error });
let connection: DatabaseConnection;
let drafts: MeetingDrafts;
let meeting: string;
let record: RecordState;
const log = { state: async () => record, head: async () => ({ size: 0, root: EMPTY_ROOT }), file: async () => '' };

beforeAll(async () => {
  connection = await scratchDatabase();
  drafts = createMeetingDrafts({ db: connection.db, random });
});
afterAll(() => connection.close());
beforeEach(async () => {
  meeting = await drafts.createSample();
  record = emptyRecordState();
});

/** The routes of one mount, whose services know nothing but what is given here. */
function routes<S>(
  mountAll: (mount: ReturnType<typeof scratchMount>['mount'], services: S) => void,
  known: object = {},
) {
  const { mount, ask } = scratchMount();
  const services = new Proxy(
    { db: connection.db, log, now: () => new Date(), ...known },
    { get: (given, name) => Reflect.get(given, name) ?? knowingNothing() },
  );
  mountAll(mount, services as S);
  return ask;
}

describe('the operator of the big screen', () => {
  test('shows no picture that there is none of, and asks for none by a number that is no number', async () => {
    const shown = knowingNothing({ preview: async () => ok('a picture') });
    const ask = routes(mountScreen, { states: shown });
    const at = (view: string, round: string, part: string) => ({ params: { meeting, view, round, part } });
    expect(await ask(screenPreview, at('result', '1', '0'))).toEqual(ok('a picture'));
    for (const [view, round, part] of [
      ...([
        ['nothing', '1', '0'],
        ['result', 'one', '0'],
        ['result', '0', '0'],
        ['result', '1', '-1'],
      ] as const),
      ...([
        ['result', '1', '1e4'],
        ['result', '', '0'],
        ['result', '1', ''],
      ] as const),
    ])
      expect(await ask(screenPreview, at(view, round, part)), `${view} ${round} ${part}`).toEqual(refused('not-found'));
  });
});

describe('the organizer', () => {
  test('steers only the round that is prepared or running', async () => {
    const ask = routes(mountOrganizerRounds);
    const onPaper = routes(mountPaperRounds);
    const { sealRound, openRound, stopRound, closeRound, paperRound, publishRound, reportRound } = organizer;
    const { proposePaperRound, issuePaper, stopPaper, openPaperBox, proposePaperCount, paperReportsFile } = paper;
    for (const params of [
      { meeting: 'nothing', round: '1' },
      { meeting, round: '2' },
    ]) {
      for (const route of [sealRound, openRound, stopRound, closeRound, paperRound, publishRound, reportRound])
        expect(await ask(route, { params }), route.path).toEqual(refused('round-unknown'));
      for (const route of [proposePaperRound, issuePaper, stopPaper, openPaperBox, proposePaperCount, paperReportsFile])
        expect(await onPaper(route, { params }), route.path).toEqual(refused('round-unknown'));
    }
  });

  test('opens voting with the desk closed, and with a kiosk that draws true to size (UX 5.3)', async () => {
    const opening = { proposal: 'p' };
    const [presence, health] = [createPresence(() => new Date()), createKioskHealth()];
    const rounds = knowingNothing({ proposeOpen: async () => ok(opening) });
    const printed: unknown[] = [];
    const printPaper = async (...of: unknown[]) => {
      printed.push(of);
      return err('no-printer');
    };
    const printing = { printPaper };
    const ask = routes(mountOrganizerRounds, { rounds, presence, health, printing });
    const given = { params: { meeting, round: '1' }, body: { cardsInBox: 1, cardsAudited: 0 } };
    const { db } = connection;
    await setDeskOpen(db, meeting, true);
    expect(await ask(organizer.openRound, given)).toEqual(refused('desk-open'));
    await setDeskOpen(db, meeting, false);
    expect(await ask(organizer.openRound, given)).toEqual(refused('kiosk-not-ready'));
    const kiosk = await insertMachine(db, { meeting, role: 'kiosk', name: '一号机' });
    const screen = await insertMachine(db, { meeting, role: 'screen', name: '大屏' });
    await setCalibration(db, screen, 264);
    expect(await ask(organizer.openRound, given)).toEqual(refused('kiosk-not-ready'));
    await setCalibration(db, kiosk, 264);
    const second = await insertMachine(db, { meeting, role: 'kiosk', name: '二号机' });
    expect(await ask(organizer.openRound, given)).toEqual(ok(opening));
    // Whoever is connected shows the empty box of this round, told by its own screen; who is not connected takes no card (UX 6.28).
    presence.seen(machineKey(kiosk));
    const shows = (box: { readonly round: number; readonly ballots: number } | null) => {
      health.tell(kiosk, { scanner: 'keyboard', camera: false, battery: null, box, needs: [] });
      return ask(organizer.openRound, given);
    };
    const said = (zh: string, en: string) => ({
      ok: false,
      error: { code: 'kiosk-shows-no-zero', detail: [{ zh, en }] },
    });
    const nothing = said('一号机：没有显示票箱', '一号机: shows no box');
    expect(await ask(organizer.openRound, given)).toEqual(nothing);
    expect(await shows(null)).toEqual(nothing);
    expect(await shows({ round: 2, ballots: 0 })).toEqual(nothing);
    expect(await shows({ round: 1, ballots: 3 })).toEqual(said('一号机：显示 3 张', '一号机: shows 3'));
    const sheets = printed.length;
    expect(await shows({ round: 1, ballots: 0 })).toEqual(ok(opening));
    // The sheet to be signed is printed with the opening, and with nothing that was refused.
    expect(printed.slice(sheets)).toEqual([[meeting, { kind: 'paper', paper: 'empty-box' }, 1]]);
    expect(printed).toHaveLength(2);
    const expiresAt = new Date(Date.now() + 60_000);
    const session = { audience: 'kiosk', official: null, machine: second, meeting, scrutineer: null } as const;
    await insertSession(db, { ...session, hash: second, expiresAt });
    expect(await ask(organizer.openRound, given)).toEqual(refused('kiosk-uncalibrated'));
  });

  test('is told which conditions of the accounting fail', async () => {
    const conditions = [
      { letter: 'a', holds: true, explanation: { zh: '相符', en: 'equal' } },
      { letter: 'b', holds: false, explanation: { zh: '不符', en: 'differs' } },
    ];
    const close = (error: unknown) =>
      routes(mountOrganizerRounds, { rounds: knowingNothing({ proposeClose: async () => err(error) }) })(
        organizer.closeRound,
        { params: { meeting, round: '1' } },
      );
    expect(await close('wrong-phase')).toEqual(refused('wrong-phase'));
    expect(await close({ code: 'accounting-fails', conditions })).toEqual(
      refused({ code: 'accounting-fails', detail: [{ zh: '(b) 不符', en: '(b) differs' }] }),
    );
  });

  test('changes to paper with a second official only', async () => {
    const services = {
      accounts: knowingNothing({ isSecondOfficial: async () => false }),
      rounds: knowingNothing({ toPaper: async () => ok(true) }),
    };
    const given = { params: { meeting, round: '1' }, body: { reason: '停电' }, caller: { official: {} } };
    expect(await routes(mountOrganizerRounds, services)(organizer.paperRound, given)).toEqual(
      refused('second-official-needed'),
    );
  });

  test('has no reports of a round on paper before the record holds it and the ballots are handed out', async () => {
    const given = { params: { meeting, round: '1' } };
    const work = knowingNothing({ work: async () => null });
    const ask = () => routes(mountPaperRounds, { papers: work })(paper.paperReportsFile, given);
    expect(await ask()).toEqual(refused('wrong-phase'));
    record = recordWithRound({});
    expect(await ask()).toEqual(refused('wrong-phase'));
    record.meeting = { entry: { scrutineers: [], tellers: [] } } as unknown as RecordState['meeting'];
    expect(await ask()).toEqual(refused('wrong-phase'));
  });

  test('finds no scrutineer, machine or meeting that there is not', async () => {
    const nothing = { meeting: 'nothing' };
    const machine = randomUUID();
    const ask = routes(mountOrganizer);
    expect(await ask(organizer.scrutineerCode, { params: { meeting, index: '9' } })).toEqual(
      refused('recipient-unknown'),
    );
    const added = { params: nothing, body: { role: 'kiosk', name: '一号机' } };
    expect(await ask(organizer.addMachine, added)).toEqual(refused('not-found'));
    for (const route of [organizer.renewMachineCode, organizer.removeMachine, organizer.saveSlips])
      expect(await ask(route, { params: { meeting, machine } }), route.path).toEqual(refused('not-found'));
  });

  test('does not take away a kiosk that still holds what it received', async () => {
    const machine = await insertMachine(connection.db, { meeting, role: 'kiosk', name: '一号机' });
    const acceptances = knowingNothing({ awaitedKiosks: async () => [{ id: machine, name: '一号机' }] });
    const given = { params: { meeting, machine } };
    const ask = routes(mountOrganizer, { acceptances });
    expect(await ask(organizer.removeMachine, given)).toEqual(refused('kiosk-holds-acceptances'));
    expect(
      await routes(mountOrganizer, { acceptances: knowingNothing({ awaitedKiosks: async () => [] }) })(
        organizer.removeMachine,
        given,
      ),
    ).toEqual(ok({ done: true }));
  });

  test('gets no paper, list or archive that cannot be made, and no public notice that ends before it begins', async () => {
    const ask = routes(mountPapers);
    const given = { params: { meeting, paper: 'notice' } };
    const { meetingPapers, paperPdf, paperDocx, paperXlsx, paperCsv, listTemplate, archiveFile } = papers;
    expect(await ask(meetingPapers, { params: { meeting: 'nothing' } })).toEqual(refused('not-found'));
    for (const route of [paperPdf, paperDocx, paperXlsx, paperCsv, listTemplate])
      expect(await ask(route, given), route.path).toEqual(refused('paper-not-ready'));
    expect(await ask(archiveFile, given)).toEqual(refused('archive-not-ready'));
    const dates = (noticeFrom: string, noticeTo: string, at = meeting) =>
      ask(papers.savePaperDetails, { params: { meeting: at }, body: { noticeFrom, noticeTo } });
    expect(await dates('2026-11-02', '2026-11-06', 'nothing')).toEqual(refused('not-found'));
    expect(await dates('2026-11-06', '2026-11-02')).toEqual(refused('notice-dates-reversed'));
    const list = { params: { meeting: 'nothing' }, body: { content: Buffer.from('职务,姓名\n').toString('base64') } };
    expect(await ask(papers.importCandidates, list)).toEqual(refused('not-found'));
  });

  test('prints nothing that is not being printed', async () => {
    const jobs = { paperJob: () => undefined, slipJob: () => undefined };
    const cancels = { cancelPaper: () => false, cancelSlip: () => false };
    const { mount, ask } = scratchMount();
    mountPrinting(mount, knowingNothing({ ...jobs, ...cancels }));
    const given = { params: { meeting, job: 'nothing' }, caller: { machine: { id: randomUUID() } } };
    for (const route of [printing.printJob, printing.cancelPrint, printing.slipJob, printing.cancelSlip])
      expect(await ask(route, given), route.path).toEqual(refused('not-found'));
  });

  test('keeps the ledger of an organization that has a name, of a village and a meeting that there are', async () => {
    const { mount, ask } = scratchMount();
    mountWorkLedgers(mount, connection.db, knowingNothing({ view: async () => [] }));
    const nameless = await drafts.createEmpty('assembly');
    expect(await ask(ledger.villageLedger.view, { params: { village: randomUUID() } })).toEqual(refused('not-found'));
    expect(await ask(ledger.meetingLedger.view, { params: { meeting: 'nothing' } })).toEqual(refused('not-found'));
    expect(await ask(ledger.meetingLedger.view, { params: { meeting: nameless } })).toEqual(
      refused('organization-missing'),
    );
    expect(await ask(ledger.meetingLedger.view, { params: { meeting } })).toEqual(ok([]));
  });
});

describe('anybody', () => {
  const files: readonly Route[] = [open.resultSheetFile, open.cardReportsFile, open.resultFile];
  const sealed = (round: object | null): void => {
    record = round === null ? emptyRecordState() : recordWithRound(round);
    record.meeting = { entry: {} } as unknown as RecordState['meeting'];
  };

  test('sees nothing of a meeting that is not sealed', async () => {
    const ask = routes(mountPublicRecord);
    for (const at of [meeting, 'nothing'])
      for (const route of [open.publicMeeting, open.recordFile, open.trustedKeysFile, ...files])
        expect(await ask(route, { params: { meeting: at, round: '1' } }), route.path).toEqual(refused('not-found'));
    const follow = routes(mountPublicLog);
    const found = { proofFrom: async () => ok({}), cosignAsWitness: async () => ok(true) };
    const followed = routes(mountPublicLog, { cosigning: knowingNothing(found) });
    for (const asked of [follow, followed])
      for (const route of [open.logCheckpoint, open.cosignAsWitness])
        expect(await asked(route, { params: { meeting, size: '0' }, body: { note: '' } }), route.path).toEqual(
          refused('not-found'),
        );
  });

  test('gets the files of a round that there is, as far as it went', async () => {
    const ask = routes(mountPublicRecord);
    const file = (route: Route, round = '1') => ask(route, { params: { meeting, round } });
    sealed({});
    for (const round of ['2', '01', 'x', ''])
      for (const route of files) expect(await file(route, round), route.path).toEqual(refused('round-unknown'));
    expect(await file(open.resultSheetFile)).toEqual(refused('result-missing'));
    expect(await file(open.cardReportsFile)).toEqual(refused('not-closed'));
    expect(await file(open.resultFile)).toEqual(refused('result-missing'));
    for (const counted of [{ result: {} }, { paperCount: {} }]) {
      sealed({ close: {}, ...counted });
      expect(await file(open.resultSheetFile)).toEqual(refused('sheet-not-ready'));
      expect(await file(open.cardReportsFile)).toEqual(refused('not-closed'));
    }
    // A sheet that is there is not that of a round without result.
    const sheet = { pdf: new Uint8Array([1]), json: '{}' };
    const printed = routes(mountPublicRecord, { publishing: knowingNothing({ sheet: async () => sheet }) });
    sealed({});
    const given = { params: { meeting, round: '1' } };
    expect(await printed(open.resultSheetFile, given)).toEqual(refused('result-missing'));
    const drawn = routes(mountPublicRecord, { reports: knowingNothing({ ofRound: async () => new Uint8Array([1]) }) });
    expect(await drawn(open.cardReportsFile, given)).toEqual(refused('not-closed'));
  });

  test('comes back as a scrutineer with the key of the device only', async () => {
    const restored = { restore: async () => err('signature-invalid') };
    const ask = routes(mountPublic, { scrutineerSessions: knowingNothing(restored) });
    expect(await ask(open.scrutineerRestore)).toEqual(refused('signature-invalid'));
  });
});

describe('a scrutineer', () => {
  const caller = (index: number) => ({ scrutineer: { meeting, index } });

  test('signs what is proposed, voids cards in a round and audits them before it', async () => {
    const services = {
      cards: knowingNothing({ void: async () => ok(true), audit: async () => ({ state: 'listed' }) }),
      states: knowingNothing({ state: async () => ok({ round: null }) }),
    };
    const ask = routes(mountScrutineer, services);
    const given = { params: { proposal: 'nothing' }, caller: caller(1) };
    expect(await ask(scrutineer.fetchProposal, given)).toEqual(refused('proposal-unknown'));
    expect(await ask(scrutineer.voidCard, { caller: caller(1) })).toEqual(refused('wrong-phase'));
    expect(await ask(scrutineer.auditCard, { caller: caller(1), body: { T: '' } })).toEqual(refused('wrong-phase'));
  });

  test('settles doubtful ballots as the chief only, in a round on paper (rules §5)', async () => {
    const tellers = knowingNothing({ doubtful: async () => [], settle: async () => ok(true) });
    const ask = routes(mountScrutineer, { tellers });
    expect(await ask(scrutineer.doubtfulBallots, { caller: caller(1) })).toEqual(refused('wrong-phase'));
    const paperRound = { entry: { contests: [], rules: {} }, hash: '' } as unknown as RoundState['paperRound'];
    record = recordWithRound({ paperRound });
    expect(await ask(scrutineer.doubtfulBallots, { caller: caller(1) })).toMatchObject({ ok: true });
    for (const route of [scrutineer.doubtfulBallots, scrutineer.settleBallot])
      expect(await ask(route, { caller: caller(2) }), route.path).toEqual(refused('wrong-phase'));
    expect(await ask(scrutineer.settleBallot, { caller: caller(1) })).toEqual(ok({ done: true }));
  });
});

test('a teller has a sheet in a meeting that there is', async () => {
  const ask = routes(mountTeller);
  expect(await ask(teller.tellerState, { caller: { machine: { meeting: 'nothing' } } })).toEqual(refused('not-found'));
});

test('the desk gets no sheet of a meeting that there is not', async () => {
  const ask = routes(mountDesk);
  for (const route of [desk.assistanceFile, desk.attendanceFile])
    expect(await ask(route, { params: { meeting: 'nothing' } }), route.path).toEqual(refused('not-found'));
});

describe('between the offices', () => {
  test('there is no paper that was not made, and no answer that was not given', async () => {
    const { mount, ask } = scratchMount();
    const without = { pdf: new Uint8Array(), answerPdf: null };
    mountCorrespondence(
      mount,
      knowingNothing({ files: async (_: string, of: string) => (of === 'r' ? without : undefined) }),
    );
    const params = { meeting, request: 'nothing' };
    expect(await ask(office.correspondence, { params })).toEqual(refused('not-found'));
    for (const route of [office.requestFile, office.requestAnswerFile])
      expect(await ask(route, { params }), route.path).toEqual(refused('not-found'));
    expect(await ask(office.requestAnswerFile, { params: { meeting, request: 'r' } })).toEqual(refused('not-found'));
    expect(await ask(office.examineAnswer, { params, body: { content: '' } })).toEqual(refused('paper-unknown'));
    expect(await routes(mountTownship)(township.answerFile, { params })).toEqual(refused('wrong-phase'));
  });

  test('the township has no village, list or paper that there is not, and no notice that ends before it begins', async () => {
    const { mount, ask } = scratchMount();
    mountVillages(mount, knowingNothing(), { make: async () => err('office-unnamed') });
    const params = { village: randomUUID(), paper: randomUUID(), list: 'nothing' };
    const { village, townshipListXlsx, townshipListCsv, paperFile, paperAnswerFile } = villages;
    for (const route of [village, townshipListXlsx, townshipListCsv, paperFile, paperAnswerFile])
      expect(await ask(route, { params }), route.path).toEqual(refused('not-found'));
    expect(await ask(villages.officeArchive, {})).toEqual(refused('office-unnamed'));
    expect(await ask(villages.examinePaper, { body: { content: '' } })).toEqual(refused('paper-unknown'));
    const body = { id: null, noticeFrom: '2026-11-06', noticeTo: '2026-11-02' };
    expect(await ask(villages.saveVillage, { body })).toEqual(refused('notice-dates-reversed'));
  });

  test('no judgement and no combined list is printed that was not begun', async () => {
    const ask = routes(mountTownshipPapers, { sources: async () => [] });
    const params = { paper: randomUUID(), kind: 'notice' };
    for (const route of [
      superior.judgementPdf,
      superior.judgementCsv,
      superior.combinationPdf,
      superior.combinationCsv,
    ])
      expect(await ask(route, { params }), route.path).toEqual(refused('paper-not-ready'));
  });
});

test('a character that no font has is named, with the text it stands in; other failures stay failures', async () => {
  const detail = [{ zh: '「𰻝」，见于「𰻝面」', en: '𰻝 in 𰻝面' }];
  const printed = await whenPrintable(async () => {
    throw new UnprintableCharacter('𰻝', '𰻝面');
  });
  expect(printed).toEqual(refused({ code: 'not-printable', detail }));
  await expect(
    whenPrintable(async () => {
      throw new Error('no fonts');
    }),
  ).rejects.toThrow('no fonts');
});
