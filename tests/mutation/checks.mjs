/**
 * The expressions by which code refuses, each with what stands without it. `without` replaces what the pattern found; `switched`
 * says the same of code that holds all checks at once, each behind a switch `on`; `whole`: of the call or object up to its end; `atLoad`:
 * what is asked when the module is loaded.
 */
import { operandsOf } from './operands.mjs';

const nothing = (call) => (on) => `(${on} ? (..._) => ${call}..._) : () => {})(`;
const leaving = (on, text) => `{ if (${on}) ${text} }`;
const kept = (method) => (on) => `[${on} ? '${method}' : 'describe'](`;

export const REPORT = {
  name: 'finding',
  pattern: /(?:context\.)?findings\.report\(/g,
  without: '((..._) => {})(',
  switched: (on, text) => nothing(text)(on),
};
export const REFUSAL = {
  name: 'refusal',
  pattern: /return err\(/g,
  without: 'void err(',
  whole: true,
  switched: leaving,
};
export const PROBLEM = {
  name: 'problem',
  pattern: /problems\.push\(/g,
  without: '((..._) => {})(',
  switched: nothing('problems.push('),
};
export const THROW = {
  name: 'throw',
  pattern: /throw new \w+\(/g,
  without: 'void new Error(',
  whole: true,
  switched: leaving,
};
export const FALSE = { name: 'false', pattern: /(?<!catch \{\s+)return false;/g, without: ';', switched: leaving };
export const CAUGHT = {
  name: 'caught',
  pattern: /(?<=catch \{\s+)return false;/g,
  without: 'return true;',
  switched: (on) => `return !${on};`,
};
export const WHEN = {
  name: 'when',
  pattern: /\.\.\.when\(/g,
  without: '...((..._) => [])(',
  switched: (on) => `...(${on} ? when : () => [])(`,
};
/** A list of one reason, given at once; the empty list is consent. */
export const ANSWER = {
  name: 'answer',
  pattern: /return \['[a-z-]+'\](?: as const)?;/g,
  without: 'return [];',
  switched: (on, text) => `return ${on} ? ${text.slice('return '.length, -1)} : [];`,
};
/** A finding of the rules, and a reason why a ballot is invalid. */
export const FOUND = {
  name: 'finding',
  pattern: /(?:found|reasons)\.push\(/g,
  without: '((..._) => {})(',
  switched: (on, text) => nothing(text)(on),
};
/** What a reader says a line is, instead of what the line says. */
export const REPORTED = {
  name: 'problem',
  pattern: /(?<![.\w])report\((?=['r])/g,
  without: '((..._) => {})(',
  switched: nothing('report('),
};
export const MALFORMED = {
  name: 'malformed',
  pattern: /return '(?:[a-z]+-)+(?:malformed|unknown)';/g,
  without: ';',
  switched: leaving,
};
export const BOUND = {
  name: 'bound',
  pattern: /\.(?:min|max)\([\w.]+\)/g,
  without: '',
  atLoad: true,
  switched: (on, text) => kept(text.slice(1, 4))(on) + text.slice(5),
};
export const WHOLE = {
  name: 'whole',
  pattern: /\.int\(\)/g,
  without: '',
  atLoad: true,
  switched: (on) => `${kept('int')(on)})`,
};
export const FORM = {
  name: 'form',
  pattern: /\.regex\(\/.+?\/\)/g,
  without: '',
  atLoad: true,
  switched: (on, text) => kept('regex')(on) + text.slice('.regex('.length),
};
export const REFINEMENT = {
  name: 'refinement',
  pattern: /\.refine\(/g,
  without: '.superRefine(() => {}, ',
  atLoad: true,
  switched: kept('refine'),
};
/** One operand of a conjunction, on a line of its own. */
export const CONJUNCT = {
  name: 'conjunct',
  pattern: /(?<=\n +)[^\n&]+(?= &&\n)|(?<=&&\n +)[^\n&]+(?=\n)/g,
  without: 'true',
  switched: (on, text) => `(!${on} || (${text.replace(/;$/, '')}))${text.endsWith(';') ? ';' : ''}`,
};

/** The question before a refusal, and the one before a consent that is a refusal otherwise. */
const QUESTION = String.raw`(?<=(?:return|=>)\s+)(?:\?\.|\?\?|[^;?{}])+?`;
export const REFUSED = {
  name: 'refused',
  pattern: new RegExp(String.raw`${QUESTION}(?=\s+\? err\()`, 'g'),
  without: 'false',
  switched: (on, text) => `(${on} && (${text}))`,
};
export const GRANTED = {
  name: 'granted',
  pattern: new RegExp(String.raw`${QUESTION}(?=\s+\? (?!err\()[^;?]+?\s: err\()`, 'g'),
  without: 'true',
  switched: (on, text) => `(!${on} || (${text}))`,
};
/** A problem in a list of them, made by a call or written out. */
export const LISTED = {
  name: 'problem',
  pattern: /(?<=[[,]\s*)(?:problem|stop|warning|late)\((?=\s*')/g,
  whole: true,
  switched: (on, text) => `...(${on} ? [${text}] : [])`,
};
/** What is wrong with an archive, in a list of it. */
export const AMISS = {
  name: 'fault',
  pattern: /(?<=[[,]\s*)fault\((?=\s*')/g,
  whole: true,
  switched: (on, text) => `...(${on} ? [${text}] : [])`,
};
export const WRITTEN = {
  name: 'problem',
  pattern: /(?<=\[\s*)\{(?=\s+(?:severity|code): )|(?<=\? \[\s*)\{(?=\s*zh: )/g,
  whole: true,
  switched: (on, text) => `...(${on} ? [${text}] : [])`,
};
/** What a file, a name or a rule is found to lack. */
export const COLLECTED = {
  name: 'finding',
  pattern: /\b(?:findings|warnings|faults|errors)\.(?:push|unshift|add(?=\('))\(/g,
  without: '((..._) => {})(',
  switched: (on, text) => nothing(text)(on),
};
export const SAID = {
  name: 'finding',
  pattern: /(?<![.\w])report\((?=\s*')/g,
  without: '((..._) => {})(',
  switched: nothing('report('),
};

/** What ends a step before it does anything. */
const LEAVES = String.raw`return\b(?! err\(| false;)|continue;|refuse|fault|keep|setAlarm`;
const STEPS = String.raw`\{\n\s+(?:await )?(?:refuse|fault|keep|end|setAlarm)\w*\(`;
export const GUARD = {
  name: 'guard',
  pattern: new RegExp(String.raw`(?<=\bif \()[^\n]+(?=\) (?:${LEAVES}|${STEPS}))`, 'g'),
  neutral: 'false',
  without: 'false',
  switched: (on, text) => `${on} && (${text})`,
};
/** A refusal by the name that the code of the file gives it. */
export const REFUSING = {
  name: 'refusal',
  pattern: /return refuse\(/g,
  without: 'void (',
  whole: true,
  switched: leaving,
};

/** A request that is not let in. */
export const TURNED_AWAY = {
  name: 'turned away',
  pattern: /return refuse\(context/g,
  without: 'void refuse(context',
  whole: true,
  switched: leaving,
};

/** Each operand of every `||` and `&&`, wherever it stands. */
export const OPERAND = {
  find: (source) =>
    operandsOf(source).map(({ index, text, neutral }) => ({
      index,
      text,
      check: {
        name: 'operand',
        neutral,
        without: neutral,
        switched: (on, own) => (neutral === 'false' ? `(${on} && (${own}))` : `(!${on} || (${own}))`),
      },
    })),
};

/** What must hold among other things, and what must not. */
export const operand = (file, stands) => ({
  file,
  stands,
  without: 'true',
  switched: (on) => `(!${on} || (${stands}))`,
});
export const objection = (file, stands) => ({
  file,
  stands,
  without: 'false',
  switched: (on) => `(${on} && (${stands}))`,
});

export const heard = (edit, ...found) => ({ ...edit, found });
export const cut = (file, stands, without, ...found) => ({ file, stands, without, found });
