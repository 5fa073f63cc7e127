/** V2 of 民主推荐: names to tick up to the limit; a long list is searched by surname, and who is chosen stands beside it. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { KioskState } from '../../../server/contract/kiosk.ts';
import type { Pickable } from '../../../server/contract/shared.ts';
import { type LimitReached, recommendedNominees, toggleNominee } from '../../../tally/marks/form-marks.ts';
import { label } from '../../../tally/record/person.ts';
import { NomineeTile } from '../../controls/nominee-tile.tsx';
import { PersonPicker, type PickablePerson } from '../../controls/person-picker.tsx';
import { pickerCapacity } from '../../controls/picker-capacity.ts';
import { Words } from '../../controls/text.tsx';
import { language } from '../../session/language.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { TEXT_SIZE_FACTOR, textSize } from '../../theme/text-size.ts';
import { type BallotPage, recommendationMarks } from './ballot-pages.ts';
import { geometry } from './frame.tsx';
import { MarkingPage, type PageScreen } from './marking-page.tsx';
import { RefusalDialog } from './refusal-dialog.tsx';

/** Width of the list of those chosen, in the drawing's millimetres. */
const CHOSEN_MM = 58;

export function RecommendationScreen(props: {
  readonly session: VoterSession;
  readonly screen: PageScreen;
  readonly page: Extract<BallotPage, { readonly nominees: readonly number[] }>;
  readonly pages: number;
  readonly people: readonly Pickable[];
  readonly surnames: KioskState['surnames'];
}): JSX.Element {
  const [refusal, setRefusal] = createSignal<LimitReached | null>(null);
  const contest = () => props.page.contest;
  const marks = () => recommendationMarks(props.session.marks(), props.page.contestIndex);
  const chosen = () => recommendedNominees(marks());
  const nameOf = (nominee: number) => {
    const person = contest().nominees[nominee];
    return person === undefined ? '' : label(person);
  };

  const toggle = (nominee: number) => {
    const answer = toggleNominee(contest(), marks(), nominee);
    if (answer.ok) props.session.setContestMarks(props.page.contestIndex, answer.value);
    else setRefusal(answer.error);
  };

  const people = createMemo((): readonly PickablePerson[] => {
    const places = new Map(contest().nominees.map((person, index) => [label(person), index] as const));
    return props.surnames.flatMap(({ surname, people: labels }) =>
      labels.flatMap((name) => {
        const index = places.get(name);
        const person = index === undefined ? undefined : contest().nominees[index];
        return person === undefined
          ? []
          : [{ key: String(index), surname, ...person, picked: marks().recommended[index as number] === true }];
      }),
    );
  });
  const capacity = () => {
    const { widthMm, heightMm, headerMm, footerMm, isLarge } = geometry();
    const size = TEXT_SIZE_FACTOR[textSize()];
    const width = widthMm - (isLarge ? 28 : 14) - CHOSEN_MM - 5;
    return pickerCapacity(width, heightMm - headerMm - footerMm - 3, size, people());
  };

  return (
    <MarkingPage
      session={props.session}
      screen={props.screen}
      title={contest().title}
      pages={props.pages}
      unmarked={null}
      state={{
        zh: `已选 ${chosen().length} 名，最多 ${contest().limit} 名`,
        en: `${chosen().length} chosen, ${contest().limit} at most`,
      }}
    >
      {() => (
        <>
          <Show
            when={props.page.bySurname}
            fallback={
              <div class="nominees" style={{ '--columns': geometry().tickColumns, '--rows': geometry().tickRows }}>
                <For each={props.page.nominees}>
                  {(nominee) => {
                    const person = contest().nominees[nominee];
                    return (
                      <NomineeTile
                        name={person?.name ?? ''}
                        remark={person?.remark ?? ''}
                        pinyin={
                          language() === 'en'
                            ? props.people.find((one) => one.label === nameOf(nominee))?.pinyin
                            : undefined
                        }
                        chosen={marks().recommended[nominee] === true}
                        isReturn={props.screen.row === nominee}
                        onToggle={() => toggle(nominee)}
                      />
                    );
                  }}
                </For>
              </div>
            }
          >
            <div class="nominee-search">
              <PersonPicker people={people()} onPick={(person) => toggle(Number(person.key))} {...capacity()} />
              <div class="nominee-chosen" data-unspoken>
                <p>
                  <Words text={{ zh: '已选', en: 'Chosen' }} />
                </p>
                <ol>
                  <For each={chosen()}>{(nominee) => <li>{nameOf(nominee)}</li>}</For>
                </ol>
              </div>
            </div>
          </Show>
          <Show when={refusal()}>
            {(reached) => (
              <RefusalDialog
                title={{ zh: `最多推荐 ${reached().limit} 名`, en: `You can recommend ${reached().limit} at most` }}
                what={{
                  zh: `您已选：${reached().chosen.map(nameOf).join('、')}。再点一次已选的人可以取消。`,
                  en: `You have chosen: ${reached().chosen.map(nameOf).join('、')}. Tap one of them again to take it back.`,
                }}
                onClose={() => setRefusal(null)}
              />
            )}
          </Show>
        </>
      )}
    </MarkingPage>
  );
}
