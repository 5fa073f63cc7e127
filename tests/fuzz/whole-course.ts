/**
 * Everything that is asked of a server in the course of an election, each kind at least once: an assembly on kiosks with cards that
 * go every way, one on paper, one given up, forms that are judged and combined, and papers between the village and the township.
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import * as office from '../../server/contract/correspondence.ts';
import * as desk from '../../server/contract/desk.ts';
import * as kiosk from '../../server/contract/kiosk.ts';
import * as organizer from '../../server/contract/organizer.ts';
import * as paper from '../../server/contract/paper-rounds.ts';
import * as papers from '../../server/contract/papers.ts';
import * as printing from '../../server/contract/printing.ts';
import { scrutineerChallenge, scrutineerRestore, signIn } from '../../server/contract/public.ts';
import { screenPreview } from '../../server/contract/screen.ts';
import * as scrutineer from '../../server/contract/scrutineer.ts';
import * as teller from '../../server/contract/teller.ts';
import { startTestRun, wipeTestRun } from '../../server/contract/test-runs.ts';
import * as township from '../../server/contract/township.ts';
import * as judging from '../../server/contract/township-papers.ts';
import { importHolidays, saveTownshipSettings } from '../../server/contract/township-settings.ts';
import * as villages from '../../server/contract/villages.ts';
import * as voices from '../../server/contract/voices.ts';
import { meetingLedger, villageLedger } from '../../server/contract/work-ledger.ts';
import { onPaper, spoiledPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import { openAt, type SampleElection } from '../../server/rehearsal/sample-election.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import {
  checkIn,
  enrolScrutineers,
  holdCeremony,
  makeAndSignCards,
  pairCardStation,
  passMotions,
  settle,
  signAll,
  stopVoting,
} from '../../server/rehearsal/stages.ts';
import { scratchWitness } from '../../server/witness/scratch-witness.ts';
import { blankMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { signSession } from '../../tally/roles/scrutineer/enrolment.ts';
import { castMessage, challengeMessage, statusMessage } from '../../tally/roles/voter.ts';
import { declarationOf } from '../../tally/roles/witness.ts';
import { type FormsServer, prepareRecommendation, random } from '../forms/hall-of-forms.ts';
import { ballotsOf, membersByName, prepareAssembly, type Wish } from '../rounds/small-village.ts';

/** Four fifths of fourteen. */
const PRESENT = 12;
const ROUND = '1';
const PASSWORD = 'a long password';
const SECOND = { name: '第二签到员', password: PASSWORD };
const OFFICE = '中共大河镇委员会';

const fileOf = (bytes: Uint8Array, fileName = 'a') => ({ fileName, content: Buffer.from(bytes).toString('base64') });
const inBody = (kind: 'damaged' | 'unreadable' | 'challenged') => ({ kind });

