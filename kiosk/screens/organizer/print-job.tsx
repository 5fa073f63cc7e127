/** A paper on its way to the printer, until it is out or given up; and the button that sends one. */
import { createSignal, type JSX, onCleanup, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import { cancelPrint, type JobView, type Printable, printJob, printPaper } from '../../../server/contract/printing.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { jobWords } from './printer-words.ts';

const LOOK_MS = 700;
const ENDED: readonly JobView['state'][] = ['completed', 'cancelled', 'failed'];

export type PrintWatch = {
  readonly view: () => JobView | null;
  readonly refusal: () => Refusal | null;
  readonly isUnderWay: () => boolean;
  readonly start: (request: () => Promise<Result<{ readonly job: string }, Refusal>>) => Promise<void>;
  readonly cancel: () => void;
};

export function createPrintWatch(meeting: () => string): PrintWatch {
  const [view, setView] = createSignal<JobView | null>(null);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [job, setJob] = createSignal<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const look = async (): Promise<void> => {
    const name = job();
    if (name === null) return;
    const answer = await call(printJob, { params: { meeting: meeting(), job: name } });
    if (answer.ok) setView(answer.value);
    if (!answer.ok && answer.error.code === 'not-found') setView({ state: 'failed', reasons: [] });
    if (ENDED.includes(view()?.state ?? 'pending')) setJob(null);
    else timer = setTimeout(() => void look(), LOOK_MS);
  };
  return {
    view,
    refusal,
    isUnderWay: () => job() !== null,
    start: async (request) => {
      clearTimeout(timer);
      const answer = await request();
      setRefusal(answer.ok ? null : answer.error);
      setView(answer.ok ? { state: 'pending', reasons: [] } : null);
      setJob(answer.ok ? answer.value.job : null);
      if (answer.ok) void look();
    },
    cancel: () => {
      const name = job();
      if (name !== null) void call(cancelPrint, { params: { meeting: meeting(), job: name } });
    },
  };
}

export function PrintProgress(props: { readonly watch: PrintWatch }): JSX.Element {
  return (
    <>
      <Show when={props.watch.view()}>
        {(view) => (
          <span class="row" role="status" data-job={view().state}>
            <span>{say(jobWords(view()))}</span>
            <Show when={props.watch.isUnderWay()}>
              <Button
                kind="quiet"
                name="cancel-print"
                text={{ zh: '取消打印', en: 'Cancel' }}
                onPress={() => props.watch.cancel()}
              />
            </Show>
          </span>
        )}
      </Show>
      <RefusalNotice refusal={props.watch.refusal()} />
    </>
  );
}

/** Beside the link to a PDF, where the organizer has chosen a printer for papers. */
export function PrintButton(props: {
  readonly meeting: string;
  readonly document: Printable;
  readonly label: string;
}): JSX.Element {
  const watch = createPrintWatch(() => props.meeting);
  const print = () =>
    void watch.start(() =>
      call(printPaper, { params: { meeting: props.meeting }, body: { document: props.document, copies: 1 } }),
    );
  return (
    <>
      {' '}
      <button
        type="button"
        class="link-button"
        data-name="print-paper"
        disabled={watch.isUnderWay()}
        aria-label={`${say({ zh: '打印', en: 'Print' })} ${props.label}`}
        onClick={print}
      >
        {say({ zh: '打印', en: 'Print' })}
      </button>{' '}
      <PrintProgress watch={watch} />
    </>
  );
}
