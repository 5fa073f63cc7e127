/** Every control of kiosk/controls in every state, without any data of a meeting: /controls/ (kiosk/controls/README.md). */
import type { JSX } from 'solid-js';
import { ChoiceField } from '../../controls/fields.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import {
  type Contrast,
  contrast,
  setContrast,
  setTextSize,
  TEXT_SIZE_LABEL,
  TEXT_SIZES,
  textSize,
} from '../../theme/text-size.ts';
import './controls.css';
import { OfficialSamples } from './official-samples.tsx';
import { PaperSamples } from './paper-samples.tsx';
import { VoterSamples } from './voter-samples.tsx';

const CONTRASTS = [
  { value: 'normal', text: { zh: '普通', en: 'Normal' } },
  { value: 'high', text: { zh: '高对比', en: 'High contrast' } },
] as const satisfies readonly {
  readonly value: Contrast;
  readonly text: { readonly zh: string; readonly en: string };
}[];

export function ControlsPage(): JSX.Element {
  return (
    <OfficialPage role={{ zh: '控件', en: 'Controls' }} screen="controls">
      <Card title={{ zh: '怎样看', en: 'How to look at them' }}>
        <div class="columns">
          <ChoiceField
            label={{ zh: '主题', en: 'Theme' }}
            value={contrast()}
            choices={CONTRASTS}
            onChoose={setContrast}
            name="theme"
          />
          <ChoiceField
            label={{ zh: '字号（投票人的屏幕）', en: 'Text size (voter’s screen)' }}
            value={textSize()}
            choices={TEXT_SIZES.map((value) => ({ value, text: TEXT_SIZE_LABEL[value] }))}
            onChoose={setTextSize}
            name="text-size"
          />
        </div>
      </Card>
      <VoterSamples />
      <OfficialSamples />
      <PaperSamples />
    </OfficialPage>
  );
}
