/**
 * A person in two taps: surname button, then the person (UX 0.4). No keyboard, no free text.
 * People come in the order they are to be shown (the roll's 姓氏笔画 order); namesakes are told apart by their remark.
 */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { label } from '../../tally/record/person.ts';
import { say, type Text } from '../session/language.ts';
import { Button } from './button.tsx';
import './person-picker.css';
import { press } from './press.ts';

export type PickablePerson = {
  readonly key: string;
  readonly name: string;
  readonly remark: string;
  readonly surname: string;
  /** Cannot be chosen, with the word why (已签到, 列席…). */
  readonly blocked?: string | null;
  /** Where several are chosen from one list: whether this one is. */
  readonly picked?: boolean;
};

export type SurnameGroup = { readonly surname: string; readonly people: readonly PickablePerson[] };

/** Nobody records surnames: who cannot see one hears a person who bears it. */
const sameSurname = ({ people }: SurnameGroup): Text => {
  const [first] = people.map(label);
  return { zh: `与${first}同姓，${people.length} 人`, en: `Surname of ${first}: ${people.length}` };
};

/** Groups in order of first appearance. */
export function surnameGroups(people: readonly PickablePerson[]): readonly SurnameGroup[] {
  const groups = new Map<string, PickablePerson[]>();
  for (const person of people) {
    const group = groups.get(person.surname);
    if (group === undefined) groups.set(person.surname, [person]);
    else group.push(person);
  }
  return [...groups].map(([surname, members]) => ({ surname, people: members }));
}

export type PersonPickerProps = {
  readonly people: readonly PickablePerson[];
  readonly onPick: (person: PickablePerson) => void;
  /** Buttons that fit on one screen; more are reached by pages, never by scrolling. Leave out on officials' pages. */
  readonly perPage?: number;
  /** The same for the persons of one surname, whose buttons are larger. */
  readonly personsPerPage?: number;
  readonly columns?: number;
};

function Paged<T>(props: {
  readonly items: readonly T[];
  readonly perPage: number;
  readonly columns: number | undefined;
  readonly children: (item: T) => JSX.Element;
}): JSX.Element {
  const [page, setPage] = createSignal(0);
  const pages = () => Math.max(1, Math.ceil(props.items.length / props.perPage));
  const shown = () => props.items.slice(page() * props.perPage, (page() + 1) * props.perPage);
  return (
    <>
      <div class="picker-grid" style={props.columns === undefined ? {} : { '--columns': props.columns }}>
        <For each={shown()}>{(item) => props.children(item)}</For>
      </div>
      <Show when={pages() > 1}>
        <div class="picker-pages">
          <Button
            text={{ zh: '上一页', en: 'Back' }}
            disabled={page() === 0}
            onPress={() => setPage(page() - 1)}
            name="picker-back"
          />
          <span role="status">
            {say({ zh: `第 ${page() + 1} 页，共 ${pages()} 页`, en: `Page ${page() + 1} of ${pages()}` })}
          </span>
          <Button
            text={{ zh: '下一页', en: 'More' }}
            disabled={page() === pages() - 1}
            onPress={() => setPage(page() + 1)}
            name="picker-more"
          />
        </div>
      </Show>
    </>
  );
}

export function PersonPicker(props: PersonPickerProps): JSX.Element {
  const groups = createMemo(() => surnameGroups(props.people));
  const [surname, setSurname] = createSignal<string | null>(null);
  const chosen = () => groups().find((group) => group.surname === surname()) ?? null;
  const perPage = () => props.perPage ?? Number.MAX_SAFE_INTEGER;
  return (
    <div class="picker" data-step={chosen() === null ? 'surname' : 'person'}>
      <Show
        when={chosen()}
        keyed
        fallback={
          <Paged items={groups()} perPage={perPage()} columns={props.columns}>
            {(group) => (
              <button
                type="button"
                class="picker-surname"
                data-surname={group.surname}
                data-spoken={say(sameSurname(group))}
                onClick={press(() => setSurname(group.surname))}
              >
                {group.surname}
                <span class="picker-count">{group.people.length}</span>
              </button>
            )}
          </Paged>
        }
      >
        {(group) => (
          <>
            <div class="picker-chosen">
              <Button
                text={{ zh: `姓${group.surname}，换一个姓`, en: `${group.surname}: other surname` }}
                spoken={{ zh: '换一个姓', en: 'Other surname' }}
                onPress={() => setSurname(null)}
                name="picker-surnames"
              />
              <span class="visually-hidden" role="status">
                {say(sameSurname(group))}
              </span>
            </div>
            <Paged items={group.people} perPage={props.personsPerPage ?? perPage()} columns={undefined}>
              {(person) => (
                <button
                  type="button"
                  class="picker-person"
                  data-person={person.key}
                  data-spoken={label(person)}
                  disabled={person.blocked != null}
                  aria-pressed={person.picked}
                  onClick={press(() => props.onPick(person))}
                >
                  {person.name}
                  <Show when={person.remark !== ''}>
                    <span class="picker-remark">{person.remark}</span>
                  </Show>
                  <Show when={person.blocked}>{(word) => <span class="picker-remark">{word()}</span>}</Show>
                </button>
              )}
            </Paged>
          </>
        )}
      </Show>
    </div>
  );
}
