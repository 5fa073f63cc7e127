/** The roll of an invented village: the persons a meeting names, and others made up until it is as long as it should be. */
import { below, seededRandom, shuffled } from '../../tally/simulation/seeded-random.ts';

export type RollSizes = {
  readonly members: number;
  readonly probationary: number;
  readonly withoutRight: number;
  readonly excluded: number;
};

const SURNAMES = [
  ...'王李张刘陈杨黄吴周徐孙马朱胡郭何林高梁罗宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙史陶贺顾毛郝龚邵万钱严赖武戚莫孔',
];
const GIVEN = {
  男: [
    ...'伟勇军杰涛明超平刚辉',
    '建国',
    '建华',
    '志强',
    '国强',
    '永平',
    '德明',
    '文斌',
    '大勇',
    '海波',
    '立新',
    '长生',
    '卫东',
    '金山',
    '学文',
  ],
  女: [
    ...'芳丽敏静艳娟霞萍玲燕',
    '秀英',
    '桂英',
    '玉兰',
    '春梅',
    '海燕',
    '小红',
    '素珍',
    '晓霞',
    '丽华',
    '秋菊',
    '爱珍',
    '玉珍',
    '桂芳',
    '雪梅',
  ],
} as const;
const EDUCATIONS = ['小学', '初中', '初中', '高中', '高中', '中专', '大专', '本科'] as const;
const EXCLUSIONS = ['年老体弱卧床不起', '长期生病生活不能自理', '自费出国半年以上'] as const;
const HEADINGS = [
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '学历',
  '入党时间',
  '党员类别',
  '选举权',
  '不计算在应到会人数',
  '备注',
];

type Standing = 'expected' | 'probationary' | 'without-right' | 'excluded';

/** As the CSV file an organizer imports. `named` are expected; nobody has the name of another; the same roll every time. */
export function villageRoll(village: string, named: readonly string[], sizes: RollSizes): string {
  const random = seededRandom(village);
  const others = sizes.members - named.length;
  const special = (['probationary', 'without-right', 'excluded'] as const).flatMap((standing) =>
    Array.from(
      {
        length: { probationary: sizes.probationary, 'without-right': sizes.withoutRight, excluded: sizes.excluded }[
          standing
        ],
      },
      () => standing,
    ),
  );
  if (new Set(named).size !== named.length || others < special.length)
    throw new Error(`roll of ${village}: the persons named do not fit`);
  const taken = new Set(named);
  const invented = shuffled(
    (['男', '女'] as const).flatMap((gender) =>
      GIVEN[gender].flatMap((given) => SURNAMES.map((surname) => ({ name: surname + given, gender }))),
    ),
    random,
  ).filter(({ name }) => !taken.has(name));
  const persons = [...named.map((name) => ({ name, gender: genderOf(name) })), ...invented.slice(0, others)].map(
    (person, at) => row(person, at < named.length ? 'expected' : (special[at - named.length] ?? 'expected')),
  );

  function row({ name, gender }: { readonly name: string; readonly gender: string }, standing: Standing): string {
    const isNew = standing === 'probationary';
    const born = isNew ? 1985 + below(15, random) : 1950 + below(44, random);
    const month = () => String(1 + below(12, random)).padStart(2, '0');
    const joined = isNew ? 2026 : Math.min(2024, born + 20 + below(15, random));
    const exclusion = standing === 'excluded' ? EXCLUSIONS[below(EXCLUSIONS.length, random)] : '';
    const remark = {
      excluded: '镇党委同意；党员大会通过',
      'without-right': '留党察看',
      probationary: '',
      expected: '',
    }[standing];
    return [
      name,
      gender,
      '汉族',
      `${born}-${month()}`,
      EDUCATIONS[below(EDUCATIONS.length, random)],
      `${joined}-${isNew ? '03' : month()}`,
      isNew ? '预备党员' : '正式党员',
      isNew || standing === 'without-right' ? '无' : '有',
      exclusion,
      remark,
    ].join(',');
  }

  return [HEADINGS.join(','), ...shuffled(persons, random)].join('\r\n');
}

const FEMININE = /[芳丽敏静艳娟霞萍玲燕英兰梅红珍华菊秀桂春香云]$/;
const genderOf = (name: string): '男' | '女' => (FEMININE.test(name) ? '女' : '男');
