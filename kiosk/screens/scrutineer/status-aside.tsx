/** What is always in view beside the task: whose device, the key file, the log, the colleagues. */
import { For, type JSX, Show } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { Button } from '../../controls/button.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { say, type Text } from '../../session/language.ts';
import { thresholdWords } from './ceremony-screens.tsx';
import type { Device } from './device.ts';
import { saveKeyFile } from './save-key-file.ts';

function download(device: Device): void {
  saveKeyFile(device.who, device.keyFile());
  device.fileTaken();
}

export function StatusAside(props: { readonly device: Device }): JSX.Element {
  const view = () => props.device.server();
  const hasShare = () => props.device.state().share !== null;
  const head = () => props.device.state().cosigned;
  const fileText = (): Text => {
    if (props.device.isFileNew()) {
      return hasShare()
        ? { zh: '文件里有新的密钥份额，请下载保存。', en: 'The file holds your new key share: download it.' }
        : {
            zh: '请下载保存。设备坏了，只有它能恢复。',
            en: 'Download it: only this file can replace a broken device.',
          };
    }
    return { zh: '已下载。口令和文件请分开保管。', en: 'Downloaded. Keep passphrase and file apart.' };
  };
  return (
    <aside class="status-aside">
      <Card name="me">
        <div class="me">
          <span class="me-name">{props.device.who.name}</span>
          <span class="faint">
            {say({ zh: `监票人 ${props.device.who.index}`, en: `scrutineer ${props.device.who.index}` })}
          </span>
        </div>
        <Show when={view()}>{(now) => <p>{say(thresholdWords(now().colleagues.length, now().threshold))}</p>}</Show>
      </Card>
      <Card title={{ zh: '密钥文件', en: 'Key file' }} name="key-file">
        <Show when={props.device.isSaving()} fallback={<p data-new={props.device.isFileNew()}>{say(fileText())}</p>}>
          <Progress text={{ zh: '正在加密保存…', en: 'Encrypting and saving…' }} />
        </Show>
        <div class="row">
          <Button
            text={{ zh: '下载密钥文件', en: 'Download the key file' }}
            disabled={props.device.isSaving()}
            onPress={() => download(props.device)}
            name="download"
          />
          <Show when={hasShare()}>
            <Button
              text={{ zh: '打印份额单', en: 'Print the share sheet' }}
              disabled={props.device.isSaving()}
              onPress={() => window.print()}
              name="print-share"
            />
          </Show>
        </div>
      </Card>
      <Card title={{ zh: '档案', en: 'Record' }} name="log">
        <Show
          when={head()}
          fallback={<p class="faint">{say({ zh: '还没有档案。', en: 'There is no record yet.' })}</p>}
        >
          {(cosigned) => (
            <>
              <p>
                {say(
                  props.device.alarm() === null
                    ? {
                        zh: `本机已联署到第 ${cosigned().size} 条。本页开着就自动联署。`,
                        en: `This device has cosigned up to entry ${cosigned().size}. It goes on while this page is open.`,
                      }
                    : {
                        zh: `本机联署到第 ${cosigned().size} 条，现已停止联署。`,
                        en: `This device cosigned up to entry ${cosigned().size} and has stopped.`,
                      },
                )}
              </p>
              <p class="code">{shortHash(decodeBase64url(cosigned().root, 32)).join(' ')}</p>
            </>
          )}
        </Show>
      </Card>
      <Card title={{ zh: '监票人', en: 'Scrutineers' }} name="colleagues">
        <ul class="colleagues">
          <For each={view()?.colleagues ?? []}>
            {(colleague) => {
              const isHere = () => colleague.online || colleague.index === props.device.who.index;
              return (
                <li data-done={isHere()}>
                  <span aria-hidden="true">{isHere() ? '●' : '○'}</span>
                  <span>{colleague.name}</span>
                  <span class="faint">
                    {say(isHere() ? { zh: '在线', en: 'online' } : { zh: '离线', en: 'offline' })}
                  </span>
                </li>
              );
            }}
          </For>
        </ul>
      </Card>
    </aside>
  );
}
