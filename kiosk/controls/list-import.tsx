/**
 * A list from a file: taken in, with what has to be corrected line by line, where cells left empty keep what stands; or, where the
 * record itself writes the list, compared with it and never taken.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../crypto/result.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import type { ResponseOf } from '../../server/contract/route.ts';
import type { Comparison, importVillages } from '../../server/contract/villages.ts';
import { amount } from '../../tally/text/amount.ts';
import { base64 } from '../screens/organizer/base64.ts';
import { say, type Text } from '../session/language.ts';
import { FileField } from './fields.tsx';
import './list-import.css';
import { announce, Notice, RefusalNotice } from './notice.tsx';

type Imported = ResponseOf<typeof importVillages>;
type SentFile = { readonly fileName: string; readonly content: string };

const MOST_SHOWN = 30;
const EMPTY = { zh: '文件里只有标题，没有内容。', en: 'The file has headings and no lines.' };

const sentFile = async (file: File): Promise<SentFile> => ({
  fileName: file.name,
  content: base64(new Uint8Array(await file.arrayBuffer())),
});

/** What a line lacks stands by itself. */
const ofLine = ({ line, zh, en }: Text & { readonly line: number | null }): Text =>
  line === null ? { zh, en } : { zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` };

function Lines(props: { readonly text: Text; readonly name: string; readonly lines: readonly Text[] }): JSX.Element {
  return (
    <Notice tone="bad" text={props.text} name={props.name}>
      <ul>
        <For each={props.lines}>{(line) => <li>{say(line)}</li>}</For>
      </ul>
    </Notice>
  );
}

export function ListImport(props: {
  readonly label: Text;
  readonly send: (file: SentFile) => Promise<Result<Imported, Refusal>>;
  readonly onImported: () => Promise<void>;
  readonly name: string;
  readonly help?: Text;
  /** Where the headings can be downloaded. */
  readonly template?: string;
}): JSX.Element {
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [lines, setLines] = createSignal<readonly Text[]>([]);
  const read = async (file: File) => {
    const answer = await props.send(await sentFile(file));
    setRefusal(answer.ok ? null : answer.error);
    setLines([]);
    if (!answer.ok) return;
    const { imported, rows, lines: found } = answer.value;
    setLines(found.length === 0 && !imported ? [EMPTY] : found.map(ofLine));
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
        <Lines
          text={{ zh: '没有导入，请先改正：', en: 'Nothing imported; correct first:' }}
          name="import-lines"
          lines={lines().slice(0, MOST_SHOWN)}
        />
      </Show>
    </div>
  );
}

/** Beside the links to the files of a list. */
export function ListComparison(props: {
  /** What the list is called. */
  readonly list: Text;
  readonly send: (file: SentFile) => Promise<Result<Comparison, Refusal>>;
  readonly name: string;
}): JSX.Element {
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [found, setFound] = createSignal<(Comparison & { readonly file: string }) | null>(null);
  const read = async (file: File) => {
    const answer = await props.send(await sentFile(file));
    setRefusal(answer.ok ? null : answer.error);
    setFound(answer.ok ? { ...answer.value, file: file.name } : null);
  };
  const linesOf = ({ lines, more }: Comparison): readonly Text[] => [
    ...lines.map(ofLine),
    ...(more === 0 ? [] : [{ zh: `另有 ${more} 处不一致。`, en: `${amount(more, 'more difference')}.` }]),
  ];
  return (
    <>
      {' '}
      <label class="compare-file">
        {say({ zh: '核对文件', en: 'Compare a file' })}
        <input
          class="visually-hidden"
          type="file"
          accept=".csv,.xlsx"
          aria-label={say({ zh: `核对文件：${props.list.zh}`, en: `Compare a file: ${props.list.en}` })}
          data-name={props.name}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file again, after it was corrected, is a new choice.
            event.currentTarget.value = '';
            if (file !== undefined) void read(file);
          }}
        />
      </label>
      <Show when={refusal() ?? found()}>
        <div class="compare-answer">
          <RefusalNotice refusal={refusal()} />
          <Show when={found()}>
            {(compared) => (
              <Show
                when={compared().agrees}
                fallback={
                  <Lines
                    text={{
                      zh: `${compared().file}：与系统记录不一致，没有改动任何数据。`,
                      en: `${compared().file}: differs from the record. Nothing was changed.`,
                    }}
                    name={`${props.name}-differs`}
                    lines={linesOf(compared())}
                  />
                }
              >
                <Notice
                  tone="good"
                  name={`${props.name}-agrees`}
                  text={{
                    zh: `${compared().file}：与系统记录一致，共 ${compared().rows} 行，没有改动任何数据。`,
                    en: `${compared().file}: agrees with the record, ${amount(compared().rows, 'line')}. Nothing was changed.`,
                  }}
                />
              </Show>
            )}
          </Show>
        </div>
      </Show>
    </>
  );
}
