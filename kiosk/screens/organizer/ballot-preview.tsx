/** O4: the ballot as the kiosk shows it, drawn with the kiosk's own rows. Nothing can be cast here. */
import { createSignal, For, type JSX, Match, Switch } from 'solid-js';
import type { ContestView } from '../../../server/contract/shared.ts';
import type { Mark } from '../../../tally/marks/election-marks.ts';
import type { AppraisalContest, ElectionContest, RecommendationContest } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { GradeRow } from '../../controls/grade-row.tsx';
import { MarkRow } from '../../controls/mark-row.tsx';
import { NomineeTile } from '../../controls/nominee-tile.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say } from '../../session/language.ts';

function ElectionPreview(props: { readonly contest: ElectionContest }): JSX.Element {
  const [marks, setMarks] = createSignal<Readonly<Record<string, Mark>>>({});
  return (
    <section class="preview-contest">
      <h3>
        {say(props.contest.title)} ·{' '}
        {say({ zh: `应选 ${props.contest.seats} 名`, en: `${props.contest.seats} to elect` })}
      </h3>
      <div class="preview-rows">
        <For each={props.contest.candidates}>
          {(candidate) => (
            <MarkRow
              name={candidate.name}
              remark={candidate.remark}
              mark={marks()[label(candidate)] ?? null}
              pointedOut={false}
              onMark={(mark) => setMarks({ ...marks(), [label(candidate)]: mark })}
            />
          )}
        </For>
      </div>
      <p class="faint">
        {props.contest.writeIns.length > 0
          ? say({
              zh: `投不赞成票的可以从 ${props.contest.writeIns.length} 名党员中另选他人。`,
              en: `Who votes against may name one of ${props.contest.writeIns.length} members.`,
            })
          : say({ zh: '不设另选他人。', en: 'No write-ins.' })}
      </p>
    </section>
  );
}

function AppraisalPreview(props: { readonly contest: AppraisalContest }): JSX.Element {
  const [grades, setGrades] = createSignal<Readonly<Record<string, number>>>({});
  return (
    <section class="preview-contest">
      <h3>{say(props.contest.title)}</h3>
      <div class="preview-rows">
        <For each={props.contest.subjects}>
          {(subject) => (
            <GradeRow
              name={subject.name}
              remark={subject.remark}
              grades={props.contest.grades}
              grade={grades()[label(subject)] ?? null}
              onGrade={(grade) => setGrades({ ...grades(), [label(subject)]: grade })}
              pointedOut={false}
            />
          )}
        </For>
      </div>
      <p class="faint">
        {say({ zh: '没有评的，记作未评，按弃权计。', en: 'A row without a grade counts as an abstention.' })}
      </p>
    </section>
  );
}

function RecommendationPreview(props: { readonly contest: RecommendationContest }): JSX.Element {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const toggle = (name: string) => {
    const next = new Set(chosen());
    if (!next.delete(name) && next.size < props.contest.limit) next.add(name);
    setChosen(next);
  };
  return (
    <section class="preview-contest">
      <h3>
        {say(props.contest.title)} ·{' '}
        {say({ zh: `最多推荐 ${props.contest.limit} 名`, en: `${props.contest.limit} at most` })}
      </h3>
      <div class="preview-nominees">
        <For each={props.contest.nominees}>
          {(nominee) => (
            <NomineeTile
              name={nominee.name}
              remark={nominee.remark}
              chosen={chosen().has(label(nominee))}
              onToggle={() => toggle(label(nominee))}
            />
          )}
        </For>
      </div>
    </section>
  );
}

export function BallotPreview(props: { readonly contests: readonly ContestView[] }): JSX.Element {
  return (
    <Card
      title={
        props.contests.some(({ kind }) => kind === 'election')
          ? { zh: '选票预览（样票）', en: 'Ballot preview (specimen)' }
          : { zh: '表的预览（样表）', en: 'Preview of the form (specimen)' }
      }
      name="preview"
    >
      <For each={props.contests}>
        {(contest) => (
          <Switch>
            <Match when={contest.kind === 'election' && contest}>{(of) => <ElectionPreview contest={of()} />}</Match>
            <Match when={contest.kind === 'appraisal' && contest}>{(of) => <AppraisalPreview contest={of()} />}</Match>
            <Match when={contest.kind === 'recommendation' && contest}>
              {(of) => <RecommendationPreview contest={of()} />}
            </Match>
          </Switch>
        )}
      </For>
    </Card>
  );
}