/** Officials and the township's own lists. */
async function prepareOffices({ roles, server }: FormsServer): Promise<void> {
  const { organizer: chair, township: superior } = roles;
  await chair.call(organizer.addOfficial, { body: { ...SECOND, role: 'desk' } });
  await chair.call(organizer.addOfficial, { body: { name: '离任', password: PASSWORD, role: 'desk' } });
  const { officials } = await chair.call(organizer.officials);
  const leaving = officials.find(({ name }) => name === '离任')?.id ?? '';
  await chair.call(organizer.removeOfficial, { params: { official: leaving } });
  for (const role of ['organizer', 'desk', 'township'] as const) {
    const name = `${role}二`;
    await chair.call(organizer.addOfficial, { body: { name, password: PASSWORD, role } });
    const session = openSession(server.address);
    await session.call(signIn, { body: { role, name, password: PASSWORD } });
    if (role === 'organizer') await session.call(organizer.organizerSignOut, { body: {} });
    if (role === 'desk') await session.call(desk.deskSignOut, { body: {} });
    if (role === 'township') await session.call(township.townshipSignOut, { body: {} });
  }
  const { id } = await chair.call(organizer.createMeeting, { body: { start: 'empty' } });
  const { id: tried } = await chair.call(startTestRun, { params: { meeting: id }, body: {} });
  const another = { name: 'organizer二', password: PASSWORD };
  await chair.call(wipeTestRun, { params: { meeting: tried }, body: { secondOfficial: another } });
  await chair.call(organizer.deleteMeeting, { params: { meeting: id } });

  await superior.call(saveTownshipSettings, {
    body: { offices: [OFFICE], holidays: [{ year: 2020, off: [], worked: [] }] },
  });
  const village = {
    ...({ id: null, organization: '中共旧村支部委员会', kind: 'village', termEnd: null, termApproval: '' } as const),
    ...{ seatsLastTerm: null, noticeFrom: null, noticeTo: null, note: '' },
  };
  const first = await superior.call(villages.saveVillage, { body: village });
  const second = await superior.call(villages.saveVillage, {
    body: { ...village, organization: '中共撤村支部委员会' },
  });
  await superior.call(villages.removeVillage, { params: { village: second.id } });
  const list = async (of: 'villages' | 'persons' | 'vetting' | 'departments' | 'holidays' | 'objections' | 'summary') =>
    fileOf(await superior.call(villages.townshipListXlsx, { params: { list: of } }));
  await superior.call(villages.importVillages, { body: await list('villages') });
  const params = { village: first.id };
  const notice = { ...village, id: first.id, noticeFrom: '2020-10-01', noticeTo: '2020-10-08' };
  await superior.call(villages.saveVillage, { body: notice });
  const objection = { day: '2020-10-02', words: '反映长期不在村', handling: '' };
  await superior.call(villages.objectToNotice, { params, body: objection });
  const handled = { params: { ...params, index: '0' }, body: { handling: '经核实不属实' } };
  await superior.call(villages.handleNoticeObjection, handled);
  await superior.call(villages.importNoticeObjections, { body: await list('objections') });
  const nominee = {
    ...({ id: null, name: '甲', post: 'member', sitting: null, sex: 'male', ethnicity: '汉族' } as const),
    ...{ birth: '1980-01', education: '高中', joined: '', grounds: [], secretaryGrounds: [], sanction: '' },
    ...{ cleared: [], countyApproval: '', villageHead: false },
  };
  const { id: person } = await superior.call(villages.saveNominee, { params, body: nominee });
  await superior.call(villages.importNominees, { body: await list('persons') });
  await superior.call(villages.saveDepartments, { body: { departments: ['公安', '纪检监察'] } });
  await superior.call(villages.importDepartments, { body: await list('departments') });
  await superior.call(importHolidays, { body: await list('holidays') });
  const vetting = { department: '公安', verdict: 'pass', date: '2026-10-09', note: '' } as const;
  await superior.call(villages.saveVetting, { params: { person }, body: vetting });
  await superior.call(villages.importVetting, { body: await list('vetting') });
  await superior.call(villages.compareTownshipList, { params: { list: 'summary' }, body: await list('summary') });
  await superior.call(villages.removeNominee, { params: { ...params, person } });
  await keepLedger(superior, villageLedger, params);
}

const LEDGER_LINE = {
  ...({ step: 1, state: 'done', due: null, date: '2020-10-02' } as const),
  ...{ number: '', who: '', note: '', person: '' },
};
async function keepLedger<P extends object>(
  session: Session,
  routes: typeof villageLedger | typeof meetingLedger,
  params: P,
): Promise<void> {
  // One ledger at two addresses.
  const { save, remove, importFile, xlsx } = routes as typeof villageLedger;
  const at = { params: params as P & { readonly village: string } };
  await session.ask(save, { ...at, body: LEDGER_LINE });
  await session.ask(importFile, { ...at, body: fileOf(await session.call(xlsx, at)) });
  await session.ask(remove, { params: { ...at.params, step: '1', person: '甲' } });
}

