/** One paper as it is read, whatever stands on it. */
import { type JSX, Match, Switch } from 'solid-js';
import type { TellerState } from '../../server/contract/teller.ts';
import type { PaperReading as Reading } from '../../tally/paper/paper-reading.ts';
import type { PaperRules } from '../../tally/paper/paper-rules.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { FormReading } from './form-reading.tsx';
import { PaperReading } from './paper-reading.tsx';

export function AnyReading(props: {
  readonly contest: Contest;
  readonly rules: PaperRules;
  readonly people: TellerState['people'];
  readonly reading: Reading;
  readonly onChange: (reading: Reading) => void;
  readonly active?: number;
  readonly onActive?: (row: number) => void;
  readonly decides?: boolean;
}): JSX.Element {
  const ballot = () =>
    props.contest.kind === 'election' && !('kind' in props.reading)
      ? { contest: props.contest, ballot: props.reading }
      : undefined;
  const form = () =>
    props.contest.kind !== 'election' && 'kind' in props.reading
      ? { contest: props.contest, form: props.reading }
      : undefined;
  const position = () => ({
    ...(props.active === undefined ? {} : { active: props.active }),
    ...(props.onActive === undefined ? {} : { onActive: props.onActive }),
  });
  return (
    <Switch>
      <Match when={ballot()}>
        {(of) => (
          <PaperReading
            contest={of().contest}
            rules={props.rules}
            people={props.people}
            ballot={of().ballot}
            onChange={props.onChange}
            {...position()}
            {...(props.decides === undefined ? {} : { decides: props.decides })}
          />
        )}
      </Match>
      <Match when={form()}>
        {(of) => (
          <FormReading
            contest={of().contest}
            people={props.people}
            form={of().form}
            onChange={props.onChange}
            {...position()}
          />
        )}
      </Match>
    </Switch>
  );
}
