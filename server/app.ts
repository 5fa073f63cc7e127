/**
 * The whole server as one object: services over a database, routes over the services. No port, no file and no clock of
 * its own, so that tests drive exactly what is served.
 */
import { Hono } from 'hono';
import type { RandomBytes } from '../crypto/group.ts';
import { cardReports } from '../printables/reports/card-reports.ts';
import { readmit, undoCheckIn } from './contract/desk.ts';
import { openApi } from './contract/openapi.ts';
import { paperRound } from './contract/organizer.ts';
import type { Route } from './contract/route.ts';
import { ROUTES } from './contract/routes.ts';
import { createMount } from './http/mount.ts';
import { servePages } from './http/pages.ts';
import { pageElsewhere } from './http/plain-http.ts';
import { handleErrors, limitGuesses, limitRequests, secure } from './http/security.ts';
import { readSessionSecret } from './http/session-cookie.ts';
import { serveTrustFiles } from './http/trust-files.ts';
import type { Log } from './log.ts';
import { type HallNetwork, PLAIN_NETWORK } from './network/hall-network.ts';
import { createMeetingArchive } from './papers/meeting-archive.ts';
import { createMeetingPapers } from './papers/meeting-papers.ts';
import { createOfficeArchive } from './papers/office-archive.ts';
import { createRoundPapers } from './papers/round-papers.ts';
import { type CupsAddress, createCups, cupsAddress } from './printing/cups.ts';
import { createPrintJobs } from './printing/print-jobs.ts';
import { mountCardStation } from './routes/card-station.ts';
import { mountCorrespondence } from './routes/correspondence.ts';
import { mountDesk } from './routes/desk.ts';
import { mountKiosk } from './routes/kiosk.ts';
import { mountNetwork } from './routes/network.ts';
import { mountOrganizer } from './routes/organizer.ts';
import { mountOrganizerRounds } from './routes/organizer-rounds.ts';
import { mountPaperRounds } from './routes/paper-rounds.ts';
import { mountPapers } from './routes/papers.ts';
import { mountPrinting } from './routes/printing.ts';
import { GUESSABLE_PATHS, mountPublic, REMEMBERED_PATHS } from './routes/public.ts';
import { mountPublicLog } from './routes/public-log.ts';
import { mountPublicRecord } from './routes/public-record.ts';
import { mountScreen } from './routes/screen.ts';
import { mountScrutineer } from './routes/scrutineer.ts';
import { mountTeller } from './routes/teller.ts';
import { mountTestRuns } from './routes/test-runs.ts';
import { mountTownship } from './routes/township.ts';
import { mountTownshipPapers } from './routes/township-papers.ts';
import { mountTownshipSettings } from './routes/township-settings.ts';
import { mountVillages } from './routes/villages.ts';
import { mountVoices } from './routes/voices.ts';
import { mountWorkLedgers } from './routes/work-ledger.ts';
import { createAcceptances } from './services/acceptances.ts';
import { createAccounts } from './services/accounts.ts';
import { createArrivals } from './services/arrivals.ts';
import { createAssembly } from './services/assembly.ts';
import { createAssistances } from './services/assistance.ts';
import { createAttendanceSheets } from './services/attendance-sheet.ts';
import { createCardExchanges } from './services/card-exchanges.ts';
import { createCardReportFiles } from './services/card-report-files.ts';
import { createCardStation } from './services/card-station.ts';
import { createBallotBox } from './services/casting.ts';
import { createCheckIn } from './services/check-in.ts';
import { createCombinations } from './services/combinations.ts';
import { createCorrespondence } from './services/correspondence.ts';
import { createCosigning } from './services/cosigning.ts';
import { createCounting } from './services/counting.ts';
import { createDerivation } from './services/derivation.ts';
import { createEnrolments } from './services/enrolment.ts';
import { fonts } from './services/fonts.ts';
import { loadFormSources, type ReadSheets } from './services/form-sources.ts';
import { createJudgements } from './services/judgements.ts';
import { createKeyCeremony } from './services/key-ceremony.ts';
import { createKioskHealth } from './services/kiosk-health.ts';
import { createKioskStates } from './services/kiosk-state.ts';
import { createLeftOverCards } from './services/left-over-cards.ts';
import { createMeetingDrafts } from './services/meeting-drafts.ts';
import { createOrganizerState } from './services/organizer-state.ts';
import { createPairing } from './services/pairing.ts';
import { createPaperRounds } from './services/paper-rounds.ts';
import { createPaperTellers } from './services/paper-tellers.ts';
import { createPresence } from './services/presence.ts';
import { createPrinting } from './services/printing.ts';
import { createProposals } from './services/proposals.ts';
import { createPublishing } from './services/publishing.ts';
import { createRecordLog } from './services/record-log.ts';
import { createRoundViews } from './services/round-views.ts';
import { createRounds } from './services/rounds.ts';
import { createScreenStates } from './services/screen-state.ts';
import { createScrutineerEntries } from './services/scrutineer-entries.ts';
import { createScrutineerSessions } from './services/scrutineer-sessions.ts';
import { createScrutineerStates } from './services/scrutineer-state.ts';
import { createSealing } from './services/sealing.ts';
import { createSessions, sessionScope } from './services/sessions.ts';
import { createSourceFiles } from './services/source-files.ts';
import { createStaffNeeded } from './services/staff-needed.ts';
import { createTestRuns } from './services/test-runs.ts';
import { chineseDay, createTownship } from './services/township.ts';
import { createTownshipSettings } from './services/township-settings.ts';
import { createVerifications } from './services/verification.ts';
import { createVillages } from './services/villages.ts';
import { createVoices } from './services/voices.ts';
import { createVotingPause } from './services/voting-pause.ts';
import { createWitnesses } from './services/witnesses.ts';
import { createWorkLedgers } from './services/work-ledger.ts';
import type { Database } from './store/database.ts';
import { loadMeeting } from './store/meeting.ts';
import { loadMeetingsWithLog } from './store/record-log.ts';
import type { ProofPool } from './workers/proof-pool.ts';

