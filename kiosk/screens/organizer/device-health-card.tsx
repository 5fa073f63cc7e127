/** In the hall: every kiosk with its screen, scanner, camera, battery and printer, and whether it needs staff, in words and signs; and how long the queue will take. */
import { For, type JSX, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say, type Text } from '../../session/language.ts';
import { batteryWords, scannerWords, slipPrinterWords } from './printer-words.ts';
import { queueWords } from './queue-words.ts';

type Machine = OrganizerMeeting['machines'][number];
type Cell = { readonly text: Text; readonly isGood: boolean };

const connection = ({ paired, online }: Machine): Cell =>
  online
    ? { text: { zh: '在线', en: 'online' }, isGood: true }
    : paired
      ? { text: { zh: '离线', en: 'offline' }, isGood: false }
      : { text: { zh: '等待配对', en: 'not paired' }, isGood: false };

const screen = ({ calibrated }: Machine): Cell =>
  calibrated
    ? { text: { zh: '已校准', en: 'calibrated' }, isGood: true }
    : { text: { zh: '没有校准，不能开始投票', en: 'not calibrated: voting cannot open' }, isGood: false };

const staff = (name: string, kiosks: OrganizerMeeting['staffNeeded']): Cell =>
  kiosks.some(({ kiosk }) => kiosk === name)
    ? { text: { zh: '需要', en: 'needed' }, isGood: false }
    : { text: { zh: '不需要', en: 'not needed' }, isGood: true };

const HEADINGS = [
  { zh: '投票机', en: 'Kiosk' },
  { zh: '连接', en: 'Connection' },
  { zh: '屏幕', en: 'Screen' },
  { zh: '扫码器', en: 'Scanner' },
  { zh: '摄像头', en: 'Camera' },
  { zh: '电池', en: 'Battery' },
  { zh: '查验单', en: 'Slips' },
  { zh: '工作人员', en: 'Staff' },
] as const satisfies readonly Text[];

export function DeviceHealthCard(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const kiosks = () => props.now.machines.filter(({ role }) => role === 'kiosk');
  const online = () => kiosks().filter((machine) => machine.online).length;
  const queue = () => queueWords(props.now.queue);
  const cells = (machine: Machine): readonly (Cell | null)[] => [
    connection(machine),
    screen(machine),
    { text: scannerWords(machine.health), isGood: machine.health?.scanner !== 'lost' },
    machine.health?.camera === true
      ? { text: { zh: '有', en: 'yes' }, isGood: true }
      : { text: { zh: '没有', en: 'none' }, isGood: true },
    batteryWords(machine.health),
    slipPrinterWords(machine, props.now.printing),
    staff(machine.name, props.now.staffNeeded),
  ];
  return (
    <Card title={{ zh: '投票机状态', en: 'Kiosks' }} name="device-health">
      <Notice
        name="queue-estimate"
        tone={online() < kiosks().length ? 'warning' : 'info'}
        text={{
          zh: `${queue().zh}；现在在线 ${online()} 台。`,
          en: `${queue().en}; ${online()} online now.`,
        }}
      />
      <Show when={kiosks().length > 0}>
        <div class="table-frame">
          <table class="data-table device-health">
            <thead>
              <tr>
                <For each={HEADINGS}>{(heading) => <th scope="col">{say(heading)}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={kiosks()}>
                {(machine) => (
                  <tr data-kiosk={machine.name}>
                    <th scope="row">{machine.name}</th>
                    <For each={cells(machine)}>
                      {(cell) => (
                        <Show when={cell} fallback={<td />}>
                          {(known) => (
                            <td
                              data-good={known().isGood ? 'true' : 'false'}
                              class={known().isGood ? undefined : 'device-trouble'}
                            >
                              {known().isGood ? '✓' : '⚠'} {say(known().text)}
                            </td>
                          )}
                        </Show>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </Card>
  );
}
