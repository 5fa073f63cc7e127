/** Set-up of a kiosk by the staff: its scanner, and real millimetres by a bank card held against a bar (UX 0.10). Once, before voting opens. */
import { createSignal, type JSX } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { ScannerConnect } from '../../controls/scanner-connect.tsx';
import { say } from '../../session/language.ts';
import type { Scanners } from '../../session/scanners.ts';
import { BANK_CARD_MM, calibrate, drawnPxPerMm } from '../../theme/scale.ts';
import './calibration-page.css';

const COARSE_PX = 10;
const FINE_PX = 1;

export function CalibrationPage(props: {
  readonly scanners: Scanners;
  readonly meeting: string | undefined;
  readonly onDone: () => void;
}): JSX.Element {
  const [widthPx, setWidthPx] = createSignal(Math.round(drawnPxPerMm() * BANK_CARD_MM));
  let bar: HTMLDivElement | undefined;
  /** As the card was held against it: the page may have had no room for all that was asked for. */
  const drawnPx = () => bar?.getBoundingClientRect().width ?? widthPx();
  const change = (px: number) => setWidthPx(Math.max(170, drawnPx() + px));
  const done = () => {
    calibrate(drawnPx() / BANK_CARD_MM);
    props.onDone();
  };
  return (
    <OfficialPage role={{ zh: '投票机', en: 'Kiosk' }} meeting={props.meeting} screen="calibration">
      <div class="stack">
        <Card title={{ zh: '扫码器', en: 'Scanner' }} name="scanner">
          <ScannerConnect scanners={props.scanners} />
        </Card>
        <Card title={{ zh: '校准屏幕', en: 'Calibrate the screen' }} name="calibration">
          <p>
            {say({
              zh: '把一张银行卡横着贴在屏幕上，左边对齐红线，调到右边红线也正好对齐卡边。',
              en: 'Hold a bank card flat against the screen, its left edge on the left line; move the right line to its right edge.',
            })}
          </p>
          <div class="calibration-bar" ref={bar} style={{ width: `${widthPx()}px` }}>
            <span>85.6 mm</span>
          </div>
          <div class="row">
            <Button
              name="shorter-coarse"
              text={{ zh: '− 短很多', en: '− much shorter' }}
              onPress={() => change(-COARSE_PX)}
            />
            <Button name="shorter" text={{ zh: '− 短一点', en: '− shorter' }} onPress={() => change(-FINE_PX)} />
            <Button name="longer" text={{ zh: '＋ 长一点', en: '+ longer' }} onPress={() => change(FINE_PX)} />
            <Button
              name="longer-coarse"
              text={{ zh: '＋ 长很多', en: '+ much longer' }}
              onPress={() => change(COARSE_PX)}
            />
          </div>
          <div class="row" data-end="true">
            <Button kind="primary" name="calibrated" text={{ zh: '正好，保存', en: 'It fits: save' }} onPress={done} />
          </div>
        </Card>
      </div>
    </OfficialPage>
  );
}
