/**
 * Outside witnesses of the record: declared by the line their program prints, before the sealing. Whoever is declared is
 * waited for, so the card says at every moment how far each has come.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { parseVerifierKey } from '../../../crypto/log/signed-note.ts';
import { type OrganizerMeeting, saveWitnesses } from '../../../server/contract/organizer.ts';
import { noteName, type Witness } from '../../../tally/record/meeting-entry.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

/** The line a witness's program prints: name, check, key. Null for anything else, a slip of one character included. */
export function readWitnessLine(line: string): Witness | null {
  try {
    const { name, publicKey, kind } = parseVerifierKey(line.trim());
    return kind === 'cosignature' && noteName.safeParse(name).success
      ? { name, key: encodeBase64url(publicKey) }
      : null;
  } catch {
    return null;
  }
}

export function WitnessesCard(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const [line, setLine] = createSignal('');
  const [isWrong, setWrong] = createSignal(false);
  const isFixed = () => props.now.phase !== 'draft';
  const declared = (): readonly Witness[] => props.now.witnesses.map(({ name, key }) => ({ name, key }));
  const save = (witnesses: readonly Witness[]) =>
    props.actions.act(
      () => call(saveWitnesses, { params: { meeting: props.now.id }, body: { witnesses: [...witnesses] } }),
      { zh: '已保存', en: 'Saved' },
    );
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const witness = readWitnessLine(line());
    setWrong(witness === null);
    if (witness !== null && (await save([...declared(), witness]))) setLine('');
  };
  const progress = ({ cosigned, awaited }: OrganizerMeeting['witnesses'][number]): Text => {
    if (!isFixed()) return { zh: '封存后开始联署', en: 'begins after the sealing' };
    if (awaited) return { zh: `等待联署（已到第 ${cosigned} 条）`, en: `waited for (has come to entry ${cosigned})` };
    return cosigned === 0
      ? { zh: '还没有联署', en: 'has cosigned nothing yet' }
      : { zh: `已联署到第 ${cosigned} 条`, en: `has cosigned up to entry ${cosigned}` };
  };
  return (
    <Card title={{ zh: '外部见证', en: 'Outside witnesses' }} name="witnesses">
      <p>
        {say({
          zh: '见证方是会场以外的电脑，只核对档案没有改写，不看选票。可以不设；设了，就要等它联署才能开始投票、才能开票。',
          en: 'A witness is a computer outside the hall that checks only that the record is never rewritten. None is needed; but a declared one must cosign before voting opens and before the count.',
        })}
      </p>
      <ul class="scrutineer-list">
        <For
          each={props.now.witnesses}
          fallback={<li class="faint">{say({ zh: '没有外部见证。', en: 'No outside witness.' })}</li>}
        >
          {(one) => (
            <li data-witness={one.name} data-awaited={one.awaited}>
              <span class="candidate-name">{one.name}</span>
              <span class="code-text">{one.fingerprint.join(' ')}</span>
              <span class="faint">{say(progress(one))}</span>
              <Show when={!isFixed()}>
                <span class="candidate-tools">
                  <Button
                    kind="quiet"
                    text={{ zh: '移除', en: 'Remove' }}
                    onPress={() => void save(declared().filter(({ key }) => key !== one.key))}
                    name="remove-witness"
                  />
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.now.witnesses.some(({ awaited }) => awaited)}>
        <Notice
          tone="warning"
          name="witness-awaited"
          text={{
            zh: '正在等待见证方联署。请让它的见证程序运行；它确实不能恢复时，本轮改用纸质选票。',
            en: 'Waiting for a witness. Have its program run; if it cannot be brought back, the round goes to paper.',
          }}
        />
      </Show>
      <Show when={!isFixed()}>
        <form class="stack" onSubmit={(event) => void add(event)}>
          <TextField
            label={{ zh: '见证程序显示的一行（名称+校验+公钥）', en: 'The line its program prints (name+check+key)' }}
            value={line()}
            onInput={(value) => {
              setLine(value);
              setWrong(false);
            }}
            help={{
              zh: '对方运行 npm run witness -- 本机地址，把显示的一行发来。请打电话核对四组字符。',
              en: 'They run npm run witness -- ADDRESS and send you the line. Compare the four groups by telephone.',
            }}
            error={
              isWrong()
                ? {
                    zh: '读不出这一行，可能漏了或错了字符。',
                    en: 'This line cannot be read: a character is missing or wrong.',
                  }
                : null
            }
            name="witness-line"
          />
          <div class="row" data-end="true">
            <Button submit text={{ zh: '增加见证方', en: 'Add the witness' }} name="add-witness" />
          </div>
        </form>
      </Show>
    </Card>
  );
}
