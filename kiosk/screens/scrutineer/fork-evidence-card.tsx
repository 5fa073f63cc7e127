/** Two histories, as this device can show them to anybody: what the two signed heads say, and the file to save. */
import { For, type JSX } from 'solid-js';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { parseCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { parseNote } from '../../../crypto/log/signed-note.ts';
import type { ForkEvidence } from '../../../tally/record/log-head.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { FORK_TEXT, judgeForkEvidence } from '../../../tally/verify/fork-evidence.ts';
import { Button } from '../../controls/button.tsx';
import { say, type Text } from '../../session/language.ts';

function save(fork: ForkEvidence): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(canonicalBytes(fork))], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `fork-evidence-${fork.logOrigin.replaceAll('/', '-')}.json`;
  link.click();
  URL.revokeObjectURL(address);
}

export function ForkEvidenceCard(props: { readonly fork: ForkEvidence }): JSX.Element {
  const verdict = (): Text => {
    const judged = judgeForkEvidence(props.fork);
    return FORK_TEXT[judged.ok ? judged.value : judged.error];
  };
  const heads = () =>
    (
      [
        [{ zh: '本机联署过', en: 'This device cosigned' }, props.fork.cosigned],
        [{ zh: '服务器后来出示', en: 'The server showed later' }, props.fork.shown],
      ] as const
    ).map(([label, note]) => ({ label, head: parseCheckpoint(parseNote(note).text) }));
  return (
    <div class="stack" data-name="fork-evidence">
      <dl class="proposal-lines">
        <For each={heads()}>
          {({ label, head }) => (
            <div>
              <dt>{say(label)}</dt>
              <dd>
                {say({ zh: `第 ${head.size} 条 `, en: `entry ${head.size} ` })}
                <span class="code">{shortHash(head.root).join(' ')}</span>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p>
        {say(verdict())}
        {say({ zh: '。', en: '.' })}
      </p>
      <div class="row">
        <Button text={{ zh: '保存证据', en: 'Save the evidence' }} onPress={() => save(props.fork)} name="save-fork" />
      </div>
    </div>
  );
}
