/** O4: the ballot as the kiosk shows it, drawn with the kiosk's own rows. Nothing can be cast here. */
import { createSignal, For, type JSX } from 'solid-js';
import type { ContestView } from '../../../server/contract/shared.ts';
import type { Mark } from '../../../tally/marks/election-marks.ts';
import { label } from '../../../tally/record/person.ts';
import { MarkRow } from '../../controls/mark-row.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say } from '../../session/language.ts';

export function BallotPreview(props: { readonly contests: readonly ContestView[] }): JSX.Element {
  const [marks, setMarks] = createSignal<Readonly<Record<string, Mark>>>({});
  return (
    <Card title={{ zh: '选票预览（样票）', en: 'Ballot preview (specimen)' }} name="preview">
      <For each={props.contests}>
        {(contest) => (
          <section class="preview-contest">
            <h3>
              {say(contest.title)} · {say({ zh: `应选 ${contest.seats} 名`, en: `${contest.seats} to elect` })}
            </h3>
            <div class="preview-rows">
              <For each={contest.candidates}>
                {(candidate) => {
                  const key = `${contest.post}:${label(candidate)}`;
                  return (
                    <MarkRow
                      name={candidate.name}
                      remark={candidate.remark}
                      mark={marks()[key] ?? null}
                      pointedOut={false}
                      onMark={(mark) => setMarks({ ...marks(), [key]: mark })}
                    />
                  );
                }}
              </For>
            </div>
            <p class="faint">
              {contest.writeIns.length > 0
                ? say({
                    zh: `投不赞成票的可以从 ${contest.writeIns.length} 名党员中另选他人。`,
                    en: `Who votes against may name one of ${contest.writeIns.length} members.`,
                  })
                : say({ zh: '不设另选他人。', en: 'No write-ins.' })}
            </p>
          </section>
        )}
      </For>
    </Card>
  );
}
