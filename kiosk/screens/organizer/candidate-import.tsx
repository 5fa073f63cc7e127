/** 候选人 from a file, with what has to be corrected line by line. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { importCandidates } from '../../../server/contract/papers.ts';
import type { ResponseOf } from '../../../server/contract/route.ts';
import { amount } from '../../../tally/text/amount.ts';
import { FileField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { base64 } from './base64.ts';

export function CandidateImport(props: { readonly actions: MeetingActions }): JSX.Element {
  const [report, setReport] = createSignal<ResponseOf<typeof importCandidates> | null>(null);
  const read = async (file: File) => {
    const content = base64(new Uint8Array(await file.arrayBuffer()));
    const answer = await call(importCandidates, {
      params: { meeting: props.actions.meeting },
      body: { fileName: file.name, content },
    });
    await props.actions.act(async () => answer);
    setReport(answer.ok ? answer.value : null);
  };
  return (
    <>
      <FileField
        label={{ zh: '导入候选人名单（CSV 或 XLSX）', en: 'Import the candidates (CSV or XLSX)' }}
        accept=".csv,.txt,.xlsx"
        onFile={(file) => void read(file)}
        help={{
          zh: '列：职务、姓名，有同名的加出生年月。导入会替换所列职务的候选人。',
          en: 'Columns 职务 (post), 姓名 (name), and 出生年月 (birth) for namesakes. Replaces the candidates of the posts in it.',
        }}
        name="candidates-file"
      />
      <p>
        <a href={`/api/organizer/meetings/${props.actions.meeting}/papers/candidates/template.csv`}>
          {say({ zh: '下载模板', en: 'Download the template' })}
        </a>
      </p>
      <Show when={report()}>
        {(done) => (
          <Notice
            name="candidates-report"
            tone={done().imported ? 'good' : 'bad'}
            text={
              done().imported
                ? {
                    zh: `已导入 ${done().candidates} 名候选人`,
                    en: `${amount(done().candidates, 'candidate')} imported`,
                  }
                : {
                    zh: '没有导入，请改正后再选一次文件。',
                    en: 'Nothing imported: correct the file and choose it again.',
                  }
            }
          >
            <ul class="roll-lines">
              <For each={done().lines}>
                {(line) => (
                  <li data-severity={line.severity}>
                    {say({ zh: `第 ${line.line} 行：${line.zh}`, en: `Line ${line.line}: ${line.en}` })}
                  </li>
                )}
              </For>
            </ul>
          </Notice>
        )}
      </Show>
    </>
  );
}
