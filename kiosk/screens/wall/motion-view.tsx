/** B10: the three counts of a show of hands, and whether it is carried. */
import { type JSX, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { MOTION_MODE_NAME } from '../../../tally/text/assembly-words.ts';
import type { Text } from '../../session/language.ts';
import { LINE_WIDTH, linesOf } from './picture-room.ts';
import { useWallSay } from './wall-language.ts';

type Motion = NonNullable<ScreenState['motion']>;

/** Lines of a motion's text at the size of the smallest text. */
const TEXT_LINES = 7;

/** A motion longer than the picture says where it is written in full. */
function textOf(text: string): Text {
  if (linesOf(text) <= TEXT_LINES) return { zh: text, en: text };
  const characters = [...text];
  const rest: Text = { zh: '……（全文见表决记录）', en: '… (in full in the record)' };
  let most = characters.length;
  while (linesOf(`${characters.slice(0, most).join('')}${rest.en}`) > TEXT_LINES) most -= 1;
  const shown = characters.slice(0, most).join('');
  return { zh: `${shown}${rest.zh}`, en: `${shown}${rest.en}` };
}

export function MotionView(props: { readonly motion: Motion }): JSX.Element {
  const say = useWallSay();
  const outcome = (): Text =>
    props.motion.carried ? { zh: '通过', en: 'carried' } : { zh: '没有通过', en: 'not carried' };
  const isLong = () => linesOf(props.motion.text, LINE_WIDTH) > 3;
  return (
    <div class="wall-centre wall-motion" data-carried={props.motion.carried} data-long={isLong()}>
      <h1 class="wall-heading">
        {say(MOTION_MODE_NAME[props.motion.mode])} · {say(outcome())}
      </h1>
      <p>{say(textOf(props.motion.text))}</p>
      {/* Nobody counts applause. */}
      <Show when={props.motion.inFavour + props.motion.against + props.motion.abstain > 0}>
        <p class="wall-sentence">
          {say({
            zh: `赞成 ${props.motion.inFavour} · 反对 ${props.motion.against} · 弃权 ${props.motion.abstain}`,
            en: `For ${props.motion.inFavour} · against ${props.motion.against} · abstaining ${props.motion.abstain}`,
          })}
        </p>
      </Show>
      <p class="wall-place">
        {say({
          zh: `应到 ${props.motion.expected} 人，实到 ${props.motion.present} 人`,
          en: `Expected ${props.motion.expected}, present ${props.motion.present}`,
        })}
      </p>
    </div>
  );
}
