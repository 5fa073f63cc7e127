/** Surnames: the buttons a person is found by, and the place where the given name begins. */

/** Compound surnames that are still borne; a name must be longer than its surname. */
const COMPOUND: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 ' +
    '公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 ' +
    '拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 完颜 纳兰 爱新觉罗 叶赫那拉'
  ).split(' '),
);
const LONGEST = 4;

/** 欧阳志远 → 欧阳, 王芳 → 王, 阿卜杜拉·买买提 → 阿. */
export function surnameOf(name: string): string {
  const characters = [...name];
  // A name with a dot has no surname of this kind; its first character serves as the button.
  if (!name.includes('·'))
    for (let length = LONGEST; length > 1; length -= 1) {
      const start = characters.slice(0, length).join('');
      if (characters.length > length && COMPOUND.has(start)) return start;
    }
  return characters[0] ?? '';
}
