/** A list from a file, with what has to be corrected line by line. Cells left empty keep what stands. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../crypto/result.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import type { ResponseOf } from '../../server/contract/route.ts';
import type { importVillages } from '../../server/contract/villages.ts';
import { base64 } from '../screens/organizer/base64.ts';
import { say, type Text } from '../session/language.ts';
import { FileField } from './fields.tsx';
import { announce, Notice, RefusalNotice } from './notice.tsx';

type Imported = ResponseOf<typeof importVillages>;

const EMPTY = { zh: '文件里只有标题，没有内容。', en: 'The file has headings and no lines.' };

export function ListImport(props: {
  readonly label: Text;
  readonly send: (file: { readonly fileName: string; readonly content: string }) => Promise<Result<Imported, Refusal>>;
  readonly onImported: () => Promise<void>;
  readonly name: string;
  readonly help?: Text;
  /** Where the headings can be downloaded. */
  readonly template?: string;
}): JSX.Element {
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [lines, setLines] = createSignal<readonly Text[]>([]);
  const read = async (file: File) => {
    const content = base64(new Uint8Array(await file.arrayBuffer()));
    const answer = await props.send({ fileName: file.name, content });
    setRefusal(answer.ok ? null : answer.error);
    setLines([]);
    if (!answer.ok) return;
    const { imported, rows, lines: found } = answer.value;
    setLines(
      found.length === 0 && !imported
        ? [EMPTY]
        : found.map(({ line, zh, en }) => ({ zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` })),
    );
    if (!imported) return;
    announce({ zh: `已导入 ${rows} 项`, en: `${rows} imported` });
    await props.onImported();
  };
  return (
    <div class="stack">
      <FileField
        label={props.label}
        help={
          props.help ?? {
            zh: '空着的格和没有的列不改动已有内容。',
            en: 'Empty cells and missing columns keep what stands.',
          }
        }
        accept=".csv,.xlsx"
        onFile={(file) => void read(file)}
        name={props.name}
      />
      <Show when={props.template}>
        {(href) => (
          <p>
            <a href={href()} data-name={`${props.name}-template`}>
              {say({ zh: '下载模板', en: 'Download the template' })}
            </a>
          </p>
        )}
      </Show>
      <RefusalNotice refusal={refusal()} />
      <Show when={lines().length > 0}>
        <Notice
          tone="bad"
          text={{ zh: '没有导入，请先改正：', en: 'Nothing imported; correct first:' }}
          name="import-lines"
        >
          <ul>
            <For each={lines().slice(0, 30)}>{(line) => <li>{say(line)}</li>}</For>
          </ul>
        </Notice>
      </Show>
    </div>
  );
}
