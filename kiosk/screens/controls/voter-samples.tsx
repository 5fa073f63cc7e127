/** Controls of voter screens, in the text size and theme chosen above, as a 10-inch tablet shows them (UX 2). */
import { createSignal, For, type JSX } from 'solid-js';
import { GradeRow } from '../../controls/grade-row.tsx';
import { MARK_LABEL, MarkIcon, MarkRow } from '../../controls/mark-row.tsx';
import { NomineeTile } from '../../controls/nominee-tile.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Pad } from '../../controls/pad.tsx';
import { RowLegend, RowPerson } from '../../controls/row-person.tsx';
import { SpokenName } from '../../controls/spoken-name.tsx';
import { InlineWords, TwoLanguages, Words } from '../../controls/text.tsx';
import { WriteInButton } from '../../controls/write-in-button.tsx';
import { say } from '../../session/language.ts';
import { TEXT_SIZE_FACTOR, textSize } from '../../theme/text-size.ts';
import '../../theme/voter.css';
import { voterGeometry } from '../../theme/voter-geometry.ts';
import { Sample } from './sample.tsx';
import { APPRAISAL } from './sample-data.ts';

const TABLET = { widthMm: 217, heightMm: 136 };
/** So that the sheet of the tablet finds room on an official's page. */
const PX_PER_MM = 5.05;
const MARKS = ['approve', 'disapprove', 'abstain'] as const;
const nothing = () => undefined;

