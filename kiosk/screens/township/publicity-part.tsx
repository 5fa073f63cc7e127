/** 公示 of a list or of a judgement: when it was posted, what was objected, and how each objection was handled. */
import { createSignal, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import type { Judgement } from '../../../server/contract/township-papers.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { daysIn } from '../../session/days.ts';
import { say, type Text } from '../../session/language.ts';
import { OBJECTIONS_HELP, ObjectionList } from './objection-list.tsx';
import { createPaperActions } from './paper-actions.tsx';

type Posting = { readonly posted: string; readonly telephone: string };
type Objection = Judgement['objections'][number];
type Asked = Promise<Result<unknown, Refusal>>;

const NOT_ASKED: Text = {
  zh: '办法不要求公示，可以不公示直接定稿；需要公示的，填写张贴日期和受理电话。',
  en: 'The adopted method asks for no publicity: it may be settled without. To post it all the same, enter when and the telephone.',
};
const NOT_POSTED: Text = {
  zh: '办法不要求公示，没有公示。',
  en: 'The adopted method asks for no publicity; it was not posted.',
};

/** A method that asks for no publicity names no days. */
const periodText = ({ posted, first, last, free, telephone }: NonNullable<Judgement['publicity']>): Text => ({
  zh: `${daysIn(posted, 'zh')}张贴，${first === null || last === null ? '办法没有规定天数' : `公示 ${daysIn(first, 'zh')}至${daysIn(last, 'zh')}`}，${daysIn(free, 'zh')}起可以定稿；电话 ${telephone}。`,
  en: `Posted ${posted}, ${first === null || last === null ? 'for no number of days that the method asks for' : `open ${first} to ${last}`}, to be settled from ${free}; telephone ${telephone}.`,
});

export function Publicity(props: {
  readonly publicity: Judgement['publicity'];
  /** Whether it is settled only after it. */
  readonly asked: boolean;
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
      <Show when={!props.asked && props.publicity === null}>
        <p data-name="no-publicity-asked">{say(props.settled ? NOT_POSTED : NOT_ASKED)}</p>
      </Show>
      <Show
        when={props.publicity}
        fallback={
          <Show when={!props.settled}>
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
          </Show>
        }
      >
        {(publicity) => (
          <>
            <p data-name="period">{say(periodText(publicity()))}</p>
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
