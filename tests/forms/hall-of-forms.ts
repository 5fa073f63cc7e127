/** A server with one meeting of 民主测评 or 民主推荐 in it, every role played over HTTP. */
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RandomBytes } from '../../crypto/group.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { everyRuleRead } from '../../server/rehearsal/rules-read.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import type { Session } from '../../server/rehearsal/session.ts';
import type { MeetingRun } from '../../server/rehearsal/stages.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';

export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

export type FormsServer = {
  readonly server: ServerProcess;
  readonly roles: Roles;
  readonly run: (meeting: string) => MeetingRun;
  readonly stop: () => Promise<void>;
};

export async function startFormsServer(): Promise<FormsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-forms-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(folder, 0o711);
  const pool = createProofPool();
  const server = await startServerProcess(join(folder, 'data'));
  const roles = await openRoles(server, random, 'empty');
  return {
    server,
    roles,
    run: (meeting) => ({
      base: server.address,
      meeting,
      organizer: roles.organizer,
      desk: roles.desk,
      second: roles.second,
      random,
      ballotVerifier: pool.verifyBallots,
      say: () => {},
    }),
    stop: async () => {
      await server.stop();
      await pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const SCRUTINEERS = ['孙立', '吴桂芳', '郑海'] as const;

/** Who takes part, by what rules, and what stands on the form. */
type FormsMeeting = {
  readonly kind: 'recommendation' | 'appraisal';
  readonly title: string;
  readonly organization: string;
  readonly group: string;
  readonly participants: readonly string[];
  readonly form: Partial<Pick<organizer.Draft, 'appraisals' | 'recommendations'>>;
  readonly minimum: number;
  readonly rules?: Partial<organizer.Draft['rules']> | undefined;
};

async function prepareForms(office: Session, of: FormsMeeting): Promise<string> {
  const body = { start: 'empty', kind: of.kind } as const;
  const { id } = await office.call(organizer.createMeeting, { body });
  const params = { meeting: id };
  const { draft } = await office.call(organizer.organizerMeeting, { params });
  const rules = { ...draft.rules, appraisalMinimumAttendance: of.minimum, ...of.rules };
  await office.call(organizer.saveDraft, {
    params,
    body: {
      ...draft,
      title: of.title,
      organization: of.organization,
      superior: '中共大河镇委员会',
      date: '2026-10-09',
      place: '村委会',
      chair: '周明',
      group: of.group,
      spareCards: 2,
      rules,
      rulesRead: everyRuleRead(rules, of.kind),
      ...of.form,
    },
  });
  const roll = ['姓名,备注', ...[...SCRUTINEERS, ...of.participants].map((name) => `${name},`)].join('\n');
  const content = Buffer.from(roll).toString('base64');
  const report = await office.call(organizer.importRoll, { params, body: { fileName: '名册.csv', content } });
  if (!report.imported) throw new Error(`forms: the roll is refused: ${JSON.stringify(report.lines)}`);
  const { roll: imported } = await office.call(organizer.organizerMeeting, { params });
  await office.call(organizer.saveScrutineers, {
    params,
    body: {
      members: SCRUTINEERS.map((name) => imported.members.find((one) => one.name === name)?.id ?? ''),
      threshold: 2,
      tellers: [],
    },
  });
  return id;
}

/** A 民主推荐 by one group, up to the enrolment of its scrutineers. */
export const prepareRecommendation = (
  office: Session,
  of: {
    readonly group: string;
    readonly participants: readonly string[];
    readonly post: string;
    readonly limit: number;
    readonly nominees: readonly string[];
    readonly minimum: number;
    readonly rules?: Partial<organizer.Draft['rules']>;
  },
): Promise<string> =>
  prepareForms(office, {
    ...of,
    kind: 'recommendation',
    title: `小河村党支部委员初步人选${of.group}推荐会`,
    organization: '中共小河村支部委员会',
    form: {
      recommendations: [
        { post: of.post, limit: of.limit, nominees: of.nominees.map((name) => ({ name, remark: '' })) },
      ],
    },
  });

/** A 民主测评 of one village's cadres in several dimensions, up to the enrolment of its scrutineers. */
export const prepareAppraisal = (
  office: Session,
  of: {
    readonly village: string;
    readonly participants: readonly string[];
    readonly subjects: readonly string[];
    readonly dimensions: readonly string[];
    readonly rules: Partial<organizer.Draft['rules']>;
  },
): Promise<string> =>
  prepareForms(office, {
    ...of,
    kind: 'appraisal',
    title: `${of.village}村干部年度民主测评会`,
    organization: `中共${of.village}支部委员会`,
    group: '',
    minimum: 0,
    form: {
      appraisals: [
        {
          ...{ title: '村干部', objects: 'persons', scale: 'four-excellent' },
          dimensions: [...of.dimensions],
          subjects: of.subjects.map((name) => ({ name, remark: '' })),
        },
      ],
    },
  });
