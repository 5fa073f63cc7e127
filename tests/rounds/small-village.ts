/** A village of fourteen whose assembly elects its committee of three and then, on a second ballot, the secretaries. */
import { Buffer } from 'node:buffer';
import * as organizer from '../../server/contract/organizer.ts';
import { everyRuleRead } from '../../server/rehearsal/rules-read.ts';
import type { Session } from '../../server/rehearsal/session.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { type ElectionMarks, type Mark, writeInstead } from '../../tally/marks/election-marks.ts';
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';

export const CANDIDATES = ['丁建平', '王秀英', '刘大山', '赵小梅'] as const;
export const SCRUTINEERS = ['孙立', '吴桂芳', '郑海'] as const;
const OTHERS = ['周明', '冯春', '陈洁', '褚强', '卫东', '蒋丽', '沈涛'] as const;
export const MEMBERS: readonly string[] = [...CANDIDATES, ...SCRUTINEERS, ...OTHERS];

const HEADER = '姓名,性别,民族,出生年月,学历,入党时间,党员类别,选举权,不计算在应到会人数,备注';
const ROLL = [HEADER, ...MEMBERS.map((name) => `${name},男,汉族,1970-01,高中,1995-06,正式党员,有,,`)].join('\n');

/** Everything up to the enrolment of the scrutineers. */
export async function prepareAssembly(
  office: Session,
  change: Partial<Omit<organizer.Draft, 'rules'>> & { readonly rules?: Partial<organizer.DraftRules> } = {},
): Promise<string> {
  const { id } = await office.call(organizer.createMeeting, { body: { start: 'empty' } });
  const params = { meeting: id };
  const { draft } = await office.call(organizer.organizerMeeting, { params });
  const rules = { ...draft.rules, majorityBase: 'expected', secretaryMode: 'direct-after', ...change.rules } as const;
  await office.call(organizer.saveDraft, {
    params,
    body: {
      ...draft,
      title: '中共小河村支部委员会换届选举党员大会',
      organization: '中共小河村支部委员会',
      superior: '中共大河镇委员会',
      date: '2026-11-29',
      place: '村委会',
      chair: '周明',
      rulesRead: everyRuleRead(rules),
      writeIns: true,
      spareCards: 2,
      approval: '大委〔2026〕9号',
      ...change,
      rules,
    },
  });
  const content = Buffer.from(ROLL).toString('base64');
  const report = await office.call(organizer.importRoll, { params, body: { fileName: '名册.csv', content } });
  if (!report.imported) throw new Error(`village: the roll is refused: ${JSON.stringify(report.lines)}`);
  await office.call(organizer.savePosts, { params, body: { posts: [{ post: '委员', seats: 3 }] } });
  const member = await membersByName(office, id);
  await office.call(organizer.saveCandidates, {
    params,
    body: { post: '委员', members: CANDIDATES.map(member) },
  });
  const [list] = (await office.call(organizer.organizerMeeting, { params })).candidates;
  await office.call(organizer.confirmCandidates, {
    params,
    body: { post: '委员', order: list?.computed ?? [], reason: '' },
  });
  await office.call(organizer.saveScrutineers, {
    params,
    body: { members: SCRUTINEERS.map(member), threshold: 2, tellers: [] },
  });
  return id;
}

export async function membersByName(office: Session, meeting: string): Promise<(name: string) => string> {
  const { roll } = await office.call(organizer.organizerMeeting, { params: { meeting } });
  const ids = new Map(roll.members.map(({ name, id }) => [name, id]));
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`village: ${name} is not on the roll`);
    return id;
  };
}

/** One voter's wishes for one contest: a mark by name, and whom she writes in instead of somebody she refuses. */
export type Wish = {
  readonly marks: Readonly<Record<string, Mark>>;
  readonly instead?: Readonly<Record<string, string>>;
};

/** Ballots of voters who wish the same, for the contests as the round entry states them. */
export function ballotsOf(
  contests: readonly Contest[],
  voters: readonly { readonly count: number; readonly wishes: Readonly<Record<string, Wish>> }[],
): readonly (readonly ContestMarks[])[] {
  return voters.flatMap(({ count, wishes }) => {
    const marks = contests.map((contest) => {
      if (contest.kind !== 'election') throw new Error('village: only elections');
      const wish = wishes[contest.post];
      if (wish === undefined) throw new Error(`village: no wish for ${contest.post}`);
      return marksOf(contest, wish);
    });
    return Array.from({ length: count }, () => marks);
  });
}

function marksOf(contest: ElectionContest, { marks: wished, instead = {} }: Wish): ElectionMarks {
  let marks: ElectionMarks = {
    kind: 'election',
    rows: contest.candidates.map(({ name }) => ({ mark: wished[name] ?? null, writeIn: null })),
  };
  for (const [refused, name] of Object.entries(instead)) {
    const written = writeInstead(
      contest,
      marks,
      contest.candidates.findIndex((one) => one.name === refused),
      contest.writeIns.findIndex((one) => one.name === name),
    );
    if (!written.ok) throw new Error(`village: ${name} cannot be written in: ${written.error.code}`);
    marks = written.value;
  }
  return marks;
}