export type AppOptions = {
  readonly db: Database;
  readonly pool: ProofPool;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly version: string;
  /** The folder of the project, whose source anybody may have. */
  readonly root: string;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Where anybody in the hall can check a result: printed on the sheet and shown on the screen; '' where nowhere. */
  readonly checkAddress?: () => string;
  /** Where the hall reaches this server; without it there is plain http only, and this computer alone is served. */
  readonly network?: HallNetwork;
  /** The print service; where none is named, the one of this computer. */
  readonly cups?: CupsAddress;
};

export type App = {
  readonly fetch: Hono['fetch'];
  readonly request: Hono['request'];
  readonly isSetUp: () => Promise<boolean>;
  readonly setUpCode: string;
  /** Routes of the contract that nothing answers; a test keeps the list empty. */
  readonly unanswered: readonly Route[];
  /** Goes on where a crash interrupted: groups that were full, an aggregate or a result that was due. */
  readonly resume: () => Promise<void>;
};

export function createApp(options: AppOptions): App {
  const {
    db,
    pool,
    random,
    now,
    log,
    version,
    root,
    pages,
    checkAddress = () => '',
    network = PLAIN_NETWORK,
  } = options;
  const cupsAt = options.cups;
  const app = new Hono();
  secure(app);
  handleErrors(app, log);
  limitGuesses(app, [...GUESSABLE_PATHS, undoCheckIn.path, readmit.path, paperRound.path]);
  limitRequests(app, REMEMBERED_PATHS);

  const onError = (error: unknown) => log.failure('background', error);
  const presence = createPresence(now);
  const sessions = createSessions({ db, random, now, presence });
  const accounts = createAccounts({ db, random });
  const pairing = createPairing({ db, random, now });
  const drafts = createMeetingDrafts({ db, random });
  const arrivals = createArrivals();
  const checkIn = createCheckIn({ db, accounts, arrivals });

  const record = createRecordLog(db, { onError });
  const proposals = createProposals(db, record, random);
  const verifications = createVerifications({ db, log: record, pool, random, onError });
  const views = createRoundViews({ db, log: record, proposals, verifications, presence });

  const ceremony = createKeyCeremony(db, record);
  const cosigning = createCosigning(db, record);
  const witnesses = createWitnesses(db, cosigning);
  const counting = createCounting(db, record, pool);
  const rounds = createRounds({ db, log: record, proposals, cosigning, counting, checkIn, now });
  const assembly = createAssembly({ log: record, proposals, checkIn });
  const acceptances = createAcceptances(db, record, now);
  const exchanges = createCardExchanges(db);
  const paperRounds = createPaperRounds({ db, log: record, proposals, checkIn });
  const tellers = createPaperTellers({ db, log: record, papers: paperRounds });
  const publishing = createPublishing({ db, log: record, presence, checkAddress });

  const sheets = createAttendanceSheets({ db, log: record, checkIn });
  const papers = createMeetingPapers({ db, log: record, views, checkIn, sheets });
  const reports = createCardReportFiles(record, (data) => cardReports(data, fonts()));
  const cups = createCups(() => cupsAt ?? cupsAddress(undefined));
  const jobs = createPrintJobs({ cups, random, onError });
  const printing = createPrinting({ db, log: record, cups, jobs, papers, publishing, reports, checkAddress });
  const health = createKioskHealth();
  const staffNeeded = createStaffNeeded({ db, health, presence, now });
  const box = createBallotBox(db, record, pool);
  const voices = createVoices(db);

  const bound = new Set<Route>();
  const mount = createMount(
    app,
    {
      authenticate: sessions.authenticate,
      readSecret: (context, route, params) => readSessionSecret(context, sessionScope(route, params)),
      phaseOf: async (meeting) => (await loadMeeting(db, meeting))?.phase,
    },
    bound,
  );
  mountPublic(mount, {
    db,
    version,
    accounts,
    sessions,
    pairing,
    drafts,
    source: createSourceFiles(root),
    scrutineerSessions: createScrutineerSessions({ db, random, now }),
  });
  mountNetwork(mount, network);
  mountOrganizer(mount, {
    db,
    accounts,
    sessions,
    pairing,
    drafts,
    checkIn,
    state: createOrganizerState({
      db,
      log: record,
      views,
      checkIn,
      pairing,
      presence,
      witnesses,
      acceptances,
      exchanges,
      papers: paperRounds,
      printing,
      health,
      staffNeeded,
      now,
    }),
    witnesses,
    sealing: createSealing({ log: record, random, now }),
    votingPause: createVotingPause({ db, checkIn }),
    derivation: createDerivation({ log: record, random }),
    assembly,
    acceptances,
  });
  mountDesk(mount, {
    ...{ db, sessions, desk: checkIn, sheets, exchanges, staffNeeded },
    assistances: createAssistances(db),
  });
  const ledgers = createWorkLedgers({ db, log: record, now });
  mountWorkLedgers(mount, db, ledgers);
  const ofRounds = createRoundPapers({ db, log: record, views, checkIn });
  const archive = createMeetingArchive({ db, log: record, papers, ofRounds, ledgers });
  mountPapers(mount, { db, papers, archive, drafts });
  mountOrganizerRounds(mount, {
    ...{ db, accounts, rounds, proposals, publishing },
    ...{ health, presence, printing, onError, now },
  });
  mountKiosk(mount, {
    db,
    states: createKioskStates(db, record, health, voices, checkAddress),
    health,
    box,
    acceptances,
  });
  mountScrutineer(mount, {
    db,
    log: record,
    sessions,
    states: createScrutineerStates({
      db,
      log: record,
      views,
      checkIn,
      ceremony,
      cosigning,
      acceptances,
      exchanges,
      papers: paperRounds,
      staffNeeded,
    }),
    enrolments: createEnrolments(db),
    entries: createScrutineerEntries(record, ceremony, counting),
    ceremony,
    proposals,
    cosigning,
    cards: createLeftOverCards(db, record, pool),
    acceptances,
    exchanges,
    rounds,
    tellers,
  });
  mountTeller(mount, { db, tellers });
  mountPaperRounds(mount, { db, log: record, papers: paperRounds });
  mountScreen(mount, {
    states: createScreenStates({ db, log: record, checkIn, arrivals, views, verifications, cosigning, checkAddress }),
  });
  mountTownship(mount, {
    sessions,
    township: createTownship({ db, log: record, views, verifications, now }),
  });
  const readSheets: ReadSheets = new Map();
  const judging = {
    judgements: createJudgements({ db, random, today: () => chineseDay(now()) }),
    combinations: createCombinations({ db, random, today: () => chineseDay(now()) }),
    sources: () => loadFormSources(db, { log: record, views }, readSheets),
  };
  mountTownshipPapers(mount, judging);
  mountTownshipSettings(mount, createTownshipSettings(db));
  const villages = createVillages({ db, pool, random, log: record, now });
  mountVillages(mount, villages, createOfficeArchive({ db, log: record, villages, ledgers, ...judging, now }));
  mountCorrespondence(mount, createCorrespondence({ db, log: record, papers, now }));
  const memories = {
    ofMeetings: [record, verifications, box, rounds, reports],
    ofMachines: [health],
    ofDevicesSeen: presence,
  };
  mountTestRuns(mount, { accounts, testRuns: createTestRuns({ db, log: record, memories, random, now }) });
  mountPrinting(mount, printing);
  mountVoices(mount, { db, voices });
  mountPublicRecord(mount, { db, log: record, views, publishing, reports });
  mountPublicLog(mount, { log: record, cosigning, rounds });
  mountCardStation(mount, { station: createCardStation({ db, log: record, proposals, views }) });

  const document = JSON.stringify(openApi(ROUTES, version));
  app.get('/api/openapi.json', (context) => context.body(document, 200, { 'content-type': 'application/json' }));
  serveTrustFiles(app, network);
  servePages(app, pages, (context, page) => pageElsewhere(context, page, network.securePort()));

  return {
    fetch: app.fetch,
    request: app.request,
    isSetUp: accounts.isSetUp,
    setUpCode: accounts.setUpCode,
    resume: async () => {
      void printing.sweep().catch(onError);
      for (const meeting of await loadMeetingsWithLog(db)) {
        record.flushSoon(meeting);
        await rounds.goOn(meeting).catch(onError);
      }
    },
    unanswered: Object.values(ROUTES).filter((route) => !bound.has(route)),
  };
}
