/** What is said because of what changed on the page. */
import { expect, it } from 'vitest';
import { NOTHING, type PageWords, pageNews } from './page-news.ts';

const button = (id: string) => ({ id }) as Element;
const [FOR, AGAINST, NEXT, KEEP] = [button('for'), button('against'), button('next'), button('keep')];
const PAGE: PageWords = {
  ...NOTHING,
  page: 'V2 第 1 页',
  text: ['委员选举', '第 1 页，共 2 页'],
  status: '已表示 0 人，还有 6 人',
};
const on = (focus: Element, control: string, within: readonly string[], more: Partial<PageWords> = {}): PageWords => ({
  ...PAGE,
  focus,
  control,
  within,
  ...more,
});
const ROW = '王建国';

it('of a page that comes everything is said, its state and what has the focus too', () => {
  expect(pageNews(NOTHING, PAGE)).toMatchObject({ now: [...PAGE.text, PAGE.status], cuts: true });
  const next = on(FOR, '赞成，已选', [ROW]);
  expect(pageNews({ ...PAGE, page: 'V3' }, next)?.now).toEqual([...PAGE.text, PAGE.status, ROW, '赞成，已选']);
});

it('of a row that is entered its name, and within the row the name no more; 0 says both', () => {
  expect(pageNews(PAGE, on(FOR, '赞成，未选', [ROW]))?.now).toEqual([ROW, '赞成，未选']);
  const within = pageNews(on(FOR, '赞成，未选', [ROW]), on(AGAINST, '不赞成，未选', [ROW]));
  expect(within).toMatchObject({ now: ['不赞成，未选'], again: [ROW, '不赞成，未选'], cuts: true });
  expect(pageNews(on(FOR, '修改', [ROW]), on(AGAINST, '修改', ['李㛃']))?.now).toEqual(['李㛃', '修改']);
});

it('of a choice the row, what is chosen now, and how many are left', () => {
  const status = '已表示 1 人，还有 5 人';
  const chosen = pageNews(on(FOR, '赞成，未选', [ROW]), on(FOR, '赞成，已选', [ROW], { status }));
  expect(chosen).toMatchObject({ now: [ROW, '赞成，已选', status], cuts: true });
});

it('of a question its words and its first answer; when it is answered, where she stands again', () => {
  const question = '去掉另选的王小满？';
  const asked = on(KEEP, '不改', [question]);
  expect(pageNews(on(FOR, '赞成，未选', [ROW]), asked)?.now).toEqual([question, '不改']);
  expect(pageNews(asked, on(FOR, '赞成，已选', [ROW]))?.now).toEqual([ROW, '赞成，已选']);
});

it('a state that changes by itself waits for its turn', () => {
  const status = '还有 2 人没有表示，可以继续';
  const told = pageNews(on(NEXT, '下一步', []), on(NEXT, '下一步', [], { status }));
  expect(told).toEqual({ now: [status], again: ['下一步', status], cuts: false });
});

it('says nothing twice', () => {
  expect(pageNews(PAGE, PAGE)).toBeNull();
  expect(pageNews(on(FOR, '赞成，未选', [ROW]), on(FOR, '赞成，未选', [ROW]))).toBeNull();
  // The focus is lost with the control that had it.
  expect(pageNews(on(FOR, '赞成，未选', [ROW]), PAGE)).toBeNull();
  expect(pageNews(PAGE, { ...PAGE, status: '' })).toBeNull();
});
