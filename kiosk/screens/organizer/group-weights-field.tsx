/** Weights of voter groups in one line: 党员 60、村民代表 40. They are sealed before anybody knows a count. */
import { createSignal, type JSX } from 'solid-js';
import { type GroupWeights, groupWeightsOf, groupWeightsText } from '../../../tally/appraisal/group-weights.ts';
import { TextField } from '../../controls/fields.tsx';
import type { Text } from '../../session/language.ts';

export function GroupWeightsField(props: {
  readonly value: GroupWeights;
  readonly onInput: (weights: GroupWeights) => void;
  readonly help: Text;
  readonly disabled: boolean;
}): JSX.Element {
  const [text, setText] = createSignal(groupWeightsText(props.value));
  const [problem, setProblem] = createSignal<Text | null>(null);
  const read = (written: string) => {
    setText(written);
    const weights = groupWeightsOf(written);
    setProblem(
      weights === null
        ? { zh: '写成“党员 60、村民代表 40”，权重是整数。', en: 'Written as 党员 60、村民代表 40, with whole numbers.' }
        : null,
    );
    if (weights !== null) props.onInput(weights);
  };
  return (
    <TextField
      label={{ zh: '各类人员的权重', en: 'Weights of the groups' }}
      placeholder={{ zh: '党员 60、村民代表 40', en: '党员 60、村民代表 40' }}
      help={problem() ?? props.help}
      value={text()}
      onInput={read}
      disabled={props.disabled}
      name="group-weights"
    />
  );
}
