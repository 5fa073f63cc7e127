/** What bars a person (rules §4.2): eleven grounds as a checklist, each with its evidence; sanction and present post. */
import { For, type JSX, Show } from 'solid-js';
import type { Declaration } from '../../server/contract/nominee.ts';
import { POST_NAME } from '../../server/contract/nominee.ts';
import {
  CANDIDATE_GROUNDS,
  type CandidateGround,
  SECRETARY_GROUNDS,
  type SecretaryGround,
} from '../../tally/structure/grounds.ts';
import { say, type Text } from '../session/language.ts';
import { CheckField, SelectField, TextField } from './fields.tsx';

export type Declared = Omit<Declaration, 'name'>;

const GROUNDS = Object.keys(CANDIDATE_GROUNDS) as readonly CandidateGround[];
const OF_SECRETARY = Object.keys(SECRETARY_GROUNDS) as readonly SecretaryGround[];

const EVIDENCE = { zh: '事实和依据（必填）', en: 'Facts and evidence (required)' } as const;

/** One ground ticked or not, with its evidence. */
function withGround<G extends string>(
  held: readonly { readonly ground: G; readonly evidence: string }[],
  ground: G,
  evidence: string | null,
): readonly { readonly ground: G; readonly evidence: string }[] {
  const others = held.filter((one) => one.ground !== ground);
  return evidence === null ? others : [...others, { ground, evidence }];
}

/** What somebody else has entered: shown, and not to be taken back here. */
export interface Entered {
  readonly grounds: readonly CandidateGround[];
  readonly secretaryGrounds: readonly SecretaryGround[];
  readonly sanction: boolean;
}

const ENTERED: Text = { zh: '（乡镇党委已登记）', en: ' (entered by the township)' };
const worded = (text: Text, isEntered: boolean): Text =>
  isEntered ? { zh: `${text.zh}${ENTERED.zh}`, en: `${text.en}${ENTERED.en}` } : text;

export function DeclarationFields(props: {
  readonly value: Declared;
  readonly entered?: Entered;
  readonly onChange: (value: Declared) => void;
}): JSX.Element {
  const held = (ground: CandidateGround) => props.value.grounds.find((one) => one.ground === ground);
  const isEntered = (ground: CandidateGround) => props.entered?.grounds.includes(ground) ?? false;
  const isEnteredOf = (ground: SecretaryGround) => props.entered?.secretaryGrounds.includes(ground) ?? false;
  const heldOf = (ground: SecretaryGround) => props.value.secretaryGrounds.find((one) => one.ground === ground);
  return (
    <>
      <div class="columns">
        <SelectField
          label={{ zh: '现任职务', en: 'Present post' }}
          value={props.value.sitting ?? 'none'}
          choices={[
            { value: 'none', text: { zh: '无（新提名）', en: 'None (new)' } },
            { value: 'secretary', text: POST_NAME.secretary },
            { value: 'deputy', text: POST_NAME.deputy },
            { value: 'member', text: POST_NAME.member },
          ]}
          onChoose={(sitting) => props.onChange({ ...props.value, sitting: sitting === 'none' ? null : sitting })}
          name="sitting"
        />
        <TextField
          label={{ zh: '处分影响期未满（何种处分、到何时）', en: 'Sanction not over (which, until when)' }}
          value={props.value.sanction}
          onInput={(sanction) => props.onChange({ ...props.value, sanction })}
          disabled={props.entered?.sanction === true}
          name="sanction"
        />
      </div>
      <fieldset class="field grounds" data-name="grounds">
        <legend>
          {say({
            zh: '不得作为候选人的 11 种情形（没有的不要勾选）',
            en: 'Eleven grounds on which nobody may be a candidate (tick what holds)',
          })}
        </legend>
        <For each={GROUNDS}>
          {(ground, at) => (
            <div class="ground">
              <CheckField
                text={worded(
                  {
                    zh: `${at() + 1}. ${CANDIDATE_GROUNDS[ground].zh}`,
                    en: `${at() + 1}. ${CANDIDATE_GROUNDS[ground].en}`,
                  },
                  isEntered(ground),
                )}
                checked={held(ground) !== undefined}
                disabled={isEntered(ground)}
                onChange={(on) =>
                  props.onChange({ ...props.value, grounds: withGround(props.value.grounds, ground, on ? '' : null) })
                }
                name={`ground-${ground}`}
              />
              <Show when={held(ground) !== undefined}>
                <TextField
                  label={EVIDENCE}
                  value={held(ground)?.evidence ?? ''}
                  disabled={isEntered(ground)}
                  onInput={(evidence) =>
                    props.onChange({ ...props.value, grounds: withGround(props.value.grounds, ground, evidence) })
                  }
                  name={`evidence-${ground}`}
                />
              </Show>
            </div>
          )}
        </For>
      </fieldset>
      <Show when={props.value.sitting === 'secretary'}>
        <fieldset class="field grounds" data-name="secretary-grounds">
          <legend>
            {say({ zh: '现任书记不宜继续担任的 9 种情形', en: 'Nine grounds on which a secretary is not fit to stay' })}
          </legend>
          <For each={OF_SECRETARY}>
            {(ground) => (
              <div class="ground">
                <CheckField
                  text={worded(SECRETARY_GROUNDS[ground], isEnteredOf(ground))}
                  checked={heldOf(ground) !== undefined}
                  disabled={isEnteredOf(ground)}
                  onChange={(on) =>
                    props.onChange({
                      ...props.value,
                      secretaryGrounds: withGround(props.value.secretaryGrounds, ground, on ? '' : null),
                    })
                  }
                />
                <Show when={heldOf(ground) !== undefined}>
                  <TextField
                    label={EVIDENCE}
                    value={heldOf(ground)?.evidence ?? ''}
                    disabled={isEnteredOf(ground)}
                    onInput={(evidence) =>
                      props.onChange({
                        ...props.value,
                        secretaryGrounds: withGround(props.value.secretaryGrounds, ground, evidence),
                      })
                    }
                  />
                </Show>
              </div>
            )}
          </For>
        </fieldset>
      </Show>
    </>
  );
}
