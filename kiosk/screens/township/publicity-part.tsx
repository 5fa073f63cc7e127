/** 公示 of a list or of a judgement: when it was posted, what was objected, and how each objection was handled. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import type { Judgement } from '../../../server/contract/township-papers.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { say } from '../../session/language.ts';
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
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [posted, setPosted] = createSignal('');
  const [telephone, setTelephone] = createSignal('');
  const [day, setDay] = createSignal('');
  const [words, setWords] = createSignal('');
  const [handling, setHandling] = createSignal('');
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
            <ul class="report-documents">
              <For each={props.objections}>
                {(objection, index) => (
                  <li>
                    {objection.day}　{objection.words}
                    <Show
                      when={objection.handling === '' && !props.settled}
                      fallback={<span>　{say({ zh: `处理：${objection.handling}`, en: objection.handling })}</span>}
                    >
                      <div class="columns">
                        <TextField
                          label={{ zh: '处理情况', en: 'How it was handled' }}
                          value={handling()}
                          onInput={setHandling}
                          name="handling"
                        />
                        <Button
                          text={{ zh: '写明处理', en: 'Save' }}
                          disabled={handling().trim() === ''}
                          onPress={() => void act(() => props.handle(index(), handling()))}
                          name="handle"
                        />
                      </div>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={!props.settled}>
              <div class="columns">
                <TextField
                  label={{ zh: '收到意见的日期', en: 'Objection received on' }}
                  type="date"
                  value={day()}
                  onInput={setDay}
                  name="objection-day"
                />
                <TextField
                  label={{ zh: '意见', en: 'Objection' }}
                  value={words()}
                  onInput={setWords}
                  name="objection"
                />
                <Button
                  text={{ zh: '登记意见', en: 'Record it' }}
                  disabled={day() === '' || words().trim() === ''}
                  onPress={() => void act(() => props.object({ day: day(), words: words(), handling: '' }))}
                  name="record-objection"
                />
              </div>
            </Show>
          </>
        )}
      </Show>
      <RefusalNotice refusal={problem()} />
    </>
  );
}
