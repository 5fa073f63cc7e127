/** Preparation (筹备): meetings, their draft, roll, posts, candidates and scrutineers, until the meeting is sealed. */

import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { approvalOf } from '../../tally/meeting/exclusion.ts';
import { parseStrokes } from '../../tally/meeting/stroke-data.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { isLegalThreshold, usualThreshold } from '../../tally/rules/scrutineers.ts';
import { type Draft, draftRulesSchema, draftSchema } from '../contract/organizer.ts';
import { readAppraisals, readNominees } from '../papers/form-lists.ts';
import { readOfficials } from '../papers/official-list.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Line } from '../papers/village-lists.ts';
import { deleteMachinesOf, deletePairingCodesOfScrutineers, deleteSessionsOfScrutineers } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import {
  deleteDraftMeeting,
  insertMeeting,
  lockMeeting,
  type StoredMeeting,
  setCountingOfficials,
  setDraft,
} from '../store/meeting.ts';
import { deletePaperDetails } from '../store/papers.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import {
  loadElectable,
  loadPosts,
  movePost,
  replaceCandidates,
  replacePosts,
  replaceRoll,
  replaceScrutineers,
  type StoredMember,
  type StoredPost,
  type StoredScrutineer,
  saveSuppliedStrokes,
  updateMember,
} from '../store/roll.ts';
import { computeOrder } from './candidate-lists.ts';
import {
  candidatesOf,
  isElectable,
  isRoundEditable,
  LATER,
  loadPlan,
  orderOf,
  type Plan,
  preparedPosts,
  roundOfPost,
} from './plan.ts';
import { type RollImport, readRollFile } from './roll-import.ts';
import { type SampleForms, sampleAppraisal } from './sample-appraisal.ts';
import { sampleMeeting } from './sample-meeting.ts';
import { sampleRecommendation } from './sample-recommendation.ts';

export type MeetingDrafts = {
  readonly createEmpty: (kind: StoredMeeting['kind']) => Promise<string>;
  /** The demonstration village 清溪: its 民主测评 of three bodies and nine persons by 46 participants (rules §8, T67). */
  readonly createSampleAppraisal: () => Promise<string>;
  /** Its 民主推荐 in two meetings, of the members and of the villagers' representatives; the id is the members' one (rules §4.3). */
  readonly createSampleRecommendation: () => Promise<string>;
  /** The demonstration village 清溪, complete up to the enrolment of the scrutineers. */
  readonly createSample: () => Promise<string>;
  readonly remove: (id: string) => Promise<Result<void, 'not-found' | 'sealed-already'>>;
  readonly saveDraft: (id: string, draft: Draft) => Promise<Result<void, 'not-found' | 'sealed-already'>>;
  readonly importRoll: (
    id: string,
    file: { readonly fileName: string; readonly content: Uint8Array },
  ) => Promise<Result<RollImport['report'], 'not-found' | 'sealed-already' | 'file-unreadable'>>;
  readonly saveMember: (
    id: string,
    member: string,
    values: Pick<StoredMember, 'category' | 'entitled' | 'withoutRightReason' | 'exclusion' | 'remark'>,
  ) => Promise<
    Result<void, 'not-found' | 'sealed-already' | 'member-unknown' | 'exclusion-without-approval' | 'roll-derived'>
  >;
  readonly savePosts: (
    id: string,
    posts: readonly { readonly post: StoredPost['post']; readonly seats: number }[],
  ) => Promise<
    Result<
      void,
      'not-found' | 'sealed-already' | 'candidate-repeated' | 'post-unknown' | 'ballot-derived' | 'proposal-pending'
    >
  >;
  readonly saveCandidates: (
    id: string,
    post: string,
    members: readonly string[],
  ) => Promise<
    Result<
      void,
      | 'not-found'
      | 'sealed-already'
      | 'post-unknown'
      | 'member-unknown'
      | 'candidate-not-eligible'
      | 'candidate-repeated'
      | 'scrutineer-is-candidate'
      | 'ballot-derived'
      | 'proposal-pending'
    >
  >;
  /** All of them or none. */
  readonly saveCandidateLists: (
    id: string,
    byPost: ReadonlyMap<string, readonly string[]>,
  ) => ReturnType<MeetingDrafts['saveCandidates']>;
  readonly saveStrokes: (
    id: string,
    values: { readonly character: string; readonly strokes: string; readonly reason: string },
  ) => Promise<Result<void, 'not-found' | 'sealed-already' | 'strokes-malformed' | 'proposal-pending'>>;
  readonly confirmOrder: (
    id: string,
    values: { readonly post: string; readonly order: readonly string[]; readonly reason: string },
  ) => Promise<
    Result<
      void,
      | 'not-found'
      | 'sealed-already'
      | 'post-unknown'
      | 'order-incomplete'
      | 'reason-needed'
      | 'strokes-missing'
      | 'proposal-pending'
    >
  >;
  readonly saveScrutineers: (
    id: string,
    values: OfficialsOfMeeting,
  ) => Promise<Result<void, 'not-found' | 'sealed-already' | OfficialsRefusal>>;
  /** Scrutineers, tellers or both, whichever the file names. */
  readonly importOfficials: (
    id: string,
    content: Uint8Array,
  ) => Promise<Result<ImportedList, 'not-found' | 'sealed-already' | 'file-unreadable'>>;
  /** Whom to appraise or whom to recommend; an election has no such list. */
  readonly importFormLists: (
    id: string,
    content: Uint8Array,
  ) => Promise<Result<ImportedList, 'not-found' | 'sealed-already' | 'file-unreadable' | 'wrong-phase'>>;
};

