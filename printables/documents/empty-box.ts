/** 验箱单: the scrutineers see in front of everybody that the box is empty before the first ballot (rules §1.8, UX 5.5 S1). */
import { officialDate } from '../reports/official-words.ts';
import { bold, type OfficialDocument, PLAIN, text } from './document.ts';
import type { DocumentFacts } from './facts.ts';

type Facts = Pick<DocumentFacts, 'title' | 'day' | 'round' | 'scrutineers' | 'emptyBox'>;

/** Null: this round is not sealed yet, is on paper, or its voting has begun. */
export function emptyBoxSheet({ title, day, round, scrutineers, emptyBox }: Facts): OfficialDocument | null {
  if (emptyBox === null) return null;
  const { cast, challenged, kiosks } = emptyBox;
  const isEmpty = cast === 0 && challenged === 0;
  const seen = ['服务器', ...kiosks, '大屏'];
  return {
    ...PLAIN,
    name: '验箱单',
    title: [title, '验箱单'],
    subtitle: day === null ? `（第${round}轮）` : `（第${round}轮，${officialDate(day)}）`,
    blocks: [
      text(
        `投票开始以前，由监票人当众查验电子票箱。服务器的记录：本轮已投选票${cast}张，抽查${challenged}张，票箱${isEmpty ? '为空' : '不为空'}。`,
      ),
      isEmpty
        ? text(
            '各投票机和大屏应当显示“票箱为空　0”。请监票人逐台查看，把看到的张数写在下表并签字；有一处不是0的，不得开始投票。',
          )
        : bold('票箱不为空，不得开始投票。请停止本轮，查明原因。'),
      {
        kind: 'table',
        columns: [{ width: 14 }, { width: 60 }, { width: 36 }, { width: null }],
        head: ['序号', '查验的设备', '看到的张数', '监票人签字'],
        rows: seen.map((device, at) => [String(at + 1), device, '', '']),
      },
      text(`监票人：${scrutineers.join('、')}`),
      text('总监票人（签字）：　　　　　　　　主持人（签字）：　　　　　　　　'),
    ],
  };
}
