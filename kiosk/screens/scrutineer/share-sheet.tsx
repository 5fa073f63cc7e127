/**
 * The printable share sheet for the sealed envelope (specification §4): the encrypted key file as QR codes. Without
 * the passphrase it is worth nothing, so it may be printed and kept.
 */
import { createMemo, For, type JSX } from 'solid-js';
import { sha256 } from '../../../crypto/hash.ts';
import { splitIntoSymbols } from '../../../printables/qr/split.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { QrCode } from '../../controls/qr-code.tsx';
import { say } from '../../session/language.ts';
import type { Device } from './device.ts';

/** Small enough for a symbol that a hand scanner reads from office paper. */
const BYTES_PER_SYMBOL = 480;

export function ShareSheet(props: { readonly device: Device }): JSX.Element {
  const file = createMemo(() => {
    props.device.state();
    return props.device.keyFile();
  });
  const symbols = () => splitIntoSymbols('CPS1', file(), BYTES_PER_SYMBOL);
  const view = () => props.device.server();
  return (
    <section class="share-sheet" aria-hidden="true">
      <h1>{say({ zh: '密钥份额单', en: 'Key share sheet' })}</h1>
      <dl>
        <dt>{say({ zh: '会议', en: 'Meeting' })}</dt>
        <dd>{view()?.meeting.title}</dd>
        <dt>{say({ zh: '组织', en: 'Organization' })}</dt>
        <dd>{view()?.meeting.organization}</dd>
        <dt>{say({ zh: '监票人', en: 'Scrutineer' })}</dt>
        <dd>
          {props.device.who.name}（{props.device.who.index} / {view()?.colleagues.length}）
        </dd>
        <dt>{say({ zh: '摘要', en: 'Digest' })}</dt>
        <dd class="code">{shortHash(sha256(file())).join(' ')}</dd>
      </dl>
      <p>
        {say({
          zh: '二维码里是用本人口令加密的密钥文件；没有口令，谁也用不了。折好，装进信封，当众密封。设备丢失时，在监票人页面选“从密钥文件恢复”，逐个扫描。',
          en: 'The codes hold the key file encrypted under the scrutineer’s passphrase; without it they are useless. Fold, put into an envelope and seal it in view. If the device is lost, choose “Restore from the key file” on the scrutineer’s page and scan each code.',
        })}
      </p>
      <div class="share-symbols">
        <For each={symbols()}>
          {(symbol, at) => (
            <figure>
              <QrCode text={symbol} title={{ zh: `份额二维码 ${at() + 1}`, en: `Share code ${at() + 1}` }} />
              <figcaption>
                {at() + 1} / {symbols().length}
              </figcaption>
            </figure>
          )}
        </For>
      </div>
    </section>
  );
}