type OfficialsOfMeeting = {
  readonly members: readonly string[];
  readonly threshold: number;
  readonly tellers: readonly string[];
};
type OfficialsRefusal = 'member-unknown' | 'candidate-repeated' | 'scrutineer-is-candidate' | 'threshold-illegal';

type ImportedList = { readonly imported: boolean; readonly rows: number; readonly lines: Line[] };

/** What an empty meeting begins with; the counting base is not among it. */
export const EMPTY_DRAFT: Draft = draftSchema.parse({
  title: '',
  organization: '',
  superior: '',
  date: null,
  place: '',
  chair: '',
  rules: draftRulesSchema.parse({ majorityBase: null }),
  writeIns: true,
  spareCards: 5,
  minimumBallots: 5,
  approval: '',
});

/** Ten characters, lower case: short enough for the address in a QR code, and no two meetings get the same. */
export function newMeetingId(random: RandomBytes): string {
  return encodeBase32(random(7)).toLowerCase().slice(0, 10);
}

/**
 * An empty meeting of a kind. Where nobody is elected no base is chosen: nothing is counted over it, and the round states the
 * one that says so in numbers, those expected.
 */
export const emptyDraft = (kind: StoredMeeting['kind']): Draft =>
  isElectionMeeting(kind)
    ? EMPTY_DRAFT
    : { ...EMPTY_DRAFT, writeIns: false, rules: { ...EMPTY_DRAFT.rules, majorityBase: 'expected' } };

const nfc = (text: string): string => text.normalize('NFC').trim();

