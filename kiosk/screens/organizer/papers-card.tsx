/** Every paper and list of the meeting by when it is needed, each as the files it comes in, and the archive. */
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { comparePaper, meetingPapers } from '../../../server/contract/papers.ts';
import type { ResponseOf } from '../../../server/contract/route.ts';
import { ListComparison } from '../../controls/list-import.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperLine } from '../../controls/paper-line.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { PaperDetailsForm } from './paper-details-form.tsx';
import { PrintButton } from './print-job.tsx';

const GROUPS = [
  { group: 'before', title: { zh: '会前', en: 'Before the meeting' } },
  { group: 'meeting', title: { zh: '会上', en: 'At the meeting' } },
  { group: 'after', title: { zh: '会后', en: 'After the meeting' } },
  { group: 'lists', title: { zh: '表册', en: 'Lists' } },
] as const;

export function PapersCard(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const [papers, setPapers] = createSignal<ResponseOf<typeof meetingPapers> | null>(null);
  const load = async () => {
    const answer = await call(meetingPapers, { params: { meeting: props.now.id } });
    if (answer.ok) setPapers(answer.value);
  };
  createEffect(
    on(
      () => [props.now.id, props.now.phase, props.now.currentRound],
      () => void load(),
    ),
  );
  return (
    <Show when={papers()}>
      {(found) => (
        <>
          <Card title={{ zh: '文书和表册', en: 'Papers and lists' }} name="papers">
            <p class="faint">
              {say({
                zh: '版式按党政机关公文格式（GB/T 9704）。空白处为尚不知道的内容，可以在 Word 中修改或打印后填写。',
                en: 'Laid out as official documents (GB/T 9704). What is not known yet is left blank: edit it in Word or write it in by hand.',
              })}
            </p>
            <For each={GROUPS}>
              {({ group, title }) => (
                <Show when={found().papers.some((paper) => paper.group === group)}>
                  <h3>{say(title)}</h3>
                  <ul class="document-list">
                    <For each={found().papers.filter((paper) => paper.group === group)}>
                      {(paper) => (
                        <PaperLine paper={paper}>
                          <Show
                            when={
                              props.now.printing.papers !== null && paper.files.some(({ format }) => format === 'pdf')
                            }
                          >
                            <PrintButton
                              meeting={props.now.id}
                              document={{ kind: 'paper', paper: paper.kind }}
                              label={say(paper.title)}
                            />
                          </Show>
                          <Show when={paper.compared}>
                            <ListComparison
                              list={paper.title}
                              send={(body) =>
                                call(comparePaper, { params: { meeting: props.now.id, paper: paper.kind }, body })
                              }
                              name={`compare-${paper.kind}`}
                            />
                          </Show>
                        </PaperLine>
                      )}
                    </For>
                  </ul>
                </Show>
              )}
            </For>
          </Card>
          <PaperDetailsForm meeting={props.now.id} details={found().details} onSaved={() => void load()} />
          <Card title={{ zh: '归档', en: 'Archive' }} name="archive">
            <p>
              {say({
                zh: '全部文件、选举档案、目录和散列值装在一个签名的压缩包里，可以用 npm run verify 独立核验。',
                en: 'All papers, the record, the index and its hashes in one signed zip that npm run verify checks.',
              })}
            </p>
            <Show
              when={found().archive.ready}
              fallback={
                <p class="faint">{say({ zh: '结果公布以后可以归档。', en: 'Once the result is published.' })}</p>
              }
            >
              <p>
                <a href={found().archive.href} data-name="archive-file">
                  {say({ zh: '下载归档包', en: 'Download the archive' })}
                </a>
              </p>
            </Show>
          </Card>
        </>
      )}
    </Show>
  );
}
