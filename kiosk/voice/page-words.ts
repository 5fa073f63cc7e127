/**
 * What stands on a voter's screen, in words: the page, its state, what has the focus and what that stands in. Whatever is shown is said,
 * unless it is marked data-unspoken; `data-spoken` says it in other words.
 */
import { say, type Text } from '../session/language.ts';
import { NOTHING, type PageWords } from './page-news.ts';

const CHOSEN = {
  true: { zh: '已选', en: 'Chosen' },
  false: { zh: '未选', en: 'Not chosen' },
} as const satisfies Record<string, Text>;
const STATUS = '[role="status"], [role="alert"]';
/** The other language, signs, pinyin beside a name that is said. */
const UNSAID = `.second-line, .inline-second, [aria-hidden="true"], [data-unspoken], svg, video`;
const OF_ITS_OWN = `button, dialog, ${STATUS}`;

function pieces(node: Node, isRoot: boolean): readonly string[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent?.trim() ?? '';
    return text === '' ? [] : [text];
  }
  if (!(node instanceof Element) || node.matches(UNSAID)) return [];
  if (!isRoot && node.matches(OF_ITS_OWN)) return [];
  const own = node.getAttribute('data-spoken');
  // A row is said when the focus comes to it; one that has nothing to press is text.
  if (own !== null) return !isRoot && node.querySelector('button') !== null ? [] : [own];
  return [...node.childNodes].flatMap((child) => pieces(child, false));
}

const wordsOf = (element: Element): string => pieces(element, true).join('，');

function controlWords(control: Element): string {
  const pressed = control.getAttribute('aria-pressed');
  const chosen = pressed === null ? [] : [say(CHOSEN[pressed === 'true' ? 'true' : 'false'])];
  return [wordsOf(control), ...chosen].join('，');
}

function around(control: Element): readonly string[] {
  const groups: string[] = [];
  for (let at = control.parentElement; at !== null; at = at.parentElement)
    if (at.matches('dialog, [data-spoken]')) groups.unshift(wordsOf(at));
  return groups;
}

export function pageWords(root: ParentNode = document): PageWords {
  const screen = root.querySelector('.voter');
  if (screen === null) return NOTHING;
  const active = document.activeElement;
  const focus = active instanceof HTMLButtonElement && screen.contains(active) ? active : null;
  const titles = [...screen.querySelectorAll('.voter-title, .voter-aside')].map(wordsOf);
  return {
    page: [screen.getAttribute('data-screen') ?? '', ...titles].join('\n'),
    text: pieces(screen, true),
    status: [...screen.querySelectorAll(STATUS)]
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('，'),
    focus,
    within: focus === null ? [] : around(focus),
    control: focus === null ? '' : controlWords(focus),
  };
}
