/** The demonstration 民主测评 of 清溪: three bodies and nine persons, 46 participants (rules §8, T67). */
import { readFile } from 'node:fs/promises';
import type { Draft } from '../contract/organizer.ts';

/** A 民主测评 or 民主推荐, complete up to the enrolment of its scrutineers. */
export type SampleForms = {
  readonly draft: Partial<Draft>;
  readonly roll: { readonly fileName: string; readonly content: Uint8Array };
  readonly scrutineers: readonly string[];
  readonly threshold: number;
  readonly tellers: readonly string[];
};

const unremarked = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));

export async function sampleAppraisal(): Promise<SampleForms> {
  return {
    draft: {
      title: '清溪村“两委”班子和干部年度民主测评会',
      organization: '中共清溪村总支部委员会',
      superior: '中共青山镇委员会',
      date: '2026-12-18',
      place: '村委会大会议室',
      chair: '高玉龙',
      group: '党员和群众代表',
      appraisals: [
        {
          title: '班子',
          objects: 'bodies',
          scale: 'four-good',
          dimensions: [],
          subjects: unremarked('村党总支委员会', '村民委员会', '村务监督委员会'),
        },
        {
          title: '村干部',
          objects: 'persons',
          scale: 'four-excellent',
          dimensions: [],
          subjects: unremarked('高玉龙', '田大利', '林海燕', '陈䶮', '任金山', '周玥', '李㛃', '黄向阳', '韦正义'),
        },
      ],
    },
    roll: {
      fileName: 'participants.csv',
      content: await readFile(new URL('../sample/qingxi/participants.csv', import.meta.url)),
    },
    scrutineers: ['杨辉', '韦小红', '梁志强'],
    threshold: 2,
    tellers: ['唐梅', '周峰'],
  };
}
