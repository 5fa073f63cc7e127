/**
 * The village's office and its superior (rules §4.1 steps 8, 18, 27): declarations about the candidates, signed requests, and the
 * answers that come back, on this installation or by stick.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { advance } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import type { Correspondence } from '../contract/correspondence.ts';
import { withDeclaration } from '../contract/declared-grounds.ts';
import type { Declaration } from '../contract/nominee.ts';
import type { Problem } from '../contract/shared.ts';
import type { Text } from '../contract/text.ts';
import type { PaperExamination } from '../contract/villages.ts';
import { readConditions } from '../papers/condition-list.ts';
import type { MeetingPapers } from '../papers/meeting-papers.ts';
import { digestOf, fingerprintOf, type ReplyContent, requestFacts, signRequest } from '../papers/request-file.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, lockMeeting, setPhase } from '../store/meeting.ts';
import { answerPaper, insertPaper, loadPaperFiles, loadPapersOfMeeting } from '../store/office-papers.ts';
import { deleteAnswer, insertAnswer } from '../store/record-sheet.ts';
import { type EnteredNominee, loadEnteredNominees, replaceVettings, saveNominee } from '../store/villages.ts';
import { loadMeetingKeys, organizationSheetKey } from './meeting-keys.ts';
import { committeeOfCandidates, conditionsOfCandidates, nomineeOfCandidate } from './nominee-conditions.ts';
import { confirmSigner, examineReturned, REQUEST_TITLE, refusedChecks } from './paper-exchange.ts';
import { candidatesOf, labelOf, loadPlan, type Plan, preparedPosts } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { countedBy } from './record-state.ts';
import { chineseDay } from './township.ts';

type RequestKind = 'assembly' | 'candidates';

export type Correspondences = {
  readonly view: (meeting: string) => Promise<Correspondence | undefined>;
  readonly declare: (
    meeting: string,
    member: string,
    declared: Omit<Declaration, 'name'>,
  ) => Promise<Result<true, 'not-found' | 'member-unknown' | 'candidate-repeated' | 'test-run'>>;
  /** 候选人条件 from a file: every line or none. */
  readonly importConditions: (
    meeting: string,
    file: Uint8Array,
  ) => Promise<
    Result<
      {
        readonly imported: boolean;
        readonly rows: number;
        readonly lines: (Problem & { readonly line: number })[];
      },
      'not-found' | 'file-unreadable' | 'test-run'
    >
  >;
  readonly request: (
    meeting: string,
    kind: RequestKind,
  ) => Promise<
    Result<
      { readonly id: string },
      'not-found' | 'test-run' | { readonly code: 'draft-incomplete'; readonly detail: readonly Text[] }
    >
  >;
  readonly files: (meeting: string, request: string) => ReturnType<typeof loadPaperFiles>;
  readonly examine: (meeting: string, file: Uint8Array) => Promise<PaperExamination | undefined>;
  readonly receive: (
    meeting: string,
    file: Uint8Array,
    compared: string | null,
  ) => Promise<
    Result<
      true,
      | 'not-found'
      | 'paper-unknown'
      | 'signer-unconfirmed'
      | 'answered-already'
      | 'wrong-phase'
      | { readonly code: 'paper-refused'; readonly detail: readonly Text[] }
    >
  >;
};

/** What a request cannot be written without. */
function missingFor(kind: RequestKind, plan: Plan): Text[] {
  const { draft } = plan.meeting;
  const posts = preparedPosts(plan);
  const needs: readonly (readonly [boolean, Text])[] = [
    [draft.organization === '', { zh: '党组织名称', en: 'the name of the organization' }],
    [draft.superior === '', { zh: '上级党组织', en: 'the superior organization' }],
    [draft.date === null, { zh: '会议日期', en: 'the date of the meeting' }],
    [kind === 'assembly' && plan.members.length === 0, { zh: '党员名册', en: 'the roll' }],
    [posts.length === 0, { zh: '选举项目和应选名额', en: 'posts and seats' }],
    [
      kind === 'candidates' && !posts.some((post) => candidatesOf(plan, post).length > 0),
      { zh: '候选人', en: 'candidates' },
    ],
  ];
  return needs.flatMap(([missing, words]) => (missing ? [words] : []));
}

const kindsOf = ({ meeting }: Plan): readonly RequestKind[] =>
  meeting.kind === 'plenary' ? ['candidates'] : ['assembly', 'candidates'];

