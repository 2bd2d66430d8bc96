import { INTERVALS, type Interval } from '../domain/interval.ts';
import { LARGEST_NUMBER, LONGEST_TEXT } from './limits.ts';
import { decimal } from './number-text.ts';
import type { ArithmeticOperator, ComparisonOperator, RuleProblem, Span } from './syntax.ts';

export type Keyword = 'and' | 'or' | 'not' | 'in';
export type Punctuation = '(' | ')' | '[' | ']' | ',' | '.' | '%';

/** The smallest pieces of a rule. One that is written wrongly, but whose meaning is plain, carries its problem along. */
export type Token = { readonly span: Span; readonly problem?: RuleProblem } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'keyword'; readonly word: Keyword }
  | { readonly kind: 'operator'; readonly operator: ArithmeticOperator | ComparisonOperator }
  | { readonly kind: 'punctuation'; readonly mark: Punctuation }
  | { readonly kind: 'comment' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'end' }
);

type TokenBody<T = Token> = T extends Token ? Omit<T, 'span'> : never;

const KEYWORDS: ReadonlySet<string> = new Set<Keyword>(['and', 'or', 'not', 'in']);

/** How operators may be written; the first that fits counts, so the longer ones come first. */
const OPERATORS: readonly (readonly [string, ArithmeticOperator | ComparisonOperator])[] = [
  ['>=', '>='],
  ['<=', '<='],
  ['!=', '!='],
  ['<>', '!='],
  ['==', '='],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['−', '-'],
  ['–', '-'],
  ['×', '*'],
  ['÷', '/'],
];

/** What other languages write for the words of this one. */
const FOREIGN: readonly (readonly [string, Keyword])[] = [
  ['&&', 'and'],
  ['||', 'or'],
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
];

const PUNCTUATION = '()[],.%';
/** Opening quotes and what closes them. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
]);
const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mm: 1e6, mn: 1e6, b: 1e9, bn: 1e9 };

const SPACE = /\s+/uy;
const COMMENT = /#[^\n]*/uy;
const NUMBER = /(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)([A-Za-z_]\w*)?/uy;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

/**
 * The tokens of any text, in order, with comments, closed by one of kind `end`. Total and linear in the
 * length of the text: every character is looked at a bounded number of times.
 */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matched(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.span.to;
  }
  tokens.push({ kind: 'end', span: { from: text.length, to: text.length } });
  return tokens;
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function tokenAt(text: string, at: number): Token {
  const comment = matched(COMMENT, text, at);
  if (comment !== undefined) return { kind: 'comment', span: { from: at, to: at + comment.length } };
  return (
    numberAt(text, at) ??
    nameAt(text, at) ??
    textAt(text, at) ??
    operatorAt(text, at) ??
    foreignAt(text, at) ??
    markAt(text, at) ??
    strayAt(text, at)
  );
}

function nameAt(text: string, at: number): Token | undefined {
  const word = matched(NAME, text, at);
  if (word === undefined) return undefined;
  const span = { from: at, to: at + word.length };
  // Plain letters alone: others may become several characters.
  const name = word.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
  return isKeyword(name) ? { kind: 'keyword', word: name, span } : { kind: 'name', name, span };
}

function isKeyword(name: string): name is Keyword {
  return KEYWORDS.has(name);
}

function numberAt(text: string, at: number): Token | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [written, suffix = ''] = match;
  const span = { from: at, to: at + written.length };
  const digits = written.slice(0, written.length - suffix.length);
  const value = Number(digits.replaceAll('_', ''));
  if (suffix !== '') return { ...suffixed(written, value, suffix, span), span };
  return { ...numberBody(value, span), span };
}

function numberBody(value: number, span: Span): TokenBody {
  if (value < LARGEST_NUMBER) return { kind: 'number', value };
  const message = 'The number is too large; numbers are written below 1_000_000_000_000_000.';
  return { kind: 'number', value: 0, problem: { span, message } };
}

/** `5m`, and what was meant by `5M`, `4h`, `500k`. */
function suffixed(written: string, value: number, suffix: string, span: Span): TokenBody {
  const interval = intervalOf(written);
  if (interval !== undefined) return { kind: 'interval', interval };
  const factor = FACTORS[suffix.toLowerCase()];
  // A capital M is a million, a small one minutes.
  if (factor !== undefined && (suffix !== 'm' || !Number.isInteger(value))) {
    const meant = decimal(value * factor);
    const message = `'${written}' is written out: ${meant}.`;
    if (value * factor < LARGEST_NUMBER) {
      const fix = { title: `Change to ${meant}`, span, replacement: meant };
      return { kind: 'number', value: value * factor, problem: { span, message, fix } };
    }
  }
  return unknownSuffix(written, suffix, span);
}

