/** V2 of 民主测评: one row a subject, a button a grade; what is left out is 未评 and says so. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Pickable } from '../../../server/contract/shared.ts';
import { gradeSubject, ungradedSubjects } from '../../../tally/marks/form-marks.ts';
import { label } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { GradeRow } from '../../controls/grade-row.tsx';
import { Words } from '../../controls/text.tsx';
import { language, type Text } from '../../session/language.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { appraisalMarks, type BallotPage } from './ballot-pages.ts';
import { MarkingPage, type PageScreen } from './marking-page.tsx';

export function AppraisalScreen(props: {
  readonly session: VoterSession;
  readonly screen: PageScreen;
  readonly page: Extract<BallotPage, { readonly subjects: readonly number[] }>;
  readonly pages: number;
  readonly people: readonly Pickable[];
}): JSX.Element {
  /** The grade that was pressed a second time: taking it back is asked about, an old finger presses twice. */
  const [takingBack, setTakingBack] = createSignal<{ subject: number; name: string } | null>(null);
  const marks = () => appraisalMarks(props.session.marks(), props.page.contestIndex);
  const ungradedHere = () => ungradedSubjects(marks()).filter((subject) => props.page.subjects.includes(subject));
  const counts = () => {
    const grades = props.session.marks().flatMap((of) => (of.kind === 'appraisal' ? of.grades : []));
    return { done: grades.filter((grade) => grade !== null).length, of: grades.length };
  };
  const set = (subject: number, grade: number | null) =>
    props.session.setContestMarks(props.page.contestIndex, gradeSubject(marks(), subject, grade));

  const ungraded = (): Text | null => {
    const open = ungradedHere().length;
    return open === 0 ? null : { zh: `还有 ${open} 项未评，可以继续`, en: `${open} without a grade; you may go on` };
  };
  return (
    <MarkingPage
      session={props.session}
      screen={props.screen}
      title={props.page.contest.title}
      pages={props.pages}
      unmarked={ungraded()}
      state={
        counts().done === counts().of
          ? { zh: `已评 ${counts().of} 项`, en: `All ${counts().of} graded` }
          : {
              zh: `已评 ${counts().done} 项，还有 ${counts().of - counts().done} 项`,
              en: `${counts().done} graded, ${counts().of - counts().done} left`,
            }
      }
    >
      {(isPointedOut) => (
        <>
          <div class="ballot" data-form="appraisal" style={{ '--rows': props.page.subjects.length }}>
            <For each={props.page.subjects}>
              {(subject) => {
                const person = props.page.contest.subjects[subject];
                const name = person?.name ?? '';
                const grade = () => marks().grades[subject] ?? null;
                const reading = () =>
                  props.page.contest.objects === 'bodies' || person === undefined
                    ? undefined
                    : props.people.find((one) => one.label === label(person))?.pinyin;
                return (
                  <GradeRow
                    name={name}
                    remark={person?.remark ?? ''}
                    pinyin={language() === 'en' ? reading() : undefined}
                    grades={props.page.contest.grades}
                    grade={grade()}
                    onGrade={(chosen) => {
                      if (grade() === chosen)
                        setTakingBack({ subject, name: person === undefined ? '' : label(person) });
                      else set(subject, chosen);
                    }}
                    isReturn={props.screen.row === subject}
                    pointedOut={isPointedOut() && ungradedHere().includes(subject)}
                  />
                );
              }}
            </For>
          </div>
          <Show when={takingBack()}>
            {(asked) => (
              <Dialog
                name="take-back"
                title={{ zh: `不评${asked().name}？`, en: `No grade for ${asked().name}?` }}
                onCancel={() => setTakingBack(null)}
                actions={
                  <>
                    <Button text={{ zh: '不改', en: 'Keep' }} name="keep" onPress={() => setTakingBack(null)} />
                    <Button
                      text={{ zh: '改为未评', en: 'No grade' }}
                      name="remove"
                      onPress={() => {
                        const { subject } = asked();
                        setTakingBack(null);
                        set(subject, null);
                      }}
                    />
                  </>
                }
              >
                <Words text={{ zh: '未评的，按弃权计。', en: 'No grade counts as an abstention.' }} />
              </Dialog>
            )}
          </Show>
        </>
      )}
    </MarkingPage>
  );
}
