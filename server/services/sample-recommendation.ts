/**
 * The demonstration 民主推荐 of 清溪 (两推, rules §4.1 step 12, §4.3): the members and the villagers' representatives recommend apart,
 * each in a meeting of their own and from the same list, for the same two posts.
 */
import { readFile } from 'node:fs/promises';
import type { SampleForms } from './sample-appraisal.ts';

/** In 姓氏笔画 order. The one of the two 王建国 who is meant is told by his birth. */
const NOMINEES = [
  '王文华',
  '王建国',
  '田大利',
  '任金山',
  '向建军',
  '李㛃',
  '李向阳',
  '何垚',
  '陈䶮',
  '陈明德',
  '林海燕',
  '周玥',
  '姜学文',
  '黄向阳',
].map((name) => ({ name, remark: name === '王建国' ? '1974年4月生' : '' }));

const SECRETARIES = new Set(['王建国', '李㛃', '陈䶮', '林海燕', '周玥']);

const RECOMMENDATIONS = [
  { post: '村党总支委员初步人选', limit: 5, nominees: NOMINEES },
  {
    post: '村党总支书记初步人选',
    limit: 1,
    nominees: NOMINEES.filter(({ name }) => SECRETARIES.has(name)),
  },
];

const file = (name: string): Promise<Uint8Array> => readFile(new URL(`../sample/qingxi/${name}`, import.meta.url));

/** The members' meeting first; the representatives' one is counted apart and combined by the township. */
export async function sampleRecommendation(): Promise<readonly [SampleForms, SampleForms]> {
  const shared = {
    organization: '中共清溪村总支部委员会',
    superior: '中共青山镇委员会',
    place: '村委会大会议室',
    chair: '高玉龙',
    recommendations: RECOMMENDATIONS,
  };
  return [
    {
      draft: {
        ...shared,
        title: '清溪村党总支委员会换届人选党员推荐大会',
        date: '2026-10-16',
        group: '党员',
      },
      roll: { fileName: 'roster.utf8.csv', content: await file('roster.utf8.csv') },
      scrutineers: ['杨辉', '韦小红', '梁志强'],
      threshold: 2,
      tellers: ['唐梅', '周峰'],
    },
    {
      draft: {
        ...shared,
        title: '清溪村党总支委员会换届人选村民代表推荐会议',
        date: '2026-10-17',
        group: '村民代表',
      },
      roll: { fileName: 'representatives.csv', content: await file('representatives.csv') },
      scrutineers: ['冯秀兰', '董长贵', '袁小梅'],
      threshold: 2,
      tellers: ['潘德明', '蒋玉芬'],
    },
  ];
}
