/** V5: another person in two taps, from the fixed list of the round; no keyboard, no free text. */
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { KioskState } from '../../../server/contract/kiosk.ts';
import { removeWriteIn, writeInstead } from '../../../tally/marks/election-marks.ts';
import type { ElectionContest } from '../../../tally/record/contest.ts';
import { label, type Person } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { PersonPicker, type PickablePerson } from '../../controls/person-picker.tsx';
import { pickerCapacity } from '../../controls/picker-capacity.ts';
import { Words } from '../../controls/text.tsx';
import { say, type Text } from '../../session/language.ts';
import type { VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { TEXT_SIZE_FACTOR, textSize } from '../../theme/text-size.ts';
import { electionMarks } from './ballot-pages.ts';
import { refusalText } from './ballot-screen.tsx';
import { geometry, VoterFrame } from './frame.tsx';
import { INSTRUCTION } from './texts.ts';

/** The write-in list in the order of the roll's surname buttons; persons keyed by their place in the round's list. */
function pickablePeople(contest: ElectionContest, surnames: KioskState['surnames']): readonly PickablePerson[] {
  const places = new Map(contest.writeIns.map((person, index) => [label(person), index] as const));
  return surnames.flatMap(({ surname, people }) =>
    people.flatMap((name) => {
      const index = places.get(name);
      const person = index === undefined ? undefined : contest.writeIns[index];
      return person === undefined ? [] : [{ key: String(index), surname, ...person }];
    }),
  );
}

const inPlaceOf = (name: string): Text => ({ zh: `不赞成${name}，另选他人`, en: `Against ${name}, choose another` });

export function WriteInScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'V5' }>;
  readonly contest: ElectionContest;
  readonly surnames: KioskState['surnames'];
}): JSX.Element {
  const [refusal, setRefusal] = createSignal<{ title: Text; what: Text } | null>(null);
  const [removing, setRemoving] = createSignal(false);
  const marks = () => electionMarks(props.session.marks(), props.screen.contest);
  const instead = () => props.contest.candidates[props.screen.candidate];
  const written = () => {
    const index = marks().rows[props.screen.candidate]?.writeIn;
    return index == null ? null : (props.contest.writeIns[index] ?? null);
  };
  const writtenLabel = () => {
    const person = written();
    return person === null ? '' : label(person);
  };
  const people = createMemo(() => pickablePeople(props.contest, props.surnames));
  const capacity = () => {
    const { widthMm, heightMm, headerMm, footerMm, isLarge } = geometry();
    const size = TEXT_SIZE_FACTOR[textSize()];
    return pickerCapacity(widthMm - (isLarge ? 28 : 14), heightMm - headerMm - footerMm - 5, size, people());
  };

  const pick = (person: PickablePerson) => {
    const answer = writeInstead(props.contest, marks(), props.screen.candidate, Number(person.key));
    if (!answer.ok) {
      setRefusal(refusalText(props.contest, answer.error));
      return;
    }
    props.session.setContestMarks(props.screen.contest, answer.value);
    props.session.leaveWriteIn();
  };

  const remove = () => {
    const answer = removeWriteIn(marks(), props.screen.candidate);
    if (answer.ok) props.session.setContestMarks(props.screen.contest, answer.value);
    setRemoving(false);
    props.session.leaveWriteIn();
  };

  return (
    <VoterFrame
      screen="V5"
      title={INSTRUCTION.V5}
      foot={
        <p
          class="voter-state one-line"
          data-long={[...(instead()?.name ?? '')].length > 6}
          data-spoken={say(inPlaceOf(instead() === undefined ? '' : label(instead() as Person)))}
        >
          <Words text={inPlaceOf(instead()?.name ?? '')} />
        </p>
      }
      actions={
        <>
          <Show when={written()}>
            <Button
              name="remove-write-in"
              text={{ zh: '不另选了', en: 'Nobody else' }}
              onPress={() => setRemoving(true)}
            />
          </Show>
          <Button
            kind="primary"
            class="outlined"
            name="back"
            text={{ zh: '返回', en: 'Back' }}
            onPress={() => props.session.leaveWriteIn()}
          />
        </>
      }
    >
      <PersonPicker people={people()} onPick={pick} {...capacity()} />
      <Show when={refusal()}>
        {(words) => (
          <Dialog
            name="mark-refused"
            title={words().title}
            onCancel={() => setRefusal(null)}
            actions={<Button text={{ zh: '知道了', en: 'OK' }} name="understood" onPress={() => setRefusal(null)} />}
          >
            <Words text={words().what} />
          </Dialog>
        )}
      </Show>
      <Show when={removing()}>
        <Dialog
          name="drop-write-in"
          title={{ zh: `去掉另选的${writtenLabel()}？`, en: `Remove ${writtenLabel()}?` }}
          onCancel={() => setRemoving(false)}
          actions={
            <>
              <Button text={{ zh: '不改', en: 'Keep' }} name="keep" onPress={() => setRemoving(false)} />
              <Button text={{ zh: '去掉', en: 'Remove' }} name="remove" onPress={remove} />
            </>
          }
        />
      </Show>
    </VoterFrame>
  );
}
