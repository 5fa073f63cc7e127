/** 清零证明 (UX O7): what a test run held before two officials wiped it, and that nothing of it is left. */
import { officialDate } from '../reports/official-words.ts';
import { type OfficialDocument, PLAIN, text } from './document.ts';

export interface WipingProof {
  readonly organization: string;
  readonly title: string;
  readonly meeting: string;
  /** YYYY-MM-DD and HH:MM, of China. */
  readonly day: string;
  readonly time: string;
  readonly officials: readonly [string, string];
  /** Head of its record: groups of four hexadecimal digits of the root, and how many entries stand below it. */
  readonly root: string;
  readonly size: number;
  readonly held: readonly { readonly title: string; readonly before: number; readonly after: number }[];
}

export function wipingProof(proof: WipingProof): OfficialDocument {
  const { organization, title, meeting, day, time, officials, root, size, held } = proof;
  const kept = held.filter(({ before }) => before > 0);
  const sum = (of: 'before' | 'after') => held.reduce((total, one) => total + one[of], 0);
  return {
    ...PLAIN,
    name: '清零证明',
    title: ['演练清零证明'],
    blocks: [
      text(`会议：${title}（编号 ${meeting}）。`),
      text(
        `${officialDate(day)}${time}，经${officials.join('、')}二人确认，本次演练的全部数据已从服务器清除。演练自始至终使用自己的密钥、投票卡和查验码，与正式会议无关；清除时没有改动任何正式会议的数据。`,
      ),
      {
        kind: 'table',
        columns: [{ width: null }, { width: 38 }, { width: 38 }],
        head: ['数据', '清除前（条）', '清除后（条）'],
        rows: [
          ...kept.map((one) => [one.title, String(one.before), String(one.after)]),
          ['其他各类', '0', '0'],
          ['合计', String(sum('before')), String(sum('after'))],
        ],
      },
      text(`演练档案共${size}条，档案根码：${root}。`),
      text('演练的投票卡、选票、报告单都印有“样票”，应当当场收齐销毁；监票人设备里的演练密钥文件一并删除。'),
      text(`清除人${officials[0]}（签字）：________________`),
      text(`第二名工作人员${officials[1]}（签字）：________________`),
    ],
    signature: { organization, day },
  };
}
