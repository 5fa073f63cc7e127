/** The demonstration village 清溪: read from the same files a person would import. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import type { Draft } from '../contract/organizer.ts';
import type { Plan } from './plan.ts';

type SampleCandidate = { readonly name: string; readonly birth: string | null };

export type SampleMeeting = {
  readonly draft: Omit<Draft, 'rules' | 'group' | 'appraisals' | 'recommendations'> & {
    readonly rules: Pick<Draft['rules'], 'ruleSet' | 'majorityBase' | 'secretaryMode'>;
  };
  readonly roll: { readonly fileName: string; readonly content: Uint8Array };
  readonly seats: number;
  /** In 姓氏笔画 order, as the file lists them. */
  readonly candidates: readonly SampleCandidate[];
  readonly strokes: readonly { readonly character: string; readonly strokes: string; readonly reason: string }[];
  readonly scrutineers: readonly string[];
  readonly threshold: number;
  readonly tellers: readonly string[];
  /** Ids of members by name, and by birth where namesakes exist. */
  readonly find: (plan: Plan) => { readonly byName: (person: SampleCandidate) => string };
};

const RULES = { ruleSet: '2020', majorityBase: 'expected', secretaryMode: 'indirect' } as const;

const folder = new URL('../sample/qingxi/', import.meta.url);

export async function sampleMeeting(): Promise<SampleMeeting> {
  const rows = parse(await readFile(new URL('candidates.csv', folder)), {
    bom: true,
    columns: true,
  }) as readonly Readonly<Record<string, string>>[];
  return {
    draft: {
      title: '中共清溪村总支部委员会换届选举党员大会',
      organization: '中共清溪村总支部委员会',
      superior: '中共青山镇委员会',
      date: '2026-11-28',
      place: '村委会大会议室',
      chair: '高玉龙',
      rules: RULES,
      preliminary: false,
      onPaper: false,
      writeIns: true,
      spareCards: 5,
      minimumBallots: 5,
      approval: '青委〔2026〕31号（示例）',
      rulesRead: meetingSentences(ruleSettings(RULES), 'assembly').map(({ zh }) => zh),
    },
    roll: { fileName: 'roster.utf8.csv', content: await readFile(new URL('roster.utf8.csv', folder)) },
    seats: 5,
    candidates: rows
      .filter((row) => row.职务 === '委员')
      .map((row) => ({ name: row.姓名 ?? '', birth: row.出生年月 ?? null })),
    strokes: [],
    scrutineers: ['杨辉', '韦小红', '梁志强'],
    threshold: 2,
    tellers: ['唐梅', '周峰'],
    find: (plan) => ({
      byName: ({ name, birth }) => {
        const found = plan.members.filter(
          (member) => member.name === name && (birth === null || member.birth === birth),
        );
        if (found.length !== 1 || found[0] === undefined)
          throw new Error('the sample names a person who is not alone on its roll');
        return found[0].id;
      },
    }),
  };
}
