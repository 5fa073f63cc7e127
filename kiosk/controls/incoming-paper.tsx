/** A signed paper that came by stick or mail: named checks, who signed, and taking it in once the key has been compared. */
import { createSignal, type JSX, Show } from 'solid-js';
import type { Result } from '../../crypto/result.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import type { PaperExamination } from '../../server/contract/villages.ts';
import { say, type Text } from '../session/language.ts';
import { Button } from './button.tsx';
import { CheckList } from './check-list.tsx';
import { CheckField, FileField } from './fields.tsx';
import { announce, Notice, RefusalNotice } from './notice.tsx';
import { Card } from './official-page.tsx';

const STANDING = {
  known: { zh: '与以前核对过的钥匙相同', en: 'the key that was compared before' },
  new: { zh: '还没有核对过这把钥匙', en: 'this key has not been compared yet' },
  other: {
    zh: '注意：与以前核对过的钥匙不同！没有打电话问清原因，不要收下。',
    en: 'Attention: another key than the one compared before! Do not take it in before you have asked why.',
  },
} as const satisfies Record<NonNullable<PaperExamination['signer']>['standing'], Text>;

export function IncomingPaper(props: {
  readonly title: Text;
  readonly label: Text;
  readonly examine: (file: File) => Promise<Result<PaperExamination, Refusal>>;
  readonly receive: (file: File, signer: string | null) => Promise<Result<unknown, Refusal>>;
  readonly onReceived: (answer: unknown) => void;
}): JSX.Element {
  const [file, setFile] = createSignal<File | null>(null);
  const [found, setFound] = createSignal<PaperExamination | null>(null);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [compared, setCompared] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const look = async (chosen: File) => {
    setBusy(true);
    setFile(chosen);
    // What was found in the file before says nothing of this one: its key is not to be ticked as compared.
    setFound(null);
    setRefusal(null);
    setCompared(false);
    const answer = await props.examine(chosen);
    if (file() !== chosen) return;
    setBusy(false);
    setFound(answer.ok ? answer.value : null);
    setRefusal(answer.ok ? null : answer.error);
  };
  const take = async () => {
    const [chosen, signer] = [file(), found()?.signer];
    if (chosen === null || signer == null) return;
    setBusy(true);
    const answer = await props.receive(chosen, signer.standing === 'known' ? null : signer.fingerprint);
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '已收下', en: 'Taken in' });
    setFound(null);
    setFile(null);
    props.onReceived(answer.value);
  };
  return (
    <Card title={props.title} name="incoming">
      <FileField
        label={props.label}
        accept=".pdf,application/pdf"
        onFile={(chosen) => void look(chosen)}
        name="paper"
      />
      <RefusalNotice refusal={refusal()} />
      <Show when={found()}>
        {(now) => (
          <div class="stack" data-name="paper-checks" data-ok={now().ok}>
            <Notice
              tone={now().ok ? (now().signer?.standing === 'known' ? 'good' : 'info') : 'bad'}
              text={
                !now().ok
                  ? { zh: '核对不通过，不能收下', en: 'The checks failed; it cannot be taken in' }
                  : now().signer?.standing === 'known'
                    ? { zh: `核对通过：${now().title?.zh ?? ''}`, en: `All checks passed: ${now().title?.en ?? ''}` }
                    : {
                        zh: `文件完好：${now().title?.zh ?? ''}。收下前请核对签名人。`,
                        en: `The file is intact: ${now().title?.en ?? ''}. Compare the signer before taking it in.`,
                      }
              }
            />
            <CheckList
              checks={now().checks.map(({ name, ok, title, detail }) => ({
                name,
                title,
                detail,
                state: ok ? 'passed' : 'failed',
              }))}
            />
            <Show when={now().ok && now().signer}>
              {(signer) => (
                <>
                  <Notice
                    tone={signer().standing === 'other' ? 'bad' : signer().standing === 'new' ? 'warning' : 'good'}
                    name="signer"
                    text={{
                      zh: `签名人：${signer().name}（${STANDING[signer().standing].zh}）`,
                      en: `Signed by ${signer().name} (${STANDING[signer().standing].en})`,
                    }}
                  >
                    <p class="code">{signer().fingerprint}</p>
                  </Notice>
                  <Show when={signer().standing !== 'known'}>
                    <CheckField
                      text={{
                        zh: '已打电话与对方核对，这 16 位钥匙码完全一致',
                        en: 'Compared with the sender by telephone: these 16 characters are the same',
                      }}
                      checked={compared()}
                      onChange={setCompared}
                      name="compared"
                    />
                  </Show>
                  <div class="row" data-end="true">
                    <Button
                      kind="primary"
                      text={{ zh: '收下', en: 'Take it in' }}
                      busy={busy()}
                      disabled={signer().standing !== 'known' && !compared()}
                      onPress={() => void take()}
                      name="receive"
                    />
                  </div>
                </>
              )}
            </Show>
          </div>
        )}
      </Show>
      <Show when={busy() && found() === null}>
        <p class="faint">{say({ zh: '正在核对…', en: 'Checking…' })}</p>
      </Show>
    </Card>
  );
}
