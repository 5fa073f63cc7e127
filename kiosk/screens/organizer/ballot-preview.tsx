/** O4: the ballot in the kiosk's own screens, in every text size, both languages and both sizes of screen; and its specimen on paper. */
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { paperPdf } from '../../../server/contract/papers.ts';
import { addressOf } from '../../../server/contract/route.ts';
import { Button } from '../../controls/button.tsx';
import { SelectField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { type Language, language, say, type Text } from '../../session/language.ts';
import type { ScreenMm } from '../../theme/scale.ts';
import { TEXT_SIZE_LABEL, TEXT_SIZES, type TextSize } from '../../theme/text-size.ts';
import { FRAME_READY, type Previewed, type PreviewMessage } from '../preview/previewed.ts';
import { AudioCheck } from './audio-check.tsx';
import { PrintButton } from './print-job.tsx';

/** The screens that ballots are laid out for (UX 2, geometry check). */
const SCREENS = {
  tablet: { widthMm: 217, heightMm: 136 },
  monitor: { widthMm: 476, heightMm: 268 },
} as const satisfies Record<string, ScreenMm>;
const SCREEN_CHOICES = [
  { value: 'tablet', text: { zh: '10 英寸平板', en: '10-inch tablet' } },
  { value: 'monitor', text: { zh: '21.5 英寸屏', en: '21.5-inch screen' } },
] as const;
const LANGUAGES = [
  { value: 'zh', text: { zh: '中文在前', en: 'Chinese first' } },
  { value: 'en', text: { zh: '英文在前', en: 'English first' } },
] as const;

const SPECIMEN = 'specimen';

/** A kiosk's screen, real in everything but its size; what it shows is handed to it. */
function KioskFrame(props: { readonly shown: Previewed; readonly label: Text }): JSX.Element {
  let frame!: HTMLIFrameElement;
  const [ready, setReady] = createSignal(0);
  // The state comes anew every second; only another ballot, or another choice, is another preview.
  const shown = createMemo(() => props.shown, undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  onMount(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.contentWindow && data === FRAME_READY) setReady((times) => times + 1);
    };
    window.addEventListener('message', hear);
    onCleanup(() => window.removeEventListener('message', hear));
  });
  createEffect(
    on([shown, ready], ([what, times]) => {
      const message: PreviewMessage = { preview: what };
      if (times > 0) frame.contentWindow?.postMessage(message, location.origin);
    }),
  );
  return (
    <iframe
      ref={frame}
      class="kiosk-frame"
      src="/preview/"
      title={say(props.label)}
      style={{ '--proportions': `${props.shown.screen.widthMm} / ${props.shown.screen.heightMm}` }}
    />
  );
}

function SpecimenPaper(props: { readonly now: OrganizerMeeting }): JSX.Element {
  return (
    <Card title={{ zh: '纸上的样票', en: 'The specimen on paper' }} name="specimen">
      <p>
        {say({
          zh: '与纸质选票相同，每页印有“样票”，不能使用。可以张贴，也可以在会上讲解怎样填写。',
          en: 'The ballot on paper with “specimen” across every page: not for use, to be posted or explained.',
        })}
      </p>
      <div class="row">
        <a href={addressOf(paperPdf, { meeting: props.now.id, paper: SPECIMEN })} data-name="specimen-pdf">
          {say({ zh: '下载样票（PDF）', en: 'Download the specimen (PDF)' })}
        </a>
        <Show when={props.now.printing.papers !== null}>
          <PrintButton
            meeting={props.now.id}
            document={{ kind: 'paper', paper: SPECIMEN }}
            label={say({ zh: '样票', en: 'Specimen' })}
          />
        </Show>
      </div>
    </Card>
  );
}

export function BallotPreview(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const [size, setSize] = createSignal<TextSize>('large');
  const [lines, setLines] = createSignal<Language>('zh');
  const [screen, setScreen] = createSignal<keyof typeof SCREENS>('tablet');
  const [from, setFrom] = createSignal<Previewed['from']>('V2');
  // The frame hears of it as every page of this device does.
  createEffect(on(language, setLines, { defer: true }));
  const [times, setTimes] = createSignal(0);
  const show = (next: TextSize) => {
    setFrom('V2');
    setSize(next);
    setTimes((count) => count + 1);
  };
  const shown = (): Previewed => ({
    contests: props.now.preview,
    people: props.now.people,
    surnames: props.now.surnames,
    size: size(),
    language: lines(),
    screen: SCREENS[screen()],
    from: from(),
    times: times(),
  });
  return (
    <Show
      when={props.now.preview.length > 0}
      fallback={
        <Notice
          name="no-preview"
          text={{ zh: '票上还没有人，先填写名单。', en: 'Nobody is on the ballot yet: fill in the lists first.' }}
        />
      }
    >
      <div class="stack">
        <Card title={{ zh: '选票预览（样票）', en: 'Ballot preview (specimen)' }} name="preview">
          <p>
            {say({
              zh: '这是投票机自己的页面，可以像投票人一样点、翻页、核对。这里不产生选票和查验码，投不出去，也不留下任何选择。',
              en: 'The kiosk’s own pages: tap, turn and check as voters do. No ballot and no code is made here, nothing can be cast, no choice is kept.',
            })}
          </p>
          <div class="columns">
            <SelectField
              label={{ zh: '屏幕', en: 'Screen' }}
              value={screen()}
              choices={SCREEN_CHOICES}
              onChoose={setScreen}
              name="preview-screen"
            />
            <SelectField
              label={{ zh: '文字', en: 'Lines' }}
              value={lines()}
              choices={LANGUAGES}
              onChoose={setLines}
              name="preview-language"
            />
            <div class="row" data-end="true">
              <Button
                text={
                  from() === 'V1' ? { zh: '看选票', en: 'Show the ballot' } : { zh: '看欢迎页', en: 'Show the welcome' }
                }
                onPress={() => setFrom(from() === 'V1' ? 'V2' : 'V1')}
                name="preview-from"
              />
            </div>
          </div>
          <nav class="tabs" aria-label={say({ zh: '字的大小', en: 'Text size' })}>
            <For each={TEXT_SIZES}>
              {(one) => (
                <button
                  type="button"
                  class="tab"
                  data-size={one}
                  aria-current={size() === one ? 'true' : undefined}
                  onClick={() => show(one)}
                >
                  {say(TEXT_SIZE_LABEL[one])}
                </button>
              )}
            </For>
          </nav>
          <KioskFrame shown={shown()} label={{ zh: '投票机的屏幕（样票）', en: 'The kiosk’s screen (specimen)' }} />
        </Card>
        <AudioCheck now={props.now} />
        <SpecimenPaper now={props.now} />
      </div>
    </Show>
  );
}