export function createCorrespondence(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly papers: Pick<MeetingPapers, 'facts'>;
  readonly now: () => Date;
}): Correspondences {
  const { db, log, papers, now } = options;

  const recordOf = (meeting: string, round: number) => async () => {
    const logged = (await log.state(meeting)).rounds.get(round);
    return logged === undefined || countedBy(logged) === undefined
      ? undefined
      : { text: await log.file(meeting), round };
  };

  async function examine(meeting: string, file: Uint8Array) {
    const stored = await loadMeeting(db, meeting);
    if (stored === undefined) return undefined;
    const { organization, superior } = stored.draft;
    return examineReturned(db, { id: meeting, organization, superior }, recordOf(meeting, stored.currentRound), file);
  }

  return {
    view: async (meeting) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return undefined;
      const kept = await loadPapersOfMeeting(db, meeting);
      const { organization } = plan.meeting.draft;
      const entered = await loadEnteredNominees(db, organization);
      const own = organization === '' ? undefined : await organizationSheetKey(db, organization, now());
      const sheet = (await loadMeetingKeys(db, meeting))?.sheet;
      const at = `/api/organizer/meetings/${meeting}/requests`;
      return {
        requests: kept.flatMap(({ id, kind, content, received, answer }) =>
          kind === 'result' || content.type !== 'request'
            ? []
            : [
                {
                  id,
                  kind,
                  title: REQUEST_TITLE[kind],
                  number: content.number,
                  made: received,
                  href: `${at}/${id}/file.pdf`,
                  answer: answer === null ? null : { ...answer, href: `${at}/${id}/answer.pdf` },
                },
              ],
        ),
        ready: isElectionMeeting(plan.meeting.kind)
          ? kindsOf(plan).map((kind) => ({ kind, missing: missingFor(kind, plan) }))
          : [],
        fingerprints: [
          ...(own === undefined
            ? []
            : [
                {
                  title: { zh: '请示的签名钥匙', en: 'Key of the requests' },
                  value: fingerprintOf(sheetPublicKey(own)),
                },
              ]),
          ...(sheet === undefined
            ? []
            : [
                {
                  title: { zh: '本次会议报告单的签名钥匙', en: "Key of this meeting's result sheet" },
                  value: fingerprintOf(sheetPublicKey(sheet)),
                },
              ]),
        ],
        persons: conditionsOfCandidates(plan).map(({ member, post, nominee, problems }) => ({
          name: nominee.name,
          sitting: nominee.sitting,
          grounds: nominee.grounds,
          secretaryGrounds: nominee.secretaryGrounds,
          sanction: nominee.sanction,
          entered: enteredBeside(entered.find(({ name }) => name === nominee.name)),
          member,
          post,
          findings: [...problems],
        })),
        committee: [...committeeOfCandidates(plan)],
      };
    },

    declare: async (meeting, member, declared) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (plan.meeting.testRunOf !== null) return err('test-run');
      return declareIn(db, plan, member, declared);
    },

    importConditions: async (meeting, file) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (plan.meeting.testRunOf !== null) return err('test-run');
      const table = await readTable(file);
      if (!table.ok) return table;
      const { values, lines } = readConditions(table.value, plan);
      await db.transaction(async (tx) => {
        for (const { member, declared } of values) await declareIn(tx, plan, member, declared);
      });
      return ok({ imported: values.length > 0, rows: values.length, lines: [...lines] });
    },

    request: async (meeting, kind) => {
      const plan = await loadPlan(db, meeting);
      const facts = await papers.facts(meeting);
      if (plan === undefined || facts === undefined) return err('not-found');
      if (plan.meeting.testRunOf !== null) return err('test-run');
      const missing = kindsOf(plan).includes(kind) ? missingFor(kind, plan) : [REQUEST_TITLE[kind]];
      if (missing.length > 0) return err({ code: 'draft-incomplete' as const, detail: missing });
      const { organization, superior } = plan.meeting.draft;
      const today = chineseDay(now());
      const asked = requestFacts(facts);
      const { particulars } = asked;
      // An unsigned paper may leave its date open; what is signed today says so.
      const dated = {
        ...asked,
        particulars:
          kind === 'assembly'
            ? { ...particulars, requestDate: particulars.requestDate ?? today }
            : { ...particulars, candidatesDate: particulars.candidatesDate ?? today },
      };
      const nominees =
        kind === 'assembly' ? [] : conditionsOfCandidates(plan).map(({ nominee }) => declarationOf(nominee));
      const key = await organizationSheetKey(db, organization, now());
      const pdf = await signRequest({ type: 'request', version: 1, kind, meeting, facts: dated, nominees }, key);
      const number = kind === 'assembly' ? particulars.requestNumber : particulars.candidatesNumber;
      const id = await insertPaper(db, {
        kind,
        organization,
        superior,
        meeting,
        imported: false,
        received: today,
        digest: digestOf(pdf),
        content: { type: 'request', number, facts: dated, nominees },
        pdf,
      });
      return ok({ id });
    },

    files: async (meeting, request) => {
      const own = (await loadPapersOfMeeting(db, meeting)).some(({ id }) => id === request);
      return own ? loadPaperFiles(db, request) : undefined;
    },

    examine: async (meeting, file) => (await examine(meeting, file))?.examination,

    receive: async (meeting, file, compared) => {
      const examined = await examine(meeting, file);
      if (examined === undefined) return err('paper-unknown');
      const { incoming } = examined;
      if (incoming === undefined) return err({ code: 'paper-refused' as const, detail: refusedChecks(examined) });
      if (incoming.type !== 'reply' && incoming.type !== 'answer') return err('paper-unknown');
      const confirmed = await confirmSigner(db, examined, compared);
      if (!confirmed.ok) return confirmed;
      if (incoming.type === 'answer') {
        const { decision, number, reason, signatory, date } = incoming.answer;
        return db.transaction(async (tx) => {
          const row = await lockMeeting(tx, meeting);
          if (row === undefined) return err('not-found');
          if (row.phase === 'answered') return err('answered-already');
          if (!advance(row.phase, 'answered').ok) return err('wrong-phase');
          await deleteAnswer(tx, meeting);
          await insertAnswer(tx, meeting, { decision, number, reason, signatory, date, pdf: file });
          await setPhase(tx, meeting, 'answered');
          return ok(true);
        });
      }
      const { decision, number, reason, signatory, date } = incoming.reply;
      const stored = await answerPaper(db, incoming.paper.id, { decision, number, reason, signatory, date }, file);
      if (!stored) return err('answered-already');
      await takeDecisions(incoming.paper.organization, incoming.reply);
      return ok(true);
    },
  };

  /**
   * What the superior has cleared and approved holds here too, but only where it agrees; what the departments found is told with
   * either answer.
   */
  async function takeDecisions(
    organization: string,
    { decision, number, persons, vetting }: ReplyContent,
  ): Promise<void> {
    for (const { id, ...nominee } of await loadEnteredNominees(db, organization)) {
      const found = vetting?.find(({ name }) => name === nominee.name);
      if (found !== undefined) await replaceVettings(db, id, found.verdicts);
      const decided = decision === 'agree' ? persons.find(({ name }) => name === nominee.name) : undefined;
      if (decided === undefined) continue;
      const cleared = [
        ...nominee.cleared.filter(({ ground }) => !decided.cleared.includes(ground)),
        ...decided.cleared.map((ground) => ({ ground, note: number })),
      ];
      const countyApproval = decided.countyApproval === '' ? nominee.countyApproval : decided.countyApproval;
      await saveNominee(db, organization, id, { ...nominee, cleared, countyApproval });
    }
  }
}