/** What is written before the sealing, the request that goes to the superior and its answer. */
async function prepareDraft({ roles }: FormsServer, town: FormsServer, meeting: string): Promise<void> {
  const { organizer: chair } = roles;
  const superior = town.roles.township;
  await superior.call(saveTownshipSettings, { body: { offices: [OFFICE], holidays: [] } });
  const params = { meeting };
  const member = await membersByName(chair, meeting);
  const away = {
    ...({ category: 'full', entitled: true, withoutRightReason: '', remark: '' } as const),
    exclusion: { category: 'E3', reason: '服刑', approval: '镇党委同意，党员大会通过' } as const,
  };
  await chair.call(organizer.saveMember, { params: { ...params, member: member('沈涛') }, body: away });
  const strokes = { character: '䶮', strokes: '41431', reason: '字典' };
  await chair.call(organizer.saveStrokes, { params, body: strokes });
  await chair.call(papers.savePaperDetails, { params, body: { ...papers.EMPTY_DETAILS, time: '上午9时' } });
  const list = async (paper: string) =>
    fileOf(await chair.call(papers.paperXlsx, { params: { ...params, paper } }), '名单.xlsx');
  await chair.call(papers.importCandidates, { params, body: await list('candidates') });
  const state = await chair.call(organizer.organizerMeeting, { params });
  const order = [...(state.candidates[0]?.computed ?? [])];
  await chair.call(organizer.confirmCandidates, { params, body: { post: '委员', order, reason: '' } });
  await chair.call(papers.importOfficials, { params, body: await list('officials') });
  await chair.call(office.importConditions, { params, body: await list('conditions') });
  const declared = { sitting: 'member', grounds: [], secretaryGrounds: [], sanction: '' } as const;
  await chair.call(office.saveDeclaration, { params: { ...params, member: member('刘大山') }, body: declared });
  await keepLedger(chair, meetingLedger, params);

  const { id: request } = await chair.call(office.makeRequest, { params, body: { kind: 'assembly' } });
  const pdf = fileOf(await chair.call(office.requestFile, { params: { ...params, request } }));
  const { signer } = await superior.call(villages.examinePaper, { body: pdf });
  const fingerprint = signer?.fingerprint ?? null;
  const { id: paper } = await superior.call(villages.receivePaper, { body: { ...pdf, signer: fingerprint } });
  const agreed = { decision: 'agree', number: '大委〔2026〕15号', reason: '', signatory: '李书记' } as const;
  await superior.call(villages.answerPaper, { params: { paper }, body: agreed });
  const answer = fileOf(await superior.call(villages.paperAnswerFile, { params: { paper } }));
  const examined = await chair.call(office.examineAnswer, { params, body: answer });
  const body = { ...answer, signer: examined.signer?.fingerprint ?? null };
  await chair.call(office.receiveAnswer, { params, body });
}

/** Written in by everybody; the third seat stays empty. */
const WRITTEN_IN = '周明';
const WISH: Wish = {
  marks: { 丁建平: 'disapprove', 王秀英: 'approve', 刘大山: 'disapprove', 赵小梅: 'disapprove' },
  instead: { 丁建平: WRITTEN_IN },
};

