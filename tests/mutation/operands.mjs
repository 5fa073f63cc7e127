/**
 * The operands of every `||` and `&&` of a source, each with what is the same as its absence: a disjunct that never holds, a conjunct
 * that always does. A group inside a chain is an operand too, besides its own.
 */

const KEYWORD = /(?:^|[^\w.])(?:return|throw|case)$/;

/** The source with texts, patterns and comments blanked out, so that what stands in them is no operator. */
function masked(source) {
  const out = [...source];
  const blank = (from, to, by) => {
    for (let at = from; at < to; at += 1) if (source[at] !== '\n') out[at] = by;
  };
  /** Depths of braces at which a template goes on. */
  const templates = [];
  let depth = 0;
  const throughTemplate = (from) => {
    let at = from;
    while (at < source.length && source[at] !== '`') {
      if (source[at] === '\\') at += 1;
      else if (source[at] === '$' && source[at + 1] === '{') {
        templates.push(depth);
        depth += 1;
        blank(from, at, '_');
        return at + 2;
      }
      at += 1;
    }
    blank(from, at, '_');
    return at + 1;
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at, at + 2);
    if (rest === '//' || rest === '/*') {
      const end = rest === '//' ? source.indexOf('\n', at) : source.indexOf('*/', at) + 2;
      blank(at, end, ' ');
      at = end;
    } else if (source[at] === "'" || source[at] === '"') {
      let end = at + 1;
      while (source[end] !== source[at]) end += source[end] === '\\' ? 2 : 1;
      blank(at, end + 1, '_');
      at = end + 1;
    } else if (source[at] === '`') at = throughTemplate(at + 1);
    else if (source[at] === '}' && templates.at(-1) === depth - 1) {
      templates.pop();
      depth -= 1;
      at = throughTemplate(at + 1);
    } else if (source[at] === '/' && /(?:^|[(,=:[!&|?{};\n]|return)\s*$/.test(source.slice(Math.max(0, at - 12), at))) {
      let end = at + 1;
      for (let inClass = false; source[end] !== '/' || inClass; end += 1) {
        if (source[end] === '\\') end += 1;
        else if (source[end] === '[') inClass = true;
        else if (source[end] === ']') inClass = false;
      }
      blank(at, end + 1, '_');
      at = end + 1;
    } else {
      if (source[at] === '{') depth += 1;
      else if (source[at] === '}') depth -= 1;
      at += 1;
    }
  }
  return out.join('');
}

/** Whether an operand ends at a character outside its brackets; `two` are it and the next, or the one before and it. */
const isOperator = (two, operator) => two === '||' || (two === '&&' && operator === '&&');
function isEnd(text, at) {
  const [before, here, after] = [text[at - 1], text[at], text[at + 1]];
  if (',;:'.includes(here)) return true;
  if (here === '?') return after !== '.';
  if (here === '=') return !'=!<>'.includes(before) && after !== '=';
  return here === '>' && before === '=';
}

function startOf(text, from, operator) {
  let depth = 0;
  for (let at = from - 1; at >= 0; at -= 1) {
    if (')]}'.includes(text[at])) depth += 1;
    else if ('([{'.includes(text[at])) {
      if (depth === 0) return at + 1;
      depth -= 1;
    } else if (depth > 0) continue;
    else if (isEnd(text, at) || isOperator(text.slice(at - 1, at + 1), operator)) return at + 1;
    else if (/\s/.test(text[at + 1]) && KEYWORD.test(text.slice(Math.max(0, at - 8), at + 1))) return at + 1;
  }
  return 0;
}

function endOfOperand(text, from, operator) {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at])) depth += 1;
    else if (')]}'.includes(text[at])) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && (isEnd(text, at) || isOperator(text.slice(at, at + 2), operator))) return at;
  }
  return text.length;
}

/** [{ index, text, neutral }], each once, in order; `neutral` is what stands without it. */
export function operandsOf(source) {
  const text = masked(source);
  const found = new Map();
  for (const { index, 0: operator } of text.matchAll(/\|\||&&/g)) {
    if (text[index + 2] === '=') continue;
    const ranges = [
      [startOf(text, index, operator), index],
      [index + 2, endOfOperand(text, index + 2, operator)],
    ];
    for (const [from, to] of ranges) {
      const start = from + (source.slice(from, to).length - source.slice(from, to).trimStart().length);
      const own = source.slice(start, to).trimEnd();
      const neutral = operator === '||' ? 'false' : 'true';
      found.set(`${start} ${own.length}`, { index: start, text: own, neutral });
    }
  }
  return [...found.values()].sort((a, b) => a.index - b.index || b.text.length - a.text.length);
}
