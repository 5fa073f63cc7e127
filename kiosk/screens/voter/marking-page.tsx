/** What the pages of a ballot share, of whatever kind (V2): which page it is, what is still without a mark, and the way on. */
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { Words } from '../../controls/text.tsx';
import type { Text } from '../../session/language.ts';
import type { VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { VoterFrame } from './frame.tsx';

export type PageScreen = Extract<VoterScreen, { id: 'V2' }>;

export function MarkingPage(props: {
  readonly session: VoterSession;
  readonly screen: PageScreen;
  readonly title: Text;
  readonly pages: number;
  readonly state: Text;
  /**
   * Said once instead of the state when 下一步 is tapped with rows of this page unmarked; null where there is nothing to say. Read by a
   * tap, so it is to be given by a plain call: of a condition written in the markup the tap would leave a memo behind that nobody disposes
   * of, and that reads the marks after they are gone.
   */
  readonly unmarked: Text | null;
  readonly children: (isPointedOut: () => boolean) => JSX.Element;
}): JSX.Element {
  /** The page on which 下一步 was tapped once with rows unmarked. */
  const [pointedOutPage, setPointedOutPage] = createSignal<number | null>(null);
  const isPointedOut = () => pointedOutPage() === props.screen.page && props.unmarked !== null;
  const isLast = () => props.screen.page >= props.pages - 1;

  const next = () => {
    if (props.unmarked !== null && !isPointedOut()) {
      setPointedOutPage(props.screen.page);
      return;
    }
    setPointedOutPage(null);
    if (isLast() || props.screen.fromReview) props.session.openReview();
    else props.session.goToPage(props.screen.page + 1);
  };

  return (
    <VoterFrame
      screen="V2"
      title={props.title}
      aside={{
        zh: `第 ${props.screen.page + 1} 页，共 ${props.pages} 页`,
        en: `Page ${props.screen.page + 1} of ${props.pages}`,
      }}
      foot={
        <p class="voter-state" data-strong={isPointedOut()} role="status">
          <Words text={(isPointedOut() ? props.unmarked : null) ?? props.state} />
        </p>
      }
      actions={
        <>
          <Show when={props.screen.page > 0 && !props.screen.fromReview}>
            <Button
              name="back"
              text={{ zh: '上一页', en: 'Back' }}
              onPress={() => {
                setPointedOutPage(null);
                props.session.goToPage(props.screen.page - 1);
              }}
            />
          </Show>
          <Button
            kind="primary"
            name="next"
            text={props.screen.fromReview ? { zh: '返回核对', en: 'Back to check' } : { zh: '下一步', en: 'Next' }}
            onPress={next}
          />
        </>
      }
    >
      {props.children(isPointedOut)}
    </VoterFrame>
  );
}
