/** K1: who supervises and holds the key: scrutineers (never candidates), the threshold in words, tellers, enrolment codes. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { ok } from '../../../crypto/result.ts';
import { type OrganizerMeeting, saveScrutineers, scrutineerCode } from '../../../server/contract/organizer.ts';
import { importOfficials } from '../../../server/contract/papers.ts';
import { isLegalThreshold, usualThreshold } from '../../../tally/rules/scrutineers.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { NumberField, TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PersonPicker } from '../../controls/person-picker.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { CodeWords } from './code-words.tsx';
import { WitnessesCard } from './witnesses-card.tsx';

export function ScrutineersSection(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const [picking, setPicking] = createSignal(false);
  const [tellers, setTellers] = createSignal(props.now.scrutineers.tellers.join('、'));
  const isFixed = () => props.now.phase !== 'draft';
  const list = () => props.now.scrutineers.members;
  const members = () => list().flatMap((one) => (one.member === null ? [] : [one.member]));
  const threshold = () => props.now.scrutineers.threshold;
  const tellerNames = () =>
    tellers()
      .split(/[、,，\s]+/)
      .filter((name) => name !== '');
  const save = (next: readonly string[], t: number) => {
    const legal = isLegalThreshold(next.length, t) ? t : usualThreshold(next.length);
    return props.actions.act(
      () =>
        call(saveScrutineers, {
          params: { meeting: props.now.id },
          body: { members: [...next], threshold: legal, tellers: tellerNames() },
        }),
      { zh: '已保存', en: 'Saved' },
    );
  };
  const code = (index: number) =>
    props.actions.act(() =>
      call(scrutineerCode, { params: { meeting: props.now.id, index: String(index) }, body: {} }),
    );
  return (
    <div class="stack">
      <Card title={{ zh: '监票人', en: 'Scrutineers' }} name="scrutineers">
        <p>
          {say({
            zh: `第一名为总监票人。${list().length} 人中任意 ${threshold()} 人可以开票；少于 ${threshold()} 人谁也打不开任何一张票。`,
            en: `The first is the chief. Any ${threshold()} of ${list().length} can open the count; fewer can open nothing.`,
          })}
        </p>
        <ol class="scrutineer-list">
          <For
            each={list()}
            fallback={<li class="faint">{say({ zh: '还没有监票人。', en: 'No scrutineers yet.' })}</li>}
          >
            {(one) => (
              <li data-scrutineer={one.index}>
                <span class="candidate-number">{one.index}</span>
                <span class="candidate-name">{one.name}</span>
                <span class="faint">
                  {one.enrolled
                    ? say({ zh: '已登记设备', en: 'device enrolled' })
                    : say({ zh: '尚未登记', en: 'not enrolled' })}
                  {one.online ? say({ zh: ' · 在线', en: ' · online' }) : ''}
                </span>
                <Show when={one.code}>{(shown) => <CodeWords code={shown().code} address="/scrutineer/" />}</Show>
                <span class="candidate-tools">
                  <Show when={one.member !== null}>
                    <Button
                      text={{
                        zh: one.code === null ? '发登记码' : '换登记码',
                        en: one.code === null ? 'Enrolment code' : 'New code',
                      }}
                      onPress={() => void code(one.index)}
                      name={`code-${one.index}`}
                    />
                  </Show>
                  <Show when={!isFixed()}>
                    <Button
                      kind="quiet"
                      text={{ zh: '移除', en: 'Remove' }}
                      onPress={() =>
                        void save(
                          members().filter((id) => id !== one.member),
                          threshold(),
                        )
                      }
                      name="remove-scrutineer"
                    />
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ol>
        <Show when={list().length > 0 && list().length < 3}>
          <Notice
            tone="warning"
            text={{
              zh: '少于三名监票人时，密钥保护较弱：一人丢失密钥，本轮只能改用纸质选票。',
              en: 'With fewer than three scrutineers the key is weaker: one lost share means paper ballots.',
            }}
          />
        </Show>
        <Show when={!isFixed()}>
          <div class="columns">
            <NumberField
              label={{ zh: '几人可以开票', en: 'How many can open the count' }}
              value={threshold()}
              onInput={(value) =>
                value !== null && isLegalThreshold(list().length, value) && void save(members(), value)
              }
              least={1}
              most={list().length}
              name="threshold"
            />
            <TextField
              label={{ zh: '计票人（用顿号隔开）', en: 'Tellers (separated by 、)' }}
              value={tellers()}
              onInput={setTellers}
              name="tellers"
            />
          </div>
          <div class="row" data-end="true">
            <Button
              text={{ zh: '保存计票人', en: 'Save tellers' }}
              onPress={() => void save(members(), threshold())}
              name="save-tellers"
            />
            <Button
              text={{ zh: '增加监票人', en: 'Add a scrutineer' }}
              onPress={() => setPicking(true)}
              name="add-scrutineer"
            />
          </div>
          <ListImport
            label={{ zh: '导入监票人、计票人名单（CSV 或 XLSX）', en: 'Import scrutineers and tellers (CSV or XLSX)' }}
            help={{
              zh: '列：职责（总监票人、监票人、计票人）、姓名，有同名的加出生年月。文件里没有的一类保持不变。',
              en: 'Columns 职责 (总监票人 chief, 监票人 scrutineer, 计票人 teller), 姓名 (name), and 出生年月 (birth) for namesakes. What the file does not name stays.',
            }}
            template={`/api/organizer/meetings/${props.now.id}/papers/officials/template.csv`}
            send={(body) => call(importOfficials, { params: { meeting: props.now.id }, body })}
            onImported={async () => {
              await props.actions.act(async () => ok(undefined));
              setTellers(props.now.scrutineers.tellers.join('、'));
            }}
            name="officials-file"
          />
        </Show>
      </Card>
      <WitnessesCard actions={props.actions} now={props.now} />
      <Show when={picking()}>
        <Dialog
          name="pick-scrutineer"
          title={{ zh: '增加监票人', en: 'Add a scrutineer' }}
          onCancel={() => setPicking(false)}
          actions={<Button text={{ zh: '返回', en: 'Back' }} onPress={() => setPicking(false)} name="cancel" />}
        >
          <PersonPicker
            people={props.now.roll.members
              .filter((member) => !members().includes(member.id))
              .map((member) => ({
                key: member.id,
                name: member.name,
                remark: member.label === member.name ? '' : member.remark || member.birth,
                surname: member.surname,
                blocked: member.candidate ? say({ zh: '候选人', en: 'candidate' }) : null,
              }))}
            onPick={(person) => {
              setPicking(false);
              void save([...members(), person.key], threshold());
            }}
          />
        </Dialog>
      </Show>
    </div>
  );
}
