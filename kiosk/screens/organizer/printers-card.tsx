/** The printers of the print service: how they are, which one prints the papers, and a test page of each. */
import { For, type JSX, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { printTest, savePaperPrinter } from '../../../server/contract/printing.ts';
import { Button } from '../../controls/button.tsx';
import { SelectField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { createPrintWatch, PrintProgress } from './print-job.tsx';
import { queueWords } from './printer-words.ts';

export function PrintersCard(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  const params = () => ({ meeting: props.now.id });
  const watch = createPrintWatch(() => props.now.id);
  const printing = () => props.now.printing;
  const slipQueues = () => props.now.machines.flatMap(({ printer }) => (printer === null ? [] : [printer]));
  const test = (queue: string, paper: 'slip' | 'a4') =>
    void watch.start(() => call(printTest, { params: params(), body: { queue, paper } }));
  const choices = () => [
    { value: '', text: { zh: '从浏览器打印', en: 'From the browser' } },
    ...printing()
      .queues.filter(({ name }) => !slipQueues().includes(name))
      .map(({ name }) => ({ value: name, text: { zh: name, en: name } })),
  ];
  return (
    <Card title={{ zh: '打印机', en: 'Printers' }} name="printers">
      <Show
        when={printing().service}
        fallback={
          <Notice
            name="no-print-service"
            text={{
              zh: '服务器上没有打印服务（CUPS）。小票和文件由各自的浏览器打印，看不到打印机的状态。',
              en: 'There is no print service (CUPS) on the server. Browsers print slips and papers; the state of printers is not known.',
            }}
          />
        }
      >
        <ul class="scrutineer-list">
          <For
            each={printing().queues}
            fallback={
              <li class="faint">
                {say({
                  zh: '打印服务里还没有打印机。请在服务器上用系统的打印机设置添加。',
                  en: 'The print service has no printers yet. Add them in the server’s system settings.',
                })}
              </li>
            }
          >
            {(queue) => (
              <li data-queue={queue.name} data-ready={queue.ready ? 'true' : 'false'}>
                <span class="candidate-name">{queue.name}</span>
                <span class={queue.ready ? 'faint' : 'device-trouble'}>
                  {queue.ready ? '' : '⚠ '}
                  {say(queueWords(queue))}
                  {queue.location === '' ? '' : ` · ${queue.location}`}
                </span>
                <span class="candidate-tools">
                  <Button
                    name="test-slip"
                    text={{ zh: '测试小票', en: 'Test a slip' }}
                    disabled={watch.isUnderWay()}
                    onPress={() => test(queue.name, 'slip')}
                  />
                  <Button
                    name="test-a4"
                    text={{ zh: '测试 A4', en: 'Test A4' }}
                    disabled={watch.isUnderWay()}
                    onPress={() => test(queue.name, 'a4')}
                  />
                </span>
              </li>
            )}
          </For>
        </ul>
        <PrintProgress watch={watch} />
        <SelectField
          label={{ zh: '打印 A4 文件的打印机', en: 'Printer of the A4 papers' }}
          value={printing().papers ?? ''}
          choices={choices()}
          onChoose={(queue) =>
            void props.actions.act(() =>
              call(savePaperPrinter, { params: params(), body: { queue: queue === '' ? null : queue } }),
            )
          }
          name="paper-printer"
        />
        <p class="faint">
          {say({
            zh: '投票机的小票打印机在上面逐台选定，一台打印机只归一台投票机。投票卡只由制卡机自己打印，不经过服务器。',
            en: 'Slip printers are chosen above, one for each kiosk. Cards are printed by the card station itself, never through the server.',
          })}
        </p>
      </Show>
    </Card>
  );
}