/** Cards of an open round on their ways: cast, damaged, unreadable, challenged. */
async function voteOnKiosks(election: SampleElection): Promise<void> {
  const { run, devices, drawn, leftOver, round, kiosk: machine } = election;
  const params = { meeting: election.meeting };
  const own = { ...params, index: '1' };
  const [chief] = devices;
  if (chief === undefined) throw new Error('nobody supervises');
  const [wished] = ballotsOf(round.entry.contests, [{ count: 1, wishes: { 委员: WISH } }]);
  const acceptances: { ctx: string; T: string; h: string; signature: string }[] = [];
  const vote = async (card: Card) => {
    const read = election.read(card);
    await machine.call(kiosk.askToken, { body: { T: read.listed } });
    const pending = election.prepare(card, wished);
    await machine.call(kiosk.submitPending, { body: pending.message });
    const { signature } = await machine.call(kiosk.castBallot, { body: castMessage(round, read, pending.h, random) });
    await machine.call(kiosk.askStatus, { body: statusMessage(round, read, random) });
    const h = encodeBase64url(pending.h);
    acceptances.push({ ctx: encodeBase64url(round.ctx), T: read.listed, h, signature });
  };
  const confirm = (kind: 'damaged' | 'unreadable' | 'challenged') =>
    chief.session.call(scrutineer.confirmExchange, { params: own, body: inBody(kind) });
  const ask = (kind: 'damaged' | 'unreadable' | 'challenged') =>
    run.desk.call(desk.askExchange, { params, body: inBody(kind) });
  const at = (cards: readonly Card[], place: number): Card => cards[place] as Card;
  const spare = leftOver.slice(-3);

  await machine.call(kiosk.tellHealth, {
    body: { scanner: 'keyboard', camera: true, battery: { percent: 85, charging: false }, box: null, needs: [] },
  });
  for (const card of drawn.slice(0, 5)) await vote(card);
  await run.organizer.call(organizer.pauseRound, { params: { ...params, round: ROUND }, body: { reason: '停电' } });
  await run.organizer.call(organizer.resumeRound, { params: { ...params, round: ROUND }, body: {} });
  await ask('unreadable');
  await run.desk.call(desk.withdrawExchange, { params, body: inBody('unreadable') });
  await ask('damaged');
  await chief.voidCard(at(drawn, 5).text, 'void-damaged');
  await confirm('damaged');
  await vote(at(spare, 0));

  await ask('challenged');
  const card = at(drawn, 6);
  const pending = election.prepare(card);
  await machine.call(kiosk.submitPending, { body: pending.message });
  const { marks, ...opening } = challengeMessage(round, election.read(card), pending, random);
  const body = { ...opening, marks: marks.map((bits) => [...bits]) };
  const { signature } = await machine.call(kiosk.challengeBallot, { body });
  await confirm('challenged');
  await vote(at(spare, 1));
  for (const other of drawn.slice(7, 10)) await vote(other);

  // No print service stands beside this server: it says so in words.
  const slip = { kind: 'pending', T: opening.T, h: encodeBase64url(pending.h), signature } as const;
  await machine.ask(printing.printSlip, { body: slip });
  await machine.ask(printing.printBoxSlip, { body: {} });
  await machine.ask(printing.cancelSlip, { params: { job: '1' } });

  await stopVoting(run, ROUND);
  await machine.call(kiosk.submitAcceptances, { body: { acceptances } });
  // The member who was counted again drew the last one.
  for (const unused of [...drawn.slice(10), at(spare, 2)]) await chief.voidCard(unused.text, 'void-returned');
  for (const unused of leftOver.slice(0, -3)) await chief.voidCard(unused.text, 'void-unissued');
}

