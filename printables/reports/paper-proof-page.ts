/**
 * The page with Symbol B (specification §9): together with Symbol A it shows from paper alone that the printed counts are the
 * decryption of the printed ciphertexts. It says plainly what this proves and what needs the record.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { ceremonyDigits } from '../../crypto/threshold/key-ceremony.ts';
import { beginFlow, space } from '../layout/flow.ts';
import type { Paper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { element } from '../layout/structure.ts';
import { table } from '../layout/table.ts';
import { encodeSymbolB, type SymbolB } from '../qr/symbol-b.ts';
import { CHECK_STYLE, shortForm, shortFormOf } from './check-style.ts';
import { FORM_MARGINS } from './count-report.ts';
import { list } from './official-words.ts';
import type { ResultSheetData } from './result-sheet-data.ts';
import { symbolFigures } from './symbol-figures.ts';

const { title, english, body, small, heading, cells, code } = CHECK_STYLE;
const NAMES_WIDTH = 48;

export function paperProofPage(paper: Paper, data: ResultSheetData, symbol: SymbolB): void {
  const { round, scrutineers, ctx } = data;
  const flow = beginFlow(paper, FORM_MARGINS);
  const proving = symbol.parts.map(({ proof }) => scrutineers[proof.index - 1]?.name ?? `${proof.index}`);
  const row = (name: string, text: string, isCode = true) => [
    { text: name, isHeading: true, align: 'left' as const },
    isCode ? { text, style: code } : { text },
  ];
  element(paper, paper.root, 'Part', (part) => {
    paragraph(flow, part, '纸面证明页', title, { tag: 'H1' });
    paragraph(flow, part, 'Proof, from paper alone, that the printed counts are the decryption', english);
    space(flow, 3);
    table(
      flow,
      part,
      [
        { width: NAMES_WIDTH, align: 'left' },
        { width: flow.width - NAMES_WIDTH, align: 'left' },
      ],
      [],
      [
        row('轮次码 ctx', shortFormOf(ctx)),
        row('联合公钥 Election key', shortForm(sha256(encodePoint(symbol.statement.K)))),
        row('密钥核对数字 Digits', ceremonyDigits(decodeBase64url(round.ceremony, 32)).join(' ')),
        row('出具证明 Proved by', `${list(proving)}（需要${round.threshold}名）`, false),
      ],
      cells,
    );
    space(flow, 4);
    paragraph(flow, part, '核对码 B', heading, { tag: 'H2', keepWithNext: 2 });
    if (!symbolFigures(flow, part, 'CPB1', encodeSymbolB(symbol))) return;
    paragraph(
      flow,
      part,
      '先扫描核对页上的核对码 A，再扫描核对码 B，不用联网：手机或电脑会重新验算，本表的票数就是核对码 B 所印合计密文的解密结果，' +
        '由上列监票人的密钥份额共同证明，并有他们各自的电子签名。票数改动一票、换一份密文、换一名监票人、少一名监票人，都通不过。',
      { ...body, indent: 2 },
    );
    paragraph(
      flow,
      part,
      '纸面不能证明的：印出的合计密文就是全部投出选票之和，须用选举档案复核；监票人公钥和联合公钥归谁，请与会前公布、当场念过的数字对照。',
      { ...body, indent: 2 },
    );
    paragraph(
      flow,
      part,
      'Scan code A of the check page, then code B, without a network: the device computes again that the printed counts are the decryption ' +
        'of the ciphertexts in code B, proved by the key shares of the scrutineers named above and signed by each of them. Paper does not ' +
        'prove that these ciphertexts are the sum of all ballots cast (verify the record for that), nor whose keys these are (compare them ' +
        'with those published before and read aloud in the hall).',
      small,
    );
  });
}