export function VoterSamples(): JSX.Element {
  const [typed, setTyped] = createSignal('A5DX4480XTXBT6AMHQSWAD0123');
  const [grade, setGrade] = createSignal<number | null>(1);
  const [isChosen, setChosen] = createSignal(true);
  const place = () => voterGeometry(TABLET, textSize());
  return (
    <Card title={{ zh: '投票人的屏幕', en: 'The voter’s screen' }}>
      <TwoLanguages.Provider value={true}>
        <div
          class="voter sample-voter"
          data-text-size={textSize()}
          style={{
            '--mm': `${PX_PER_MM}px`,
            '--size': TEXT_SIZE_FACTOR[textSize()],
            '--mark-width': `${place().markWidthMm * PX_PER_MM}px`,
            '--mark-height': `${place().markHeightMm * PX_PER_MM}px`,
          }}
        >
          <Sample
            of="MarkRow"
            text={{
              zh: '未表示、三种表示、提醒、长名、同名；不赞成后的另选他人、已另选。',
              en: 'No mark, three marks, pointed out, long name, namesake; after Against: write-in offered, name chosen.',
            }}
          >
            <div class="sample-rows">
              <MarkRow name="王样例" remark="" pinyin="Wáng Yànglì" mark={null} onMark={nothing} pointedOut={false} />
              <MarkRow
                name="王样例"
                remark=""
                pinyin="Wáng Yànglì"
                mark="approve"
                onMark={nothing}
                pointedOut={false}
              />
              <MarkRow
                name="李示范"
                remark=""
                pinyin="Lǐ Shìfàn"
                mark="disapprove"
                onMark={nothing}
                pointedOut={false}
              />
              <MarkRow name="张四" remark="1974年4月生" mark="abstain" onMark={nothing} pointedOut={false} />
              <MarkRow name="买买提·阿不都热合曼" remark="" mark={null} onMark={nothing} pointedOut />
              <For each={[null, '王示例']}>
                {(person) => (
                  <MarkRow
                    name="王样例"
                    remark=""
                    mark="disapprove"
                    onMark={nothing}
                    pointedOut={false}
                    writeIn={<WriteInButton person={person} onPress={nothing} />}
                    writeInShown
                  />
                )}
              </For>
            </div>
          </Sample>
          <Sample of="WriteInButton" text={{ zh: '没有另选、已另选、长名。', en: 'Nobody yet, a name, a long name.' }}>
            <div class="sample-rows sample-icons">
              <For each={[null, '王示例', '买买提·阿不都热合曼']}>
                {(person) => <WriteInButton person={person} onPress={nothing} />}
              </For>
            </div>
          </Sample>
          <Sample of="MarkIcon" text={{ zh: '三种表示的图标。', en: 'The signs of the three marks.' }}>
            <div class="sample-icons">
              {MARKS.map((mark) => (
                <span class="sample-icon">
                  <MarkIcon mark={mark} />
                  <Words text={MARK_LABEL[mark]} />
                </span>
              ))}
            </div>
          </Sample>
          <Sample of="InlineWords" text={{ zh: '两种语言在一行。', en: 'Both languages in one line.' }}>
            <p class="voter-large">
              <InlineWords text={MARK_LABEL.approve} />
            </p>
          </Sample>
          <Sample of="GradeRow" text={{ zh: '未评、已评、提醒。', en: 'No grade, graded, pointed out.' }}>
            <div class="sample-rows">
              <GradeRow
                name="王样例"
                remark=""
                grades={APPRAISAL.grades}
                grade={null}
                onGrade={nothing}
                pointedOut={false}
              />
              <GradeRow
                name="李示范"
                remark=""
                pinyin="Lǐ Shìfàn"
                grades={APPRAISAL.grades}
                grade={grade()}
                onGrade={setGrade}
                pointedOut={false}
              />
              <GradeRow
                name="张四"
                remark="1974年4月生"
                grades={APPRAISAL.grades}
                grade={null}
                onGrade={nothing}
                pointedOut
              />
            </div>
          </Sample>
          <Sample of="RowPerson" text={{ zh: '姓名、备注、读音。', en: 'Name, remark, reading.' }}>
            <RowPerson name="张四" remark="1974年4月生" pinyin="Zhāng Sì" longestInOneLine={6} />
            <RowPerson name="买买提·阿不都热合曼" remark="" longestInOneLine={6} />
          </Sample>
          <Sample
            of="SpokenName"
            text={{
              zh: '姓名；有耳机又录了音的，按一下就读（录音在投票机上才有，这里没有）。',
              en: 'A name; with headphones and a recording a press says it (only kiosks have recordings).',
            }}
          >
            <SpokenName person={{ name: '王样例', remark: '' }} />
          </Sample>
          <Sample
            of="RowLegend"
            text={{ zh: '给读屏软件的名字，看不见。', en: 'The name for a screen reader; not seen.' }}
          >
            <fieldset>
              <RowLegend name="张四" remark="1974年4月生" />
              <p>{say({ zh: '这一组叫“张四1974年4月生”。', en: 'This group is called 张四1974年4月生.' })}</p>
            </fieldset>
          </Sample>
          <Sample
            of="NomineeTile"
            text={{ zh: '已选、未选、同名、长名。', en: 'Chosen, not chosen, namesake, long name.' }}
          >
            <div class="sample-tiles">
              <NomineeTile name="王样例" remark="" chosen={isChosen()} onToggle={() => setChosen(!isChosen())} />
              <NomineeTile name="李示范" remark="" pinyin="Lǐ Shìfàn" chosen={false} onToggle={nothing} />
              <NomineeTile name="张四" remark="1974年4月生" chosen={false} onToggle={nothing} />
              <NomineeTile name="买买提·阿不都热合曼" remark="" chosen onToggle={nothing} />
            </div>
          </Sample>
          <Sample
            of="Pad"
            text={{
              zh: '手工输入投票卡：最后一格有五个校验符；空的；填满的，只能退一格。',
              en: 'Typing a card: five further symbols in the last place; empty; full, where only Delete is left.',
            }}
          >
            <Pad value={typed()} onChange={setTyped} />
            <Pad value="" onChange={nothing} />
            <Pad value="A5DX4480XTXBT6AMHQSWAD0123*" onChange={nothing} />
          </Sample>
        </div>
      </TwoLanguages.Provider>
    </Card>
  );
}