async function declareIn(
  db: Database,
  plan: Plan,
  member: string,
  declared: Omit<Declaration, 'name'>,
): Promise<Result<true, 'member-unknown' | 'candidate-repeated'>> {
  const found = preparedPosts(plan).flatMap((post) =>
    candidatesOf(plan, post).map((one) => ({ one, post: post.post })),
  );
  const standing = found.find(({ one }) => one.id === member);
  if (standing === undefined) return err('member-unknown');
  const grounds = declared.grounds.map(({ ground }) => ground);
  if (new Set(grounds).size !== grounds.length) return err('candidate-repeated');
  const name = labelOf(plan, standing.one);
  const { organization } = plan.meeting.draft;
  const before = (await loadEnteredNominees(db, organization)).find((one) => one.name === name);
  const entered = nomineeOfCandidate(plan, standing.one, standing.post, before);
  const held = withDeclaration(entered, declared).grounds;
  // A ground that is declared anew is not cleared by what was said about it before it was taken back.
  const cleared = entered.cleared.filter(({ ground }) => held.some((one) => one.ground === ground));
  await saveNominee(db, organization, before?.id ?? null, { ...entered, cleared, declared });
  return ok(true);
}

/** What the village's office cannot take back: it was entered by the township. */
function enteredBeside(entered: EnteredNominee | undefined): Correspondence['persons'][number]['entered'] {
  return {
    grounds: (entered?.grounds ?? []).map(({ ground }) => ground),
    secretaryGrounds: (entered?.secretaryGrounds ?? []).map(({ ground }) => ground),
    sanction: entered !== undefined && entered.sanction !== '',
  };
}

const declarationOf = ({ name, sitting, grounds, secretaryGrounds, sanction }: Declaration): Declaration => ({
  name,
  sitting,
  grounds,
  secretaryGrounds,
  sanction,
});
