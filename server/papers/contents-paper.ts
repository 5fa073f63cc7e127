/** 归档目录: what people read of the index of an archive. */
import { encodeHex } from '../../crypto/encoding/hex.ts';
import { sha256 } from '../../crypto/hash.ts';
import { type OfficialDocument, PLAIN, text } from '../../printables/documents/document.ts';
import type { TitledFile } from '../archive/archive-index.ts';

/** `whose`: the papers, in the words of a sentence; `key`: what signs the index. */
export function contentsPaper(
  title: readonly string[],
  whose: string,
  key: string,
  files: readonly TitledFile[],
): OfficialDocument {
  return {
    ...PLAIN,
    name: '归档目录',
    title: [...title, '归档目录'],
    blocks: [
      text(
        `${whose}的文件共${files.length}件，散列值（SHA-256）的前十六位如下；全部散列值见 index.json，由${key}签名。`,
      ),
      {
        kind: 'table',
        columns: [{ width: 12 }, { width: null, align: 'left' }, { width: 24, align: 'right' }, { width: 48 }],
        head: ['序号', '文件', '字节', '散列值'],
        rows: files.map((file, at) => [
          String(at + 1),
          { text: file.title, size: 12 },
          { text: String(file.bytes.length), size: 12 },
          { text: encodeHex(sha256(file.bytes)).slice(0, 16), size: 12 },
        ]),
      },
    ],
  };
}