async function holdOnKiosks(hall: FormsServer, town: FormsServer): Promise<void> {
  const { roles, server } = hall;
  const { organizer: chair } = roles;
  const witness = scratchWitness('witness.example/fuzz', random);
  const meeting = await prepareAssembly(chair, { spareCards: 6 });
  const params = { meeting };
  const atRound = { meeting, round: ROUND };
  await prepareDraft(hall, town, meeting);
  await chair.call(organizer.saveWitnesses, { params, body: { witnesses: [declarationOf(witness.identity)] } });
  const run = hall.run(meeting);
  const devices = await enrolScrutineers(run);
  await chair.call(organizer.sealMeeting, { params, body: {} });
  const follow = () => witness.follow(server.address, meeting);
  await follow();

  const added = async (role: 'screen' | 'kiosk', name: string) => {
    await chair.call(organizer.addMachine, { params, body: { role, name } });
    const { machines } = await chair.call(organizer.organizerMeeting, { params });
    return { ...params, machine: machines.find((one) => one.name === name)?.id ?? '' };
  };
  const screen = await added('screen', '旧屏');
  await chair.call(organizer.renewMachineCode, { params: screen, body: {} });
  await chair.call(organizer.removeMachine, { params: screen });
  const spare = await added('kiosk', '备用投票机');
  await chair.call(voices.saveHeadphones, { params: spare, body: { headphones: true } });
  await chair.call(organizer.removeMachine, { params: spare });
  const spoken = { kind: 'prompt', language: 'zh', prompt: 'welcome' } as const;
  const content = readFileSync(join(import.meta.dirname, '../../kiosk/voice/clips/zh/welcome.mp3')).toString('base64');
  await chair.call(voices.saveVoiceClip, { params, body: { spoken, content } });
  await chair.call(voices.removeVoiceClip, { params, body: { spoken } });

  const election = await openAt({ run, base: server.address, meeting, devices, present: PRESENT }, async () => {
    await chair.call(organizer.openCheckIn, { params, body: {} });
    const { members } = await roles.desk.call(desk.deskState, { params });
    const member = members.find(({ right }) => right === 'excluded')?.id ?? '';
    await roles.desk.call(desk.readmit, { params, body: { member, secondOfficial: SECOND } });
    await roles.desk.call(desk.closeDesk, { params, body: {} });
    const motion = { subject: 'scrutineers', text: '通过监票人名单', round: null, mode: 'hands' } as const;
    const hands = { inFavour: PRESENT, against: 0, abstain: 0 };
    const { proposal } = await chair.call(organizer.putMotion, { params, body: { ...motion, ...hands } });
    await chair.call(organizer.withdrawProposal, { params: { ...params, proposal } });
    await follow();
  });
  const { machines } = await chair.call(organizer.organizerMeeting, { params });
  const machine = machines.find(({ role }) => role === 'kiosk')?.id ?? '';
  await chair.call(organizer.saveSlips, { params: { ...params, machine }, body: { slips: 'review' } });
  await chair.call(organizer.saveScreenView, { params, body: { view: 'welcome', part: 0 } });
  await chair.call(organizer.saveScreenSettings, { params, body: { order: 'votes', language: 'en' } });
  await chair.call(screenPreview, { params: { ...params, view: 'voting', round: '1', part: '0' } });
  for (const [route, input] of [
    [printing.saveMachinePrinter, { params: { ...params, machine }, body: { queue: 'A4' } }],
    [printing.savePaperPrinter, { params, body: { queue: 'A4' } }],
    [printing.printTest, { params, body: { queue: 'A4', paper: 'slip' } }],
    [printing.cancelPrint, { params: { ...params, job: '1' } }],
  ] as const)
    await chair.ask(route as typeof printing.printTest, input as never);
  await voteOnKiosks(election);

  const handCounts = { received: PRESENT + 1, exchanged: 2, unreadable: 0, returnedBeforeOpening: 0 };
  await chair.call(organizer.closeRound, { params: atRound, body: { handCounts } });
  await signAll(devices);
  await follow();
  // The sums come when everybody has seen the close, and are seen by everybody too.
  await settle(devices);
  await follow();
  for (const device of devices.slice(0, 2)) await device.decrypt(0);
  await settle(devices);
  await follow();
  for (const device of devices) await device.attest();
  await settle(devices);
  await follow();
  const eligible = { matter: 'eligibility', post: '委员', person: WRITTEN_IN, granted: true, by: OFFICE } as const;
  await chair.call(organizer.recordDecision, { params, body: { ...eligible, date: '2026-11-29', reason: '' } });
  await signAll(devices);
  await follow();
  await chair.call(organizer.publishRound, { params: atRound, body: {} });
  await chair.call(organizer.announceElected, { params: atRound, body: {} });
  await settle(devices);
  const results = { params: { ...params, paper: 'results' } };
  const counted = fileOf(await chair.call(papers.paperXlsx, results));
  await chair.call(papers.comparePaper, { ...results, body: counted });
  const printed = { document: { kind: 'result', round: 1 }, copies: 1 };
  await chair.ask(printing.printPaper, { params, body: printed as never });
  await chair.ask(organizer.deriveMeeting, { params, body: { kind: 'further-election' } });
  await restoreSession(hall, devices[0] as (typeof devices)[number], meeting);
  witness.close();
}

async function restoreSession(
  { server }: FormsServer,
  device: Awaited<ReturnType<typeof enrolScrutineers>>[number],
  meeting: string,
): Promise<void> {
  const session = openSession(server.address);
  const who = { meeting, index: device.index };
  const { nonce } = await session.call(scrutineerChallenge, { body: who });
  await session.call(scrutineerRestore, { body: { ...who, nonce, signature: signSession(device.state(), nonce) } });
  await session.call(scrutineer.scrutineerSignOut, {
    params: { meeting, index: String(device.index) },
    body: {},
  });
}

const heap = (contests: readonly Contest[]) => [
  ...Array.from({ length: PRESENT - 1 }, () =>
    contests.map((contest, at) => {
      const marks = blankMarks(contests)[at];
      if (contest.kind !== 'election') return onPaper(contest, marks as never);
      const rows = contest.candidates.map((_, i) => ({
        mark: i < contest.seats ? ('approve' as const) : null,
        writeIn: null,
      }));
      return onPaper(contest, { kind: 'election', rows });
    }),
  ),
  contests.map(spoiledPaper),
];

const misread: NonNullable<Parameters<typeof runPaperRound>[2]['misread']> = (reading, at) =>
  at !== 1 ? reading : 'kind' in reading ? { ...reading, invalid: true } : { ...reading, identifyingMark: true };

