import { describe, expect, it } from 'vitest';
import { WORDS, wordsIn } from '../../server/contract/words.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import { TEST_RUN_STRIPE } from '../../tally/meeting/test-run.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { Text } from '../../tally/text/text.ts';
import {
  AFTER_CHALLENGE,
  BEFORE_CHALLENGE,
  CARD_PROBLEM,
  castWords,
  FAULT,
  INSTRUCTION,
  TYPED_PROBLEM,
} from '../screens/voter/texts.ts';
import { ALL_PROMPTS, PROMPTS } from './prompts.ts';
import { numberWords, type Part, spokenKey, spokenText, vocabularyOf } from './spoken-parts.ts';

const person = (name: string, remark = '') => ({ name, remark });
const ELECTION = {
  kind: 'election',
  title: { zh: '委员选举', en: 'Election of committee members' },
  candidates: [person('王建国', '1974年4月生'), person('王建国', '1962年11月生'), person('李㛃')],
  writeIns: [person('买买提·吐尔逊江'), person('还有才')],
} as unknown as Contest;
const APPRAISAL = {
  kind: 'appraisal',
  title: { zh: '村干部·德', en: 'Appraisal: 村干部, 德' },
  dimension: '德',
  subjects: [person('村务监督委员会')],
  grades: GRADE_SCALES['four-good'],
} as unknown as Contest;

const heard = (parts: readonly Part[], language: 'zh' | 'en') =>
  parts.map((part) =>
    part.kind === 'word'
      ? WORDS[part.word][language]
      : part.kind === 'name'
        ? `${part.place}:${part.label}`
        : PROMPTS[part.prompt][language],
  );
const say = (text: string, language: 'zh' | 'en', contests: readonly Contest[] = [ELECTION, APPRAISAL]) => {
  const { parts, unknown } = spokenText(text, vocabularyOf(language, contests));
  expect(unknown, text).toEqual([]);
  return heard(parts, language);
};

describe('a text of the screen', () => {
  it('is said as the words, the names and the numbers that it is made of', () => {
    expect(say('王建国（1962年11月生），不赞成，已选', 'zh')).toEqual(['2:王建国（1962年11月生）', '不赞成', '已选']);
    expect(say('李㛃，Against，Not chosen', 'en')).toEqual(['3:李㛃', 'Against', 'Not chosen']);
    expect(say('已表示 4 人，还有 23 人', 'zh')).toEqual(['已表示', '四', '人', '还有', '二十', '三', '人']);
    expect(say('4 marked, 23 left', 'en')).toEqual(['four', 'marked', 'twenty', 'three', 'left']);
    expect(say('2 to elect, candidates: 1', 'en')).toEqual(['two', 'to elect', 'candidates', 'one']);
    expect(say('您已选：王建国（1974年4月生）、买买提·吐尔逊江。请先改一个。', 'zh')).toEqual([
      '您已选',
      '1:王建国（1974年4月生）',
      '4:买买提·吐尔逊江',
      '请先改一个',
    ]);
  });

  it('takes the longest it knows: a name may begin as a word does', () => {
    expect(say('去掉另选的还有才？', 'zh')).toEqual(['去掉另选的', '5:还有才']);
    expect(say('未表示，按弃权计', 'zh')).toEqual([WORDS['no-mark'].zh]);
    expect(say('未选', 'zh')).toEqual(['未选']);
  });

  it('says the title of a form, which only its village has, in either language', () => {
    expect(say('测评村干部·德，共 1 人', 'zh')).toEqual(['测评', '7:村干部·德', '共', '一', '人']);
    expect(say('Appraisal: 村干部, 德', 'en')).toEqual(['Appraisal', '7:村干部·德']);
    // One that is made of nothing we know is one name.
    const own = { ...APPRAISAL, title: { zh: '班子', en: 'The team' } } as Contest;
    expect(say('The team', 'en', [own])).toEqual(['2:班子']);
  });

  it('tells what it has no clip for', () => {
    expect(spokenText('谁？', vocabularyOf('zh', [])).unknown).toEqual(['谁']);
    expect(spokenText('Nobody knows', vocabularyOf('en', [])).unknown).toEqual(['nobody', 'knows']);
  });

  it('has a sentence of the hall in its own recording', () => {
    expect(spokenText(INSTRUCTION.paused.zh, vocabularyOf('zh', [])).parts).toEqual([
      { kind: 'prompt', prompt: 'paused' },
    ]);
  });
});

describe('a number', () => {
  it.each([
    [0, '零', 'zero'],
    [20, '二十', 'twenty'],
    [21, '二十 一', 'twenty one'],
    [100, '一 百', 'one hundred'],
    [105, '一 百 零 五', 'one hundred five'],
    [115, '一 百 一 十五', 'one hundred fifteen'],
    [340, '三 百 四十', 'three hundred forty'],
    [2026, '二 零 二 六', 'two zero two six'],
  ])('%i is said as people say it', (number, zh, en) => {
    const of = (language: 'zh' | 'en') => numberWords(number, language).map((word) => WORDS[word][language]);
    expect(of('zh').join(' ')).toBe(zh);
    expect(of('en').join(' ')).toBe(en);
  });
});

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it('every word has one clip of its own, which is found by the word', () => {
    const vocabulary = vocabularyOf(language, []);
    for (const word of wordsIn(language)) {
      const { parts, unknown } = spokenText(WORDS[word][language], vocabulary);
      expect(unknown).toEqual([]);
      const isPrompt = ALL_PROMPTS.some(
        (prompt) => spokenKey(PROMPTS[prompt][language]) === spokenKey(WORDS[word][language]),
      );
      if (!isPrompt) expect(parts, word).toEqual([{ kind: 'word', word }]);
    }
  });

  it('the sentences of the screens can be said, as they stand there or with the screen’s own', () => {
    const texts: readonly Text[] = [
      ...Object.values(INSTRUCTION),
      ...Object.values(TYPED_PROBLEM),
      ...Object.values(FAULT).map(({ what }) => what),
      ...BEFORE_CHALLENGE,
      AFTER_CHALLENGE,
      TEST_RUN_STRIPE,
      castWords([ELECTION]),
      castWords([APPRAISAL]),
      castWords([{ kind: 'recommendation' } as Contest]),
      ...Object.values(GRADE_SCALES).flat(),
    ];
    const sentences = ALL_PROMPTS.map((prompt) => spokenKey(PROMPTS[prompt][language]));
    for (const text of [...texts, ...Object.values(CARD_PROBLEM).flatMap(({ title, what }) => [title, what])]) {
      const { unknown } = spokenText(text[language], vocabularyOf(language, []));
      const isInSentence = sentences.some((sentence) => sentence.includes(spokenKey(text[language])));
      expect(isInSentence ? [] : unknown, text[language]).toEqual([]);
    }
  });

  it('the characters of a card can be said', () => {
    for (const character of '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U')
      expect(spokenText(character, vocabularyOf(language, [])).unknown, character).toEqual([]);
  });
});
