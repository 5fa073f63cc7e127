/** 公示 of a list or of a judgement: when it was posted, what was objected, and how each objection was handled. */
import { createSignal, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import type { Judgement } from '../../../server/contract/township-papers.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { say } from '../../session/language.ts';
import { OBJECTIONS_HELP, ObjectionList } from './objection-list.tsx';
import { createPaperActions } from './paper-actions.tsx';

type Posting = { readonly posted: string; readonly telephone: string };
type Objection = Judgement['objections'][number];
type Asked = Promise<Result<unknown, Refusal>>;

export function Publicity(props: {
  readonly publicity: Judgement['publicity'];
  readonly objections: readonly Objection[];
  readonly settled: boolean;
  /** Nothing stands against posting it. */
  readonly ready: boolean;
  readonly refresh: () => Promise<void>;
  readonly post: (posting: Posting) => Asked;
  readonly object: (objection: Objection) => Asked;
  readonly handle: (index: number, handling: string) => Asked;
  readonly importFile: Parameters<typeof ListImport>[0]['send'];
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [posted, setPosted] = createSignal('');
  const [telephone, setTelephone] = createSignal('');
  return (
    <>
      <h3>{say({ zh: '公示', en: 'Publicity' })}</h3>
      <Show
        when={props.publicity}
        fallback={
          <div class="columns">
            <TextField
              label={{ zh: '张贴日期', en: 'Posted on' }}
              type="date"
              value={posted()}
              onInput={setPosted}
              name="posted"
            />
            <TextField
              label={{ zh: '受理电话', en: 'Telephone' }}
              value={telephone()}
              onInput={setTelephone}
              name="telephone"
            />
            <Button
              text={{ zh: '开始公示', en: 'Post it' }}
              disabled={posted() === '' || telephone().trim() === '' || !props.ready}
              onPress={() => void act(() => props.post({ posted: posted(), telephone: telephone() }))}
              name="post"
            />
          </div>
        }
      >
        {(publicity) => (
          <>
            <p data-name="period">
              {say({
                zh: `${publicity().posted} 张贴，公示 ${publicity().first ?? '—'} 至 ${publicity().last ?? '—'}，${publicity().free} 起可以定稿；电话 ${publicity().telephone}。`,
                en: `Posted ${publicity().posted}, open ${publicity().first ?? '—'} to ${publicity().last ?? '—'}, to be settled from ${publicity().free}; telephone ${publicity().telephone}.`,
              })}
            </p>
            <ObjectionList
              objections={props.objections}
              settled={props.settled}
              act={act}
              object={props.object}
              handle={props.handle}
            />
            <Show when={!props.settled}>
              <ListImport
                label={{ zh: '导入异议和处理情况（CSV 或 XLSX）', en: 'Import objections and handling (CSV or XLSX)' }}
                help={OBJECTIONS_HELP}
                send={props.importFile}
                onImported={props.refresh}
                name="objections-import"
              />
            </Show>
          </>
        )}
      </Show>
      <RefusalNotice refusal={problem()} />
    </>
  );
}
