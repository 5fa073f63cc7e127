/** V1: what is on the ballot, and how she wants to read it. */
import { For, type JSX, Show } from 'solid-js';
import type { Contest } from '../../../tally/record/contest.ts';
import { Button } from '../../controls/button.tsx';
import { press } from '../../controls/press.ts';
import { Words } from '../../controls/text.tsx';
import { say, type Text } from '../../session/language.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { contrast, setContrast, setTextSize, TEXT_SIZE_LABEL, TEXT_SIZES, textSize } from '../../theme/text-size.ts';
import { hasHeadphones, isVoiceOn, setVoiceOn } from '../../voice/spoken.ts';
import { LinesSwitch } from './card-screens.tsx';
import { VoterFrame } from './frame.tsx';
import { INSTRUCTION } from './texts.ts';

/** Said to who has headphones. */
const BY_KEYS: Text = {
  zh: '按 2 往下走，按 8 往回走，按 5 选，按 0 再听一遍',
  en: 'Press 2 to go on, 8 to go back, 5 to choose, and 0 to hear it again',
};

function sentence(contest: Contest): Text {
  if (contest.kind === 'appraisal')
    return {
      zh: `测评${contest.title.zh}，共 ${contest.subjects.length} ${contest.objects === 'bodies' ? '个' : '人'}`,
      en: `${contest.title.en}: ${contest.subjects.length} to grade`,
    };
  if (contest.kind === 'recommendation')
    return {
      zh: `推荐${contest.title.zh}，最多 ${contest.limit} 名`,
      en: `${contest.title.en}: up to ${contest.limit}`,
    };
  const { post, seats, candidates } = contest;
  return {
    zh: `本次选举${post} ${seats} 名，共 ${candidates.length} 位候选人`,
    en: `${contest.title.en}: ${seats} to elect, candidates: ${candidates.length}`,
  };
}

export function WelcomeScreen(props: {
  readonly session: VoterSession;
  readonly contests: readonly Contest[];
}): JSX.Element {
  return (
    <VoterFrame
      screen="V1"
      title={INSTRUCTION.V1}
      foot={
        <>
          <LinesSwitch />
          <Button
            name="contrast"
            text={
              contrast() === 'high'
                ? { zh: '普通颜色', en: 'Normal colours' }
                : { zh: '黑底白字', en: 'White on black' }
            }
            onPress={() => setContrast(contrast() === 'high' ? 'normal' : 'high')}
          />
          <Button
            name="voice"
            text={isVoiceOn() ? { zh: '关掉读音', en: 'Voice off' } : { zh: '听读音', en: 'Voice on' }}
            onPress={() => setVoiceOn(!isVoiceOn())}
          />
        </>
      }
      actions={
        <Button
          kind="primary"
          name="begin"
          text={{ zh: '开始投票', en: 'Start' }}
          onPress={() => props.session.begin()}
        />
      }
    >
      <div class="welcome">
        <ul class="welcome-contests">
          <For each={props.contests}>
            {(contest) => (
              <li>
                <Words text={sentence(contest)} />
              </li>
            )}
          </For>
        </ul>
        <Show when={hasHeadphones()}>
          <p class="visually-hidden">{say(BY_KEYS)}</p>
        </Show>
        <fieldset class="sizes" data-spoken={say({ zh: '字的大小', en: 'Text size' })}>
          <legend>
            <Words text={{ zh: '字的大小', en: 'Text size' }} />
          </legend>
          <For each={TEXT_SIZES}>
            {(size) => (
              <button
                type="button"
                class="size"
                data-size={size}
                aria-pressed={textSize() === size}
                onClick={press(() => setTextSize(size))}
              >
                <Words text={TEXT_SIZE_LABEL[size]} />
              </button>
            )}
          </For>
        </fieldset>
      </div>
    </VoterFrame>
  );
}
