/** V2 of an election: one page of candidates, three equal marks each; 另选他人 beside a candidate marked 不赞成. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { Pickable } from '../../../server/contract/shared.ts';
import {
  type Choice,
  type ElectionMarks,
  type Mark,
  type MarkRefusal,
  markCandidate,
} from '../../../tally/marks/election-marks.ts';
import type { Contest, ElectionContest } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { MarkRow } from '../../controls/mark-row.tsx';
import { WriteInButton } from '../../controls/write-in-button.tsx';
import { language, type Text } from '../../session/language.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { ballotPages, electionMarks } from './ballot-pages.ts';
import { geometry } from './frame.tsx';
import { MarkingPage, type PageScreen } from './marking-page.tsx';
import { RefusalDialog } from './refusal-dialog.tsx';

function choiceNames(contest: ElectionContest, chosen: readonly Choice[]): string {
  const persons = chosen.map((choice) =>
    choice.kind === 'candidate' ? contest.candidates[choice.index] : contest.writeIns[choice.index],
  );
  return persons.map((person) => (person === undefined ? '' : label(person))).join('、');
}

/** Said in words, naming who is chosen already; nothing is changed (UX 5.3). */
export function refusalText(contest: ElectionContest, refusal: MarkRefusal): { title: Text; what: Text } {
  switch (refusal.code) {
    case 'too-many': {
      const names = choiceNames(contest, refusal.chosen);
      return {
        title: { zh: `最多选 ${refusal.seats} 人`, en: `You can choose ${refusal.seats} at most` },
        what: { zh: `您已选：${names}。请先改一个。`, en: `You have chosen: ${names}. Change one first.` },
      };
    }
    case 'write-in-twice': {
      const name = choiceNames(contest, [{ kind: 'write-in', index: refusal.writeIn }]);
      return {
        title: { zh: `您已经另选了${name}`, en: `You have chosen ${name} already` },
        what: { zh: '同一个人只能选一次。', en: 'A person can be chosen once.' },
      };
    }
    case 'write-in-without-disapproval':
      return {
        title: { zh: '不赞成才能另选他人', en: 'Choose another only after Against' },
        what: { zh: '请先选“不赞成”。', en: 'Mark Against first.' },
      };
    default:
      return {
        title: { zh: '不能这样选', en: 'This choice is not possible' },
        what: { zh: '请另选一人。', en: 'Please choose another person.' },
      };
  }
}

export function ElectionScreen(props: {
  readonly session: VoterSession;
  readonly screen: PageScreen;
  readonly contests: readonly Contest[];
  readonly people: readonly Pickable[];
}): JSX.Element {
  const pages = createMemo(() => ballotPages(props.contests, geometry()));
  const page = createMemo(() => {
    const here = pages()[Math.min(props.screen.page, pages().length - 1)];
    return here !== undefined && 'candidates' in here ? here : undefined;
  });
  const [refusal, setRefusal] = createSignal<{ title: Text; what: Text } | null>(null);
  const [dropping, setDropping] = createSignal<{ candidate: number; mark: Mark; name: string } | null>(null);

  const marks = (): ElectionMarks => electionMarks(props.session.marks(), page()?.contestIndex ?? 0);
  const unmarkedHere = () => (page()?.candidates ?? []).filter((candidate) => marks().rows[candidate]?.mark === null);

  const unmarked = (): Text | null => {
    const open = unmarkedHere().length;
    if (open === 0) return null;
    return { zh: `还有 ${open} 人没有表示，可以继续`, en: `${open} not marked yet; you may go on` };
  };

  const mark = (candidate: number, next: Mark, dropWriteIn = false) => {
    const here = page();
    if (here === undefined) return;
    const { contest, contestIndex } = here;
    const answer = markCandidate(contest, marks(), candidate, next, { dropWriteIn });
    if (answer.ok) {
      props.session.setContestMarks(contestIndex, answer.value);
    } else if (answer.error.code === 'write-in-would-be-dropped') {
      const person = contest.writeIns[answer.error.writeIn];
      setDropping({ candidate, mark: next, name: person === undefined ? '' : label(person) });
    } else {
      setRefusal(refusalText(contest, answer.error));
    }
  };

  const state = (): Text => {
    const rows = props.session.marks().flatMap((contest) => (contest.kind === 'election' ? contest.rows : []));
    const done = rows.filter((row) => row.mark !== null).length;
    return done === rows.length
      ? { zh: `已表示 ${done} 人`, en: `All ${done} marked` }
      : { zh: `已表示 ${done} 人，还有 ${rows.length - done} 人`, en: `${done} marked, ${rows.length - done} left` };
  };

  const writeInButton = (contest: ElectionContest, contestIndex: number, candidate: number) => {
    const row = () => marks().rows[candidate];
    const person = () => {
      const index = row()?.writeIn;
      const chosen = index == null ? undefined : contest.writeIns[index];
      return chosen === undefined ? null : label(chosen);
    };
    return (
      <Show when={row()?.mark === 'disapprove' && contest.writeIns.length > 0}>
        <WriteInButton person={person()} onPress={() => props.session.pickWriteIn(contestIndex, candidate)} />
      </Show>
    );
  };

  return (
    <MarkingPage
      session={props.session}
      screen={props.screen}
      title={page()?.contest.title ?? { zh: '', en: '' }}
      pages={pages().length}
      state={state()}
      unmarked={unmarked()}
    >
      {(isPointedOut) => (
        <>
          <div class="ballot" style={{ '--rows': page()?.candidates.length ?? 1 }}>
            <For each={page()?.candidates}>
              {(candidate) => {
                const { contest, contestIndex } = page() as NonNullable<ReturnType<typeof page>>;
                const person = contest.candidates[candidate] as ElectionContest['candidates'][number];
                return (
                  <MarkRow
                    name={person.name}
                    remark={person.remark}
                    pinyin={
                      language() === 'en' ? props.people.find((one) => one.label === label(person))?.pinyin : undefined
                    }
                    mark={electionMarks(props.session.marks(), contestIndex).rows[candidate]?.mark ?? null}
                    onMark={(chosen) => mark(candidate, chosen)}
                    isReturn={props.screen.row === candidate}
                    pointedOut={isPointedOut() && unmarkedHere().includes(candidate)}
                    writeIn={writeInButton(contest, contestIndex, candidate)}
                    writeInShown={
                      contest.writeIns.length > 0 &&
                      electionMarks(props.session.marks(), contestIndex).rows[candidate]?.mark === 'disapprove'
                    }
                  />
                );
              }}
            </For>
          </div>
          <Show when={refusal()}>
            {(words) => <RefusalDialog title={words().title} what={words().what} onClose={() => setRefusal(null)} />}
          </Show>
          <Show when={dropping()}>
            {(asked) => (
              <Dialog
                name="drop-write-in"
                title={{ zh: `去掉另选的${asked().name}？`, en: `Remove ${asked().name}?` }}
                onCancel={() => setDropping(null)}
                actions={
                  <>
                    <Button text={{ zh: '不改', en: 'Keep' }} name="keep" onPress={() => setDropping(null)} />
                    <Button
                      text={{ zh: '去掉', en: 'Remove' }}
                      name="remove"
                      onPress={() => {
                        // Read before the question closes: afterwards there is nothing to read.
                        const { candidate, mark: next } = asked();
                        setDropping(null);
                        mark(candidate, next, true);
                      }}
                    />
                  </>
                }
              />
            )}
          </Show>
        </>
      )}
    </MarkingPage>
  );
}