const reported = (chair: Session, meeting: string) =>
  chair.call(organizer.reportRound, { params: { meeting, round: ROUND }, body: {} });

async function holdOnPaper(
  hall: FormsServer,
  meeting: string,
  atDesk: () => Promise<void> = async () => {},
): Promise<void> {
  const run = hall.run(meeting);
  const paperHall = await enterPaperHall(run);
  await runPaperRound(run, paperHall, {
    ...{ round: ROUND, present: PRESENT, spare: 2, papers: heap, misread },
    beforeIssuing: atDesk,
  });
  await reported(hall.roles.organizer, meeting);
}

/** Everything that the desk can do, on paper, where no card is drawn; as many stay as came. */
async function workAtDesk({ roles }: FormsServer, meeting: string): Promise<void> {
  const params = { meeting };
  await roles.organizer.call(organizer.openCheckIn, { params, body: {} });
  const { members } = await roles.desk.call(desk.deskState, { params });
  const late = members.filter(({ right }) => right === 'votes').at(-1)?.id ?? '';
  await roles.desk.call(desk.checkIn, { params, body: { member: late } });
  await roles.desk.call(desk.assist, { params, body: { member: late, helper: '村医' } });
  await roles.desk.call(desk.assist, { params, body: { member: late, helper: '' } });
  await roles.desk.call(desk.undoCheckIn, { params, body: { member: late, reason: '误签', secondOfficial: SECOND } });
  await roles.desk.call(desk.checkIn, { params, body: { member: late } });
  await roles.desk.call(desk.leave, { params, body: { member: late } });
  await roles.organizer.call(organizer.closeCheckIn, { params, body: {} });
}

async function holdAssemblyOnPaper(hall: FormsServer): Promise<void> {
  const { organizer: chair, township: superior } = hall.roles;
  const meeting = await prepareAssembly(chair, { writeIns: false });
  await holdOnPaper(hall, meeting, () => workAtDesk(hall, meeting));
  const filed = { decision: 'file', number: '大委〔2026〕12号', reason: '', signatory: '李文' } as const;
  await superior.call(township.answerMeeting, { params: { meeting }, body: filed });
}

/** A paper that was read is taken back; the round is left as it is. */
async function takeBackReading(hall: FormsServer): Promise<void> {
  const { organizer: chair } = hall.roles;
  const meeting = await prepareAssembly(chair, { writeIns: false });
  const params = { meeting, round: ROUND };
  const run = hall.run(meeting);
  const { devices, tellers } = await enterPaperHall(run);
  await chair.call(paper.proposePaperRound, { params, body: { reason: '本次会议使用纸质选票' } });
  await signAll(devices);
  await checkIn(run, PRESENT);
  await passMotions(run, devices);
  const issued = { printed: PRESENT, issued: PRESENT, remaining: 0 };
  await chair.call(paper.issuePaper, { params, body: { contests: [issued] } });
  await chair.call(paper.stopPaper, { params, body: {} });
  await chair.call(paper.openPaperBox, { params, body: { contests: [{ voters: 1, recovered: 1 }] } });
  const { preview } = await chair.call(organizer.organizerMeeting, { params: { meeting } });
  const [[ballot] = []] = heap(preview);
  const place = { contest: 0, number: 1 };
  await tellers[0].call(teller.saveReading, { body: { ...place, ballot: structuredClone(ballot) as never } });
  await tellers[0].call(teller.takeBackReading, { body: place });
}

/** Sealed for kiosks and given up before the voting. */
async function giveUp(hall: FormsServer): Promise<void> {
  const { organizer: chair } = hall.roles;
  const meeting = await prepareAssembly(chair, { writeIns: false });
  const params = { meeting, round: ROUND };
  const run = hall.run(meeting);
  const devices = await enrolScrutineers(run);
  await chair.call(organizer.sealMeeting, { params, body: {} });
  await holdCeremony(devices);
  await makeAndSignCards(run, await pairCardStation(run), devices);
  await chair.call(organizer.sealRound, { params, body: {} });
  await signAll(devices);
  const body = { reason: '停电', secondOfficial: { name: 'organizer二', password: PASSWORD } };
  await chair.call(organizer.paperRound, { params, body });
}