function intervalOf(written: string): Interval | undefined {
  const lower = written.endsWith('M') ? written : written.toLowerCase();
  return INTERVALS.find((interval) => interval === lower);
}

/** `3m` and `4h` are intervals that there are not, with the nearest one as a fix; anything else is no number. */
function unknownSuffix(written: string, suffix: string, span: Span): TokenBody {
  const sameUnit = INTERVALS.filter((interval) => interval.endsWith(suffix.toLowerCase().slice(0, 1)));
  if (!/^(s|sec|m|min|h|hr|d|day|w)s?$/iu.test(suffix) || sameUnit.length === 0) {
    return {
      kind: 'wrong',
      problem: { span, message: `'${clipped(written)}' is neither a number nor an interval.` },
    };
  }
  const meant = nearestInterval(Number.parseFloat(written), sameUnit);
  const message = `There is no interval ${clipped(written)}; there are ${INTERVALS.join(', ')}.`;
  const fix = { title: `Change to ${meant}`, span, replacement: meant };
  return { kind: 'interval', interval: meant, problem: { span, message, fix } };
}

function nearestInterval(count: number, candidates: readonly Interval[]): Interval {
  const away = (interval: Interval): number => Math.abs(Number.parseInt(interval, 10) - count);
  return candidates.reduce((best, each) => (away(each) < away(best) ? each : best));
}

function textAt(text: string, at: number): Token | undefined {
  const open = text.charAt(at);
  const close = QUOTES.get(open);
  if (close === undefined) return undefined;
  const end = Math.min(text.length, at + 1 + LONGEST_TEXT);
  let to = at + 1;
  while (to < end && text[to] !== close && text[to] !== '\n') to += 1;
  const value = text.slice(at + 1, to);
  if (text[to] === close) return { kind: 'text', value, span: { from: at, to: to + 1 } };
  return unclosedText(value, at, close);
}

/** Without its end a text most likely ends before a bracket that closes, or before a comma. */
function unclosedText(rest: string, at: number, close: string): Token {
  const value = (/^[^),]*/u.exec(rest)?.[0] ?? '').trimEnd();
  const to = at + 1 + value.length;
  const span = { from: at, to };
  const fix = { title: 'Close the quotes', span: { from: to, to }, replacement: close };
  const message = 'The quotes of this text are not closed.';
  return { kind: 'text', value, span, problem: { span, message, fix } };
}

function operatorAt(text: string, at: number): Token | undefined {
  const found = OPERATORS.find(([written]) => text.startsWith(written, at));
  if (found === undefined) return undefined;
  const [written, operator] = found;
  const span = { from: at, to: at + written.length };
  // `=>` is no arrow here: the two signs belong together the other way round.
  const turned = { '=>': '>=', '=<': '<=' }[text.slice(at, at + 2)];
  if (turned !== '>=' && turned !== '<=') return { kind: 'operator', operator, span };
  const both = { from: at, to: at + 2 };
  const fix = { title: `Change to ${turned}`, span: both, replacement: turned };
  const message = `'${text.slice(at, at + 2)}' is written ${turned}.`;
  return { kind: 'operator', operator: turned, span: both, problem: { span: both, message, fix } };
}

function foreignAt(text: string, at: number): Token | undefined {
  const found = FOREIGN.find(([written]) => text.startsWith(written, at));
  if (found === undefined) return undefined;
  const [written, word] = found;
  const span = { from: at, to: at + written.length };
  const [before, after] = [text.charAt(at - 1), text.charAt(span.to)];
  const replacement = `${/\S/u.test(before) ? ' ' : ''}${word}${/\S/u.test(after) ? ' ' : ''}`;
  const fix = { title: `Change to ${word}`, span, replacement };
  return { kind: 'keyword', word, span, problem: { span, message: `'${written}' is written ${word}.`, fix } };
}

function markAt(text: string, at: number): Token | undefined {
  const mark = text.charAt(at);
  if (!isMark(mark)) return undefined;
  return { kind: 'punctuation', mark, span: { from: at, to: at + 1 } };
}

function isMark(mark: string): mark is Punctuation {
  return mark !== '' && PUNCTUATION.includes(mark);
}

function strayAt(text: string, at: number): Token {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const span = { from: at, to: at + character.length };
  const fix = { title: `Remove ${character}`, span, replacement: '' };
  return { kind: 'wrong', span, problem: { span, message: `'${character}' has no meaning in a rule.`, fix } };
}

/** A text as it is quoted in a message: not longer than a line. */
function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