export function createMeetingDrafts({
  db,
  random,
}: {
  readonly db: Database;
  readonly random: RandomBytes;
}): MeetingDrafts {
  /** The ballot of the current round: free in the draft, in a later round until its scrutineers are asked to sign it. */
  const whileBallotOpen = <T, E>(
    id: string,
    work: (tx: Database, meeting: StoredMeeting) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'not-found' | 'sealed-already' | 'proposal-pending'>> =>
    whileDraft<T, E | 'proposal-pending'>(
      id,
      async (tx, meeting) => {
        const isSealing = (await loadCollecting(tx, id)).some(({ kind }) => kind === 'round');
        return isSealing ? err('proposal-pending') : work(tx, meeting);
      },
      isRoundEditable,
    );

  /** Locks the meeting; `work` sees it only while it may be changed. */
  async function whileDraft<T, E>(
    id: string,
    work: (tx: Database, meeting: StoredMeeting) => Promise<Result<T, E>>,
    isEditable: (meeting: StoredMeeting) => boolean = ({ phase }) => phase === 'draft',
  ): Promise<Result<T, E | 'not-found' | 'sealed-already'>> {
    return db.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (meeting === undefined) return err('not-found');
      if (!isEditable(meeting)) return err('sealed-already');
      return work(tx, meeting);
    });
  }

  async function requirePlan(tx: Database, id: string): Promise<Plan> {
    const plan = await loadPlan(tx, id);
    if (plan === undefined) throw new Error('plan of a meeting that is locked is missing');
    return plan;
  }

  /** Every post of a draft on its first ballot, as `savePosts` takes them. */
  async function gatherPosts(tx: Database, id: string): Promise<void> {
    for (const { post, round } of await loadPosts(tx, id))
      if (round === LATER) await movePost(tx, id, post, { from: LATER, to: 1 });
  }

  /** Committee and secretary of one assembly on the ballots that the election method gives them. */
  async function placePosts(tx: Database, id: string): Promise<void> {
    const { meeting, posts } = await requirePlan(tx, id);
    const names = posts.map(({ post }) => post);
    for (const { post, round } of posts) {
      const to = roundOfPost(meeting, post, names);
      if (to !== round) await movePost(tx, id, post, { from: round, to });
    }
  }

  async function storeDraft(tx: Database, id: string, draft: Draft): Promise<void> {
    const { title, organization, superior, place, chair, approval, group, appraisals, recommendations } = draft;
    const named = (person: { readonly name: string; readonly remark: string }) => ({
      name: nfc(person.name),
      remark: nfc(person.remark),
    });
    await setDraft(tx, id, {
      ...draft,
      title: nfc(title),
      organization: nfc(organization),
      superior: nfc(superior),
      place: nfc(place),
      chair: nfc(chair),
      approval: nfc(approval),
      group: nfc(group),
      appraisals: appraisals.map((list) => ({
        ...list,
        title: nfc(list.title),
        dimensions: list.dimensions.map(nfc),
        subjects: list.subjects.map(named),
      })),
      recommendations: recommendations.map((list) => ({
        ...list,
        post: nfc(list.post),
        nominees: list.nominees.map(named),
      })),
    });
    await placePosts(tx, id);
  }

  async function storeOfficials(
    tx: Database,
    plan: Plan,
    { members, threshold, tellers }: OfficialsOfMeeting,
  ): Promise<Result<void, OfficialsRefusal>> {
    const { id } = plan.meeting;
    if (new Set(members).size !== members.length) return err('candidate-repeated');
    if (members.length > 0 && !isLegalThreshold(members.length, threshold)) return err('threshold-illegal');
    const candidates = new Set(preparedPosts(plan).flatMap((post) => candidatesOf(plan, post).map((one) => one.id)));
    const unchanged =
      members.length === plan.scrutineers.length &&
      members.every((member, at) => plan.scrutineers[at]?.member === member);
    const rows: Omit<StoredScrutineer, 'meeting'>[] = [];
    for (const [position, member] of members.entries()) {
      const found = plan.byId.get(member);
      if (found === undefined) return err('member-unknown');
      if (candidates.has(member)) return err('scrutineer-is-candidate');
      // Keys enrolled for a former list must not speak for a new one.
      const { signKey = null, cosignKey = null } = (unchanged ? plan.scrutineers[position] : undefined) ?? {};
      rows.push({ index: position + 1, member, name: found.name, signKey, cosignKey });
    }
    if (!unchanged) {
      await deletePairingCodesOfScrutineers(tx, id);
      await deleteSessionsOfScrutineers(tx, id);
    }
    await replaceScrutineers(tx, id, rows);
    await setCountingOfficials(tx, id, { threshold, tellers: tellers.map(nfc) });
    return ok(undefined);
  }

  async function storeRoll(tx: Database, id: string, file: RollImport): Promise<void> {
    await replaceScrutineers(tx, id, []);
    await deletePairingCodesOfScrutineers(tx, id);
    await deleteSessionsOfScrutineers(tx, id);
    await replaceRoll(tx, id, file.members);
  }

  function require<T, E>(result: Result<T, E>): T {
    if (!result.ok) throw new Error(`the sample meeting was refused: ${String(result.error)}`);
    return result.value;
  }

  const create = async (draft: Draft, kind: StoredMeeting['kind'] = 'assembly'): Promise<string> => {
    const id = newMeetingId(random);
    await insertMeeting(db, { id, kind, draft });
    return id;
  };

  const createForms = async (kind: 'appraisal' | 'recommendation', sample: SampleForms): Promise<string> => {
    const id = await create({ ...emptyDraft(kind), ...sample.draft }, kind);
    require(await drafts.importRoll(id, sample.roll));
    const plan = await db.transaction((tx) => requirePlan(tx, id));
    const idOf = (name: string) => plan.members.find((member) => member.name === name)?.id ?? '';
    require(
      await drafts.saveScrutineers(id, {
        members: sample.scrutineers.map(idOf),
        threshold: sample.threshold,
        tellers: sample.tellers,
      }),
    );
    return id;
  };

  const drafts: MeetingDrafts = {
    createEmpty: (kind) => create(emptyDraft(kind), kind),

    createSampleAppraisal: async () => createForms('appraisal', await sampleAppraisal()),

    createSampleRecommendation: async () => {
      const [members, representatives] = await sampleRecommendation();
      const first = await createForms('recommendation', members);
      await createForms('recommendation', representatives);
      return first;
    },

    createSample: async () => {
      const sample = await sampleMeeting();
      const id = await create({
        ...EMPTY_DRAFT,
        ...sample.draft,
        rules: { ...EMPTY_DRAFT.rules, ...sample.draft.rules },
      });
      require(await drafts.importRoll(id, sample.roll));
      const { byName } = await db.transaction(async (tx) => sample.find(await requirePlan(tx, id)));
      require(await drafts.savePosts(id, [{ post: '委员', seats: sample.seats }]));
      const candidates = sample.candidates.map(byName);
      require(await drafts.saveCandidates(id, '委员', candidates));
      for (const supplied of sample.strokes) require(await drafts.saveStrokes(id, supplied));
      require(await drafts.confirmOrder(id, { post: '委员', order: candidates, reason: '' }));
      require(
        await drafts.saveScrutineers(id, {
          members: sample.scrutineers.map((name) => byName({ name, birth: null })),
          threshold: sample.threshold,
          tellers: sample.tellers,
        }),
      );
      return id;
    },

    remove: (id) =>
      whileDraft(id, async (tx) => {
        await replaceRoll(tx, id, []);
        await replacePosts(tx, id, 1, []);
        await replacePosts(tx, id, LATER, []);
        await deletePairingCodesOfScrutineers(tx, id);
        await deleteSessionsOfScrutineers(tx, id);
        await deleteMachinesOf(tx, id);
        await deletePaperDetails(tx, id);
        await deleteDraftMeeting(tx, id);
        return ok(undefined);
      }),

    saveDraft: (id, draft) =>
      whileDraft(id, async (tx, { testRunOf }) => {
        await storeDraft(tx, id, testRunOf === null ? draft : { ...draft, title: testRunTitle(draft.title) });
        return ok(undefined);
      }),

    importRoll: async (id, file) => {
      // A plenary's roll is the elected committee, nobody else's.
      return whileDraft(
        id,
        async (tx, { draft, kind }) => {
          const read = await readRollFile(file, {
            participants: !isElectionMeeting(kind),
            abroadRequiresSelfFunded: draft.rules.abroadRequiresSelfFunded,
          });
          if (!read.ok) return read;
          if (read.value.report.imported) await storeRoll(tx, id, read.value);
          return ok(read.value.report);
        },
        ({ phase, kind }) => phase === 'draft' && kind !== 'plenary',
      );
    },

    saveMember: (id, member, values) =>
      whileDraft(id, async (tx, { kind, draft }) => {
        // Who was elected to the committee and confirmed there has all the rights of its first plenary.
        if (kind === 'plenary') return err('roll-derived');
        const { exclusion } = values;
        if (exclusion !== null) {
          const { superiorAgreed, assemblyRefused } = approvalOf(exclusion, draft.date);
          if (!superiorAgreed || assemblyRefused || exclusion.reason === '') return err('exclusion-without-approval');
        }
        const saved = await updateMember(tx, id, member, { ...values, remark: nfc(values.remark) });
        return saved ? ok(undefined) : err('member-unknown');
      }),

    savePosts: (id, posts) =>
      whileBallotOpen(id, async (tx, meeting) => {
        const { currentRound } = meeting;
        if (new Set(posts.map(({ post }) => post)).size !== posts.length) return err('candidate-repeated');
        const before = (await loadPosts(tx, id)).filter(({ round }) => round === currentRound);
        // What a result made open is voted on, no more and nothing else.
        if (before.some(({ category, derived }) => category !== null || derived)) return err('ballot-derived');
        // A post of a later ballot may be left out; for how many seats it is follows from what was decided before.
        const seatsOf = new Map(currentRound > 1 ? before.map(({ post, seats }) => [post, seats]) : []);
        if (posts.some(({ post, seats }) => (seatsOf.get(post) ?? seats) !== seats)) return err('ballot-derived');
        // Where only the new committee may be elected, the committee itself is not on the ballot again.
        const isOfCommittee = (await loadElectable(tx, id)).has(currentRound);
        if (isOfCommittee && posts.some(({ post }) => post === '委员')) return err('post-unknown');
        if (meeting.phase !== 'draft') await replacePosts(tx, id, currentRound, posts);
        else {
          await gatherPosts(tx, id);
          await replacePosts(tx, id, 1, posts);
          await placePosts(tx, id);
        }
        return ok(undefined);
      }),

    saveCandidates: (id, post, members) => drafts.saveCandidateLists(id, new Map([[post, members]])),

    saveCandidateLists: (id, byPost) =>
      whileBallotOpen(id, async (tx) => {
        const plan = await requirePlan(tx, id);
        const lists: { readonly stored: StoredPost; readonly members: readonly string[] }[] = [];
        for (const [post, members] of byPost) {
          const stored = preparedPosts(plan).find((row) => row.post === post);
          if (stored === undefined) return err('post-unknown');
          if (stored.derived) return err('ballot-derived');
          if (new Set(members).size !== members.length) return err('candidate-repeated');
          for (const candidate of members) {
            const member = plan.byId.get(candidate);
            if (member === undefined) return err('member-unknown');
            if (!isElectable(plan, stored.round, member)) return err('candidate-not-eligible');
            if (plan.scrutineers.some((scrutineer) => scrutineer.member === candidate))
              return err('scrutineer-is-candidate');
          }
          lists.push({ stored, members });
        }
        // Nothing is written before every list is accepted.
        for (const { stored, members } of lists)
          await replaceCandidates(tx, { meeting: id, round: stored.round, post: stored.post }, members, {
            confirmed: false,
            orderReason: '',
          });
        return ok(undefined);
      }),

    saveStrokes: (id, { character, strokes, reason }) =>
      whileBallotOpen(id, async (tx) => {
        const digits = parseStrokes(strokes);
        if (!digits.ok || [...character].length !== 1) return err('strokes-malformed');
        await saveSuppliedStrokes(tx, { meeting: id, character, strokes: digits.value, reason });
        return ok(undefined);
      }),

    confirmOrder: (id, { post, order, reason }) =>
      whileBallotOpen(id, async (tx) => {
        const plan = await requirePlan(tx, id);
        const stored = preparedPosts(plan).find((row) => row.post === post);
        if (stored === undefined) return err('post-unknown');
        const candidates = candidatesOf(plan, stored);
        const given = new Set(order);
        if (
          given.size !== order.length ||
          order.length !== candidates.length ||
          !candidates.every((one) => given.has(one.id))
        ) {
          return err('order-incomplete');
        }
        let orderReason = '';
        if (orderOf(plan, stored.post) === 'strokes') {
          const computed = computeOrder(plan, candidates);
          if (computed.order === null) return err('strokes-missing');
          if (computed.order.some((member, index) => order[index] !== member)) {
            if (reason === '') return err('reason-needed');
            orderReason = nfc(reason);
          }
        }
        await replaceCandidates(tx, { meeting: id, round: stored.round, post }, order, {
          confirmed: true,
          orderReason,
        });
        return ok(undefined);
      }),

    saveScrutineers: (id, values) =>
      whileDraft(id, async (tx) => storeOfficials(tx, await requirePlan(tx, id), values)),

    importOfficials: async (id, content) => {
      const table = await readTable(content);
      if (!table.ok) return table;
      return whileDraft<ImportedList, never>(id, async (tx) => {
        const plan = await requirePlan(tx, id);
        const { scrutineers, tellers, lines } = readOfficials(table.value, plan);
        const rows = (scrutineers?.length ?? 0) + (tellers?.length ?? 0);
        if (rows === 0) return ok({ imported: false, rows, lines: [...lines] });
        const members = scrutineers ?? plan.scrutineers.flatMap(({ member }) => (member === null ? [] : [member]));
        const { threshold } = plan.meeting;
        const stored = await storeOfficials(tx, plan, {
          members,
          threshold: isLegalThreshold(members.length, threshold) ? threshold : usualThreshold(members.length),
          tellers: tellers ?? plan.meeting.tellers,
        });
        // Every line was checked against this very plan.
        if (!stored.ok) throw new Error(`officials that were read are refused: ${stored.error}`);
        return ok({ imported: true, rows, lines: [] });
      });
    },

    importFormLists: async (id, content) => {
      const table = await readTable(content);
      if (!table.ok) return table;
      return whileDraft<ImportedList, 'wrong-phase'>(id, async (tx, { kind, draft }) => {
        if (isElectionMeeting(kind)) return err('wrong-phase');
        const appraisals = readAppraisals(table.value, draft.appraisals);
        const recommendations = readNominees(table.value, draft.recommendations);
        const { lines } = kind === 'appraisal' ? appraisals : recommendations;
        if (lines.length === 0)
          await storeDraft(tx, id, {
            ...draft,
            ...(kind === 'appraisal'
              ? { appraisals: [...appraisals.values] }
              : { recommendations: [...recommendations.values] }),
          });
        return ok({
          imported: lines.length === 0,
          rows: lines.length === 0 ? table.value.rows.length : 0,
          lines: [...lines],
        });
      });
    },
  };
  return drafts;
}