/** Forms on paper, and what the superior makes of them. */
async function judgeForms(hall: FormsServer): Promise<void> {
  const { organizer: chair, township: superior } = hall.roles;
  const posted = { posted: '2020-10-10', telephone: '028-12380' };
  const objection = { day: '2020-10-12', words: '反映长期不在村', handling: '' };
  const handling = { handling: '经核实不属实' };

  const { id: appraisal } = await chair.call(organizer.createMeeting, { body: { start: 'sample', kind: 'appraisal' } });
  const params = { meeting: appraisal };
  const objects = await chair.call(papers.paperXlsx, { params: { ...params, paper: 'appraisal-objects' } });
  await chair.call(papers.importFormLists, { params, body: fileOf(objects) });
  await holdOnPaper(hall, appraisal);
  const { sources } = await superior.call(judging.townshipPapers);
  const list = sources.find(({ meeting }) => meeting === appraisal)?.list ?? '';
  const begun = { title: '2026年度等次', quota: 0, sources: [{ meeting: appraisal, list }] } as const;
  const judged = await superior.call(judging.beginJudgement, { body: { ...begun, sources: [...begun.sources] } });
  const paper = { paper: judged.id };
  const state = await superior.call(judging.townshipPapers);
  for (const { name } of state.judgements[0]?.objects ?? [])
    await superior.call(judging.judgeOne, { params: paper, body: { name, grade: 0, reasons: '成效明显' } });
  const table = await superior.call(judging.judgementXlsx, { params: { ...paper, kind: 'list' } });
  await superior.call(judging.importJudged, { params: paper, body: fileOf(table) });
  await superior.call(judging.postJudgement, { params: paper, body: posted });
  await superior.call(judging.objectToJudgement, { params: paper, body: objection });
  const objectionsOf = { ...paper, kind: 'publicity-report' };
  const objections = await superior.call(judging.judgementXlsx, { params: objectionsOf });
  await superior.call(judging.importJudgementObjections, { params: paper, body: fileOf(objections) });
  // A damaged objection may have been recorded as well; every one is handled.
  const objected = (await superior.call(judging.townshipPapers)).judgements[0]?.objections ?? [];
  for (const index of objected.keys())
    await superior.call(judging.handleJudgementObjection, {
      params: { ...paper, index: String(index) },
      body: handling,
    });
  await superior.call(judging.settleJudgement, { params: paper, body: {} });

  const recommendation = await prepareRecommendation(chair, {
    ...{ group: '党员', participants: Array.from({ length: 9 }, (_, at) => `党员${'一二三四五六七八九'[at]}`) },
    ...{ post: '村党支部委员', limit: 3, nominees: ['甲一', '乙二', '丙三', '丁四'], minimum: PRESENT },
  });
  await holdOnPaper(hall, recommendation);
  const combined = await superior.call(judging.beginCombination, {
    body: { title: '委员初步人选', seats: 3, sources: [{ meeting: recommendation, list: '村党支部委员' }] },
  });
  const at = { paper: combined.id };
  const persons = ['甲一', '乙二', '丙三', '丁四'];
  await superior.call(judging.fixList, { params: at, body: { persons, reason: '研究决定' } });
  const proposed = await superior.call(judging.combinationXlsx, { params: { ...at, kind: 'candidates' } });
  await superior.call(judging.importList, { params: at, body: fileOf(proposed) });
  await superior.call(judging.postList, { params: at, body: posted });
  await superior.call(judging.recordObjection, { params: at, body: objection });
  const recorded = await superior.call(judging.combinationXlsx, { params: { ...at, kind: 'publicity-report' } });
  await superior.call(judging.importObjections, { params: at, body: fileOf(recorded) });
  const against = (await superior.call(judging.townshipPapers)).combinations[0]?.objections ?? [];
  for (const index of against.keys())
    await superior.call(judging.handleObjection, { params: { ...at, index: String(index) }, body: handling });
  await superior.call(judging.settleCombination, { params: at, body: {} });
}

/** `town`: the installation of the superior, which papers reach by stick. */
export async function holdEverything(hall: FormsServer, town: FormsServer): Promise<void> {
  await prepareOffices(hall);
  await holdOnKiosks(hall, town);
  await holdAssemblyOnPaper(hall);
  await takeBackReading(hall);
  await giveUp(hall);
  await judgeForms(hall);
}
