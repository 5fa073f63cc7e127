/** What was objected while something was posted, how each objection was handled, and a place to record another. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import type { VillageView } from '../../../server/contract/villages.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { say, sayDay } from '../../session/language.ts';

/** What a list of objections does to those that stand. */
export const OBJECTIONS_HELP = {
  zh: '列与导出的表相同。已登记的不会重复，只补上还没有写的处理情况；新的加在后面。',
  en: 'The columns of the export. What stands is not doubled, only missing handling is filled in; new ones are added.',
} as const;

type Objection = VillageView['objections'][number];
type Asked = Promise<Result<unknown, Refusal>>;

export function ObjectionList(props: {
  readonly objections: readonly Objection[];
  readonly settled: boolean;
  readonly act: (ask: () => Asked) => Promise<unknown>;
  readonly object: (objection: Objection) => Asked;
  readonly handle: (index: number, handling: string) => Asked;
}): JSX.Element {
  const [day, setDay] = createSignal('');
  const [words, setWords] = createSignal('');
  const [handling, setHandling] = createSignal('');
  return (
    <>
      <ul class="report-documents objections">
        <For each={props.objections}>
          {(objection, index) => (
            <li>
              {`${sayDay(objection.day)}　${objection.words}`}
              <Show
                when={objection.handling === '' && !props.settled}
                fallback={<p>{say({ zh: `处理：${objection.handling}`, en: `Handled: ${objection.handling}` })}</p>}
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
                    onPress={() => void props.act(() => props.handle(index(), handling()))}
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
          <TextField label={{ zh: '意见', en: 'Objection' }} value={words()} onInput={setWords} name="objection" />
          <Button
            text={{ zh: '登记意见', en: 'Record it' }}
            disabled={day() === '' || words().trim() === ''}
            onPress={() => void props.act(() => props.object({ day: day(), words: words(), handling: '' }))}
            name="record-objection"
          />
        </div>
      </Show>
    </>
  );
}
