/** O6: kiosks, card station, big screen; pairing codes and state; how long the queue will take. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  addMachine,
  type OrganizerMeeting,
  removeMachine,
  renewMachineCode,
  saveSlips,
} from '../../../server/contract/organizer.ts';
import { saveMachinePrinter } from '../../../server/contract/printing.ts';
import { saveHeadphones } from '../../../server/contract/voices.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField, SelectField, TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { BigScreenCard } from './big-screen-card.tsx';
import { CodeWords } from './code-words.tsx';
import { BROWSER_PRINTS, scannerWords, slipPrinterWords } from './printer-words.ts';
import { PrintersCard } from './printers-card.tsx';
import { advisedKiosks, queueWords } from './queue-words.ts';

type Role = OrganizerMeeting['machines'][number]['role'];
const ROLE_NAME = {
  kiosk: { zh: '投票机', en: 'Kiosk' },
  'card-station': { zh: '制卡机', en: 'Card station' },
  screen: { zh: '大屏', en: 'Big screen' },
  teller: { zh: '计票屏', en: "Teller's screen" },
} as const satisfies Record<Role, Text>;
const ROLES: readonly Role[] = ['kiosk', 'card-station', 'screen', 'teller'];

const SLIP_CHOICES = [
  { value: 'none', text: { zh: '没有小票打印机', en: 'No slip printer' } },
  { value: 'cast', text: { zh: '投出后打印', en: 'Print after casting' } },
  { value: 'review', text: { zh: '投出前、后都打印', en: 'Print before and after casting' } },
] as const;

export function MachinesSection(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const [role, setRole] = createSignal<Role>('kiosk');
  const [name, setName] = createSignal('');
  const params = () => ({ meeting: props.now.id });
  /** A printer belongs to one kiosk, or to the papers. */
  const printerChoices = (machine: OrganizerMeeting['machines'][number]) => {
    const taken = props.now.machines.flatMap(({ id, printer }) => (id === machine.id ? [] : [printer]));
    const free = props.now.printing.queues
      .map((queue) => queue.name)
      .filter((queue) => queue !== props.now.printing.papers && !taken.includes(queue));
    const all = machine.printer === null || free.includes(machine.printer) ? free : [machine.printer, ...free];
    return [
      { value: '', text: BROWSER_PRINTS },
      ...all.map((queue) => ({ value: queue, text: { zh: queue, en: queue } })),
    ];
  };
  const proposedName = () =>
    `${ROLE_NAME[role()].zh}${props.now.machines.filter((machine) => machine.role === role()).length + 1}`;
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { role: role(), name: name().trim() || proposedName() };
    if (await props.actions.act(() => call(addMachine, { params: params(), body }))) setName('');
  };
  const state = (machine: OrganizerMeeting['machines'][number]): Text => {
    if (!machine.paired) return { zh: '等待配对', en: 'waiting for pairing' };
    if (machine.role === 'kiosk' && !machine.calibrated)
      return { zh: '已配对，尚未校准', en: 'paired, not calibrated' };
    if (machine.handedOver === false)
      return { zh: '尚未交出投票确认，请打开它', en: 'has not handed over its acceptances' };
    return machine.online ? { zh: '在线', en: 'online' } : { zh: '离线', en: 'offline' };
  };
  return (
    <div class="stack">
      <Card title={{ zh: '设备', en: 'Machines' }} name="machines">
        <Notice
          text={{
            zh: `${queueWords(props.now.queue).zh}。${advisedKiosks(props.now.queue).zh}`,
            en: `${queueWords(props.now.queue).en}. ${advisedKiosks(props.now.queue).en}`,
          }}
          name="queue"
        />
        <ul class="scrutineer-list">
          <For
            each={props.now.machines}
            fallback={<li class="faint">{say({ zh: '还没有设备。', en: 'No machines yet.' })}</li>}
          >
            {(machine) => (
              <li data-machine={machine.role}>
                <span class="candidate-name">{machine.name}</span>
                <span class="faint">
                  {say(ROLE_NAME[machine.role])} · {say(state(machine))}
                </span>
                <span class="candidate-tools">
                  <Button
                    text={{ zh: '新配对码', en: 'New code' }}
                    onPress={() =>
                      void props.actions.act(() =>
                        call(renewMachineCode, { params: { ...params(), machine: machine.id }, body: {} }),
                      )
                    }
                    name="renew-code"
                  />
                  <Button
                    kind="quiet"
                    text={{ zh: '取消', en: 'Remove' }}
                    onPress={() =>
                      void props.actions.act(() =>
                        call(removeMachine, { params: { ...params(), machine: machine.id } }),
                      )
                    }
                    name="remove-machine"
                  />
                </span>
                <Show when={machine.role === 'kiosk'}>
                  <div class="machine-settings">
                    <CheckField
                      text={{
                        zh: '有耳机（读姓名和选择；声音只能从耳机出来）',
                        en: 'Headphones (names and marks are spoken; no loudspeaker)',
                      }}
                      checked={machine.headphones}
                      onChange={(headphones) =>
                        void props.actions.act(() =>
                          call(saveHeadphones, { params: { ...params(), machine: machine.id }, body: { headphones } }),
                        )
                      }
                      name="headphones"
                    />
                    <SelectField
                      label={{ zh: '查验单', en: 'Slips' }}
                      value={machine.slips}
                      choices={SLIP_CHOICES}
                      onChoose={(slips) =>
                        void props.actions.act(() =>
                          call(saveSlips, { params: { ...params(), machine: machine.id }, body: { slips } }),
                        )
                      }
                      name="slips"
                    />
                    <Show when={machine.slips !== 'none' && (props.now.printing.service || machine.printer !== null)}>
                      <SelectField
                        label={{ zh: '小票打印机', en: 'Slip printer' }}
                        value={machine.printer ?? ''}
                        choices={printerChoices(machine)}
                        onChoose={(queue) =>
                          void props.actions.act(() =>
                            call(saveMachinePrinter, {
                              params: { ...params(), machine: machine.id },
                              body: { queue: queue === '' ? null : queue },
                            }),
                          )
                        }
                        name="slip-printer"
                      />
                    </Show>
                    <Show when={machine.paired}>
                      <span class="faint" data-name="machine-devices">
                        {say({ zh: '扫码器', en: 'Scanner' })} {say(scannerWords(machine.health))} ·{' '}
                        {say({ zh: '查验单', en: 'Slips' })} {say(slipPrinterWords(machine, props.now.printing).text)}
                      </span>
                    </Show>
                  </div>
                </Show>
                <Show when={machine.code}>
                  {(code) => <CodeWords code={code().code} address={`/${machine.role}/`} />}
                </Show>
              </li>
            )}
          </For>
        </ul>
        <form class="columns" onSubmit={(event) => void add(event)}>
          <SelectField
            label={{ zh: '种类', en: 'Kind' }}
            value={role()}
            choices={ROLES.map((value) => ({ value, text: ROLE_NAME[value] }))}
            onChoose={setRole}
            name="machine-role"
          />
          <TextField
            label={{ zh: '名称', en: 'Name' }}
            value={name()}
            onInput={setName}
            placeholder={{ zh: proposedName(), en: proposedName() }}
            name="machine-name"
          />
          <div class="row" data-end="true">
            <Button submit text={{ zh: '增加并取得配对码', en: 'Add and get a code' }} name="add-machine" />
          </div>
        </form>
      </Card>
      <PrintersCard actions={props.actions} now={props.now} />
      <BigScreenCard actions={props.actions} now={props.now} />
    </div>
  );
}
