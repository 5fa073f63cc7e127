/** O3: candidates picked from the roll, their order with its reasons, confirmed by a person. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  confirmCandidates,
  type OrganizerMeeting,
  saveCandidates,
  saveStrokes,
} from '../../../server/contract/organizer.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PersonPicker } from '../../controls/person-picker.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { isBallotOpen } from './ballot-open.ts';
import { CandidateImport } from './candidate-import.tsx';
import { SecretarySeats } from './secretary-seats.tsx';

type CandidateList = OrganizerMeeting['candidates'][number];

export function CandidatesSection(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const hasSecretaries = () =>
    props.now.candidates.length > 0 &&
    props.now.candidates.every(({ post, category }) => post !== '委员' && category === 'secretary');
  return (
    <div class="stack">
      <Show when={hasSecretaries() && isBallotOpen(props.now)}>
        <SecretarySeats actions={props.actions} now={props.now} />
      </Show>
      <Show when={props.now.candidates.length > 0 && isBallotOpen(props.now)}>
        <CandidateImport actions={props.actions} />
      </Show>
      <For
        each={props.now.candidates}
        fallback={
          <Notice
            text={{
              zh: '请先在“基本情况”中填写应选名额并保存。',
              en: 'First enter the seats under “Meeting” and save.',
            }}
          />
        }
      >
        {(list) => <CandidateCard actions={props.actions} now={props.now} list={list} />}
      </For>
    </div>
  );
}

function CandidateCard(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly list: CandidateList;
}): JSX.Element {
  const [picking, setPicking] = createSignal(false);
  const [reason, setReason] = createSignal(props.list.orderReason);
  // Candidates that a result names are chosen by nobody; only an order that strokes cannot give is confirmed.
  const isFixed = () => !isBallotOpen(props.now) || (props.list.derived && props.list.confirmed);
  const ids = () => props.list.candidates.map((candidate) => candidate.member);
  const params = () => ({ meeting: props.now.id });
  const save = (members: readonly string[]) =>
    props.actions.act(() =>
      call(saveCandidates, { params: params(), body: { post: props.list.post, members: [...members] } }),
    );
  const move = (index: number, by: number) => {
    const order = [...ids()];
    const [moved] = order.splice(index, 1);
    if (moved !== undefined) order.splice(index + by, 0, moved);
    return save(order);
  };
  const differs = () =>
    props.list.computed !== null && props.list.order === 'strokes' && props.list.computed.join() !== ids().join();
  const confirm = () =>
    props.actions.act(
      () =>
        call(confirmCandidates, {
          params: params(),
          body: { post: props.list.post, order: ids(), reason: differs() ? reason() : '' },
        }),
      { zh: '顺序已确认', en: 'Order confirmed' },
    );
  const pickable = () =>
    props.now.roll.members
      .filter((member) => !ids().includes(member.id))
      .map((member) => ({
        key: member.id,
        name: member.name,
        remark: member.label === member.name ? '' : member.remark || member.birth,
        surname: member.surname,
        blocked: member.eligible
          ? member.scrutineer
            ? say({ zh: '监票人', en: 'scrutineer' })
            : null
          : say({ zh: '不能当选', en: 'not eligible' }),
      }));
  return (
    <Card
      title={{ zh: `${props.list.title.zh}候选人`, en: `Candidates: ${props.list.title.en}` }}
      name={`candidates-${props.list.post}`}
    >
      <p>
        {say({
          zh: `应选 ${props.list.seats} 名，候选人 ${props.list.candidates.length} 名${props.list.surplus.applies ? `，差额 ${props.list.candidates.length - props.list.seats} 名（差额不少于 20 %，候选人至少 ${props.list.surplus.required} 名）` : ''}。${props.list.order === 'strokes' ? '按姓氏笔画为序。' : '按上级批准的顺序。'}`,
          en: `${props.list.seats} to elect, ${amount(props.list.candidates.length, 'candidate')}${props.list.surplus.applies ? `, surplus ${props.list.candidates.length - props.list.seats} (20 % or more: at least ${amount(props.list.surplus.required, 'candidate')})` : ''}. ${props.list.order === 'strokes' ? 'In order of surname strokes.' : 'In the order the superior approved.'}`,
        })}
      </p>
      <Show when={props.list.surplus.applies && !props.list.surplus.ok && props.list.candidates.length > 0}>
        <Notice
          tone="bad"
          text={{ zh: '差额不足应选人数的 20 %，请增加候选人。', en: 'The surplus is below 20 %: add candidates.' }}
          name="surplus-too-small"
        />
      </Show>
      <ol class="candidate-order">
        <For
          each={props.list.candidates}
          fallback={<li class="faint">{say({ zh: '还没有候选人。', en: 'No candidates yet.' })}</li>}
        >
          {(candidate, index) => (
            <li data-candidate={candidate.label}>
              <span class="candidate-number">{index() + 1}</span>
              <span class="candidate-name">{candidate.label}</span>
              <span class="candidate-strokes">
                <For each={candidate.characters}>
                  {(character) => (
                    <span
                      title={
                        character.source === 'organizer'
                          ? say({ zh: '由组织者补充', en: 'supplied by the organizer' })
                          : undefined
                      }
                    >
                      {character.character}{' '}
                      {character.strokes === null
                        ? '?'
                        : say({ zh: `${character.strokes.length} 画`, en: `${character.strokes.length}` })}
                    </span>
                  )}
                </For>
              </span>
              <span class="candidate-reason">{candidate.reason === null ? '' : say(candidate.reason)}</span>
              <Show when={!isFixed()}>
                <span class="candidate-tools">
                  <button
                    type="button"
                    aria-label={say({ zh: '上移', en: 'Up' })}
                    disabled={index() === 0}
                    onClick={() => void move(index(), -1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    aria-label={say({ zh: '下移', en: 'Down' })}
                    disabled={index() === props.list.candidates.length - 1}
                    onClick={() => void move(index(), 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    aria-label={say({ zh: '移除', en: 'Remove' })}
                    onClick={() => void save(ids().filter((id) => id !== candidate.member))}
                  >
                    ×
                  </button>
                </span>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <For each={props.list.missingStrokes}>
        {(character) => <StrokesForm actions={props.actions} meeting={props.now.id} character={character} />}
      </For>
      <Show when={differs()}>
        <Notice
          tone="warning"
          text={{
            zh: '现在的顺序与姓氏笔画顺序不同。改回笔画顺序，或写明理由。',
            en: 'This order differs from the stroke order. Restore it, or give the reason.',
          }}
        >
          <TextField label={{ zh: '理由', en: 'Reason' }} value={reason()} onInput={setReason} name="order-reason" />
        </Notice>
      </Show>
      <Show when={!isFixed()}>
        <div class="row" data-end="true">
          <Button
            text={{ zh: '增加候选人', en: 'Add a candidate' }}
            onPress={() => setPicking(true)}
            name="add-candidate"
          />
          <Show when={differs() && props.list.computed}>
            {(computed) => (
              <Button
                text={{ zh: '按笔画排列', en: 'Sort by strokes' }}
                onPress={() => void save(computed())}
                name="sort-strokes"
              />
            )}
          </Show>
          <Show
            when={!props.list.confirmed}
            fallback={<span class="confirmed">{say({ zh: '✔ 顺序已确认', en: '✔ Order confirmed' })}</span>}
          >
            <Button
              text={{ zh: '确认顺序', en: 'Confirm the order' }}
              disabled={props.list.candidates.length === 0 || (differs() && reason().trim() === '')}
              onPress={() => void confirm()}
              name="confirm-order"
            />
          </Show>
        </div>
      </Show>
      <Show when={picking()}>
        <Dialog
          name="pick-candidate"
          title={{ zh: `增加${props.list.title.zh}候选人`, en: `Add a candidate: ${props.list.title.en}` }}
          onCancel={() => setPicking(false)}
          actions={<Button text={{ zh: '返回', en: 'Back' }} onPress={() => setPicking(false)} name="cancel" />}
        >
          <PersonPicker
            people={pickable()}
            onPick={(person) => {
              setPicking(false);
              void save([...ids(), person.key]);
            }}
          />
        </Dialog>
      </Show>
    </Card>
  );
}

/** Strokes the library does not know; the organizer writes them from the dictionary, with the reason kept. */
function StrokesForm(props: {
  readonly actions: MeetingActions;
  readonly meeting: string;
  readonly character: string;
}): JSX.Element {
  const [strokes, setStrokes] = createSignal('');
  const [reason, setReason] = createSignal('');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    await props.actions.act(() =>
      call(saveStrokes, {
        params: { meeting: props.meeting },
        body: { character: props.character, strokes: strokes(), reason: reason() },
      }),
    );
  };
  return (
    <Notice
      tone="warning"
      text={{
        zh: `字库没有“${props.character}”的笔画。请查字典，依次填写：横 1 竖 2 撇 3 点 4 折 5。`,
        en: `The library has no strokes for “${props.character}”. Enter them from a dictionary: 横 1 竖 2 撇 3 点 4 折 5.`,
      }}
    >
      <form class="columns" onSubmit={(event) => void submit(event)}>
        <TextField label={{ zh: '笔画', en: 'Strokes' }} value={strokes()} onInput={setStrokes} code name="strokes" />
        <TextField label={{ zh: '依据', en: 'Source' }} value={reason()} onInput={setReason} name="strokes-reason" />
        <Button
          submit
          text={{ zh: '保存', en: 'Save' }}
          disabled={!/^[1-5]+$/.test(strokes()) || reason().trim() === ''}
          name="save-strokes"
        />
      </form>
    </Notice>
  );
}
