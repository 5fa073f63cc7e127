/** The sheet of every voter screen: what it is about, the content, what to do next. Nothing scrolls. */
import { createMemo, type JSX, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { PersonIcon } from '../../controls/icons.tsx';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { TwoLanguages, Words } from '../../controls/text.tsx';
import { chime } from '../../devices/chimes.ts';
import { language, type Text } from '../../session/language.ts';
import { callStaff, endStaffCall, isStaffCalled } from '../../session/staff-call.ts';
import { isTestRun } from '../../session/test-run.ts';
import { drawnPxPerMm, screenMm } from '../../theme/scale.ts';
import { TEXT_SIZE_FACTOR, textSize } from '../../theme/text-size.ts';
import { voterGeometry } from '../../theme/voter-geometry.ts';
import { isReading, speak } from '../../voice/spoken.ts';

/** More characters than stand beside the page and 叫工作人员 in every text size; of the language that comes first. */
const LONG_TITLE = { zh: 8, en: 24 } as const;

/** Follows the text size and the screen. */
export const geometry = () => voterGeometry(screenMm(), textSize());

export type VoterFrameProps = {
  /** V0, V1 … of UX 5.3; also the style hook. */
  readonly screen: string;
  /** The instruction: one line of at most 14 characters. */
  readonly title: Text;
  /** Where nobody stands yet, or somebody is just leaving: the title is not read out to headphones when it comes. */
  readonly isTitleUnspoken?: boolean;
  /** Beside the title, e.g. 第 1 页，共 2 页. */
  readonly aside?: Text | null;
  readonly children: JSX.Element;
  /** Left part of the foot: state in words, secondary buttons. */
  readonly foot?: JSX.Element;
  /** Right part: the primary button stands last. */
  readonly actions: JSX.Element;
};

export function VoterFrame(props: VoterFrameProps): JSX.Element {
  const place = createMemo(geometry);
  const mmPx = () => drawnPxPerMm() * place().unit;
  const isTitleLong = () =>
    [...props.title.zh].length > LONG_TITLE.zh || (language() === 'en' && props.title.en.length > LONG_TITLE.en);
  const call = () => {
    chime('attention');
    // To who hears the screen, the question is read that comes now.
    if (!isReading()) speak('staff');
    callStaff();
  };
  // Whether she is still there is asked above all; the call stands meanwhile.
  const isShown = () => isStaffCalled() && props.screen !== 'V8';
  return (
    <TwoLanguages.Provider value={true}>
      <div
        class="voter"
        data-screen={props.screen}
        data-large-screen={place().isLarge}
        data-text-size={textSize()}
        style={{
          '--mm': `${mmPx()}px`,
          '--size': TEXT_SIZE_FACTOR[textSize()],
          '--header': `${place().headerMm * mmPx()}px`,
          '--footer': `${place().footerMm * mmPx()}px`,
          '--mark-width': `${place().markWidthMm * mmPx()}px`,
          '--mark-height': `${place().markHeightMm * mmPx()}px`,
        }}
      >
        <TestRunStripe when={isTestRun()} place="edges" />
        <header class="voter-header">
          <h1
            class="voter-title"
            data-unspoken={props.isTitleUnspoken === true ? '' : undefined}
            data-long={isTitleLong()}
          >
            <Words text={props.title} />
          </h1>
          <Show when={props.aside}>
            {(aside) => (
              <p class="voter-aside">
                <Words text={aside()} />
              </p>
            )}
          </Show>
          <span class="voter-spacer" />
          <Button
            name="call-staff"
            icon={<PersonIcon />}
            text={{ zh: '叫工作人员', en: 'Call staff' }}
            onPress={call}
          />
        </header>
        <main class="voter-main">{props.children}</main>
        <footer class="voter-footer">
          <div class="voter-foot">{props.foot}</div>
          {props.actions}
        </footer>
        <Show when={isShown()}>
          <Dialog
            name="staff-called"
            title={{ zh: '请稍候，工作人员就来', en: 'Please wait, staff are coming' }}
            onCancel={endStaffCall}
            actions={<Button text={{ zh: '结束呼叫', en: 'End the call' }} onPress={endStaffCall} name="end-call" />}
          >
            <p>
              <Words
                text={{ zh: '人来了或不用了，请结束呼叫', en: 'Once they are here or not needed, end the call' }}
              />
            </p>
          </Dialog>
        </Show>
      </div>
    </TwoLanguages.Provider>
  );
}
