/** P3: does the paper in my hand speak about this record? */
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { resultRoots, roundOfTypedRoot } from './look-up.ts';

const CODE_CHARACTERS = 16;

export function PaperCard(props: { readonly record: Uint8Array }): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const roots = createMemo(() => resultRoots(props.record));
  const isComplete = () => typed().replace(/[\s-]/g, '').length >= CODE_CHARACTERS;
  const round = () => roundOfTypedRoot(typed(), roots());
  return (
    <Show when={roots().length > 0}>
      <Card title={{ zh: '对照报告单', en: 'Compare with the result sheet' }} name="paper">
        <TextField
          label={{ zh: '报告单上的档案码（16 个字符）', en: 'Root printed on the result sheet (16 characters)' }}
          value={typed()}
          onInput={setTyped}
          code
          name="root"
        />
        <Show when={isComplete()}>
          <Show
            when={round()}
            fallback={
              <Notice
                tone="bad"
                text={{
                  zh: '不相符：报告单说的不是这份档案。',
                  en: 'Different: the sheet speaks about another record.',
                }}
              />
            }
          >
            {(number) => (
              <Notice
                tone="good"
                text={{ zh: `相符：第 ${number()} 轮的报告单`, en: `The same: result sheet of round ${number()}` }}
              />
            )}
          </Show>
        </Show>
      </Card>
    </Show>
  );
}
