// @vitest-environment jsdom
/** What is read of a screen, control by control. */
import { beforeEach, expect, it } from 'vitest';
import { setLanguage } from '../session/language.ts';
import { NOTHING } from './page-news.ts';
import { pageWords } from './page-words.ts';

const words = (zh: string, en: string) =>
  `<span class="two-lines"><span class="first-line">${zh}</span><span class="second-line">${en}</span></span>`;
const mark = (name: string, en: string, pressed: boolean) =>
  `<button data-name="${name}" aria-pressed="${pressed}"><span><svg><title>signs</title></svg></span>${words(name, en)}</button>`;
const SCREEN = `
  <div class="voter" data-screen="V2">
    <h1 class="voter-title">${words('委员选举', 'Election')}</h1><p class="voter-aside">${words('第 1 页，共 2 页', 'Page 1 of 2')}</p>
    <button data-name="call-staff"><span aria-hidden="true">!</span>${words('叫工作人员', 'Call staff')}</button>
    <fieldset data-spoken="王建国"><legend>王建国</legend><p>王建国<span>Wáng</span></p>
      <button data-name="listen" data-spoken="听">王建国听</button>
      ${mark('赞成', 'For', false)}${mark('不赞成', 'Against', true)}
    </fieldset>
    <p data-unspoken>A5DX 4480</p>
    <ol><li data-spoken="李㛃，弃权">李㛃 <i>弃权</i></li></ol>
    <p role="status">${words('已表示 1 人', '1 marked')}</p>
    <dialog><h2>${words('去掉另选的王小满？', 'Remove?')}</h2><button data-name="keep">${words('不改', 'Keep')}</button></dialog>
  </div>`;

const at = (name: string) => {
  document.querySelector<HTMLElement>(`[data-name="${name}"]`)?.focus();
  const { within, control } = pageWords();
  return [...within, control];
};

beforeEach(() => {
  setLanguage('zh', { remember: false });
  document.body.innerHTML = SCREEN;
});

it('the page is its texts in their order, rows without a control among them; signs, codes, controls and the other language are not', () => {
  const read = pageWords();
  expect(read.text).toEqual(['委员选举', '第 1 页，共 2 页', '李㛃，弃权']);
  expect(read.page).toBe('V2\n委员选举\n第 1 页，共 2 页');
  expect(read.status).toBe('已表示 1 人');
  expect(read.focus).toBeNull();
});

it('a control is its name, whether it is chosen, and what it stands in', () => {
  expect(at('call-staff')).toEqual(['叫工作人员']);
  expect(at('赞成')).toEqual(['王建国', '赞成，未选']);
  expect(at('不赞成')).toEqual(['王建国', '不赞成，已选']);
  expect(at('listen')).toEqual(['王建国', '听']);
  setLanguage('en', { remember: false });
  expect(at('不赞成')).toEqual(['王建国', '不赞成，Chosen']);
});

it('a question is said with its answers, and is no part of the page', () => {
  document.querySelector('dialog')?.setAttribute('open', '');
  expect(at('keep')).toEqual(['去掉另选的王小满？', '不改']);
});

it('officials’ pages are not read', () => {
  document.body.innerHTML = '<main><button>清除</button></main>';
  document.querySelector('button')?.focus();
  expect(pageWords()).toEqual(NOTHING);
});
