/** Going through the pages of a review: back, next, and on the last page what is to be done there. */
import { type JSX, Show } from 'solid-js';
import type { Text } from '../../../tally/text/text.ts';
import { Button } from '../../controls/button.tsx';

/** Null where there is only one page. Pages count from 0. */
export const pageWords = (page: number, pages: number): Text | null =>
  pages > 1 ? { zh: `第 ${page + 1} 页，共 ${pages} 页`, en: `Page ${page + 1} of ${pages}` } : null;

export function PageButtons(props: {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
  /** On the last page. */
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <>
      <Show when={props.page > 0}>
        <Button name="back" text={{ zh: '上一页', en: 'Back' }} onPress={() => props.onPage(props.page - 1)} />
      </Show>
      <Show
        when={props.page >= props.pages - 1}
        fallback={
          <Button
            kind="primary"
            name="next"
            text={{ zh: '下一页', en: 'Next' }}
            onPress={() => props.onPage(props.page + 1)}
          />
        }
      >
        {props.children}
      </Show>
    </>
  );
}
