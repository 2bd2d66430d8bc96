import { INTERVALS, type Interval, isIntraday, nominalMilliseconds } from '../domain/interval.ts';
import { LARGEST_NUMBER, LONGEST_RULE, LONGEST_TEXT } from './limits.ts';
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
const TIME = /([01]?\d|2[0-3]):([0-5]\d)(?:\s*([AaPp][Mm])\b)?/uy;
/** The usual open, in minutes of the day. */
const OPEN_MINUTE = 9 * 60 + 30;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

/**
 * The tokens of any text, in order, with comments, closed by one of kind `end`. Total and linear in the
 * length of the text: every character is looked at a bounded number of times. What begins behind the longest rule
 * that is allowed is not read: an editor asks with every key.
 */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && at < LONGEST_RULE) {
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
  const time = timeAt(text, at);
  if (time !== undefined) return time;
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

/** `10:30` of a day: the language counts from the open. */
function timeAt(text: string, at: number): Token | undefined {
  TIME.lastIndex = at;
  const [written, hours = '', minutes = '', half = ''] = TIME.exec(text) ?? [];
  if (written === undefined) return undefined;
  const span = { from: at, to: at + written.length };
  const afternoon = half.toLowerCase() === 'pm' && Number(hours) < 12 ? 12 : 0;
  const sinceOpen = (Number(hours) + afternoon) * 60 + Number(minutes) - OPEN_MINUTE;
  const meant = decimal(sinceOpen);
  const message = `Times are counted from the open: ${written} is ${meant} in minutes_since_open where the session opens at 09:30.`;
  const fix = { title: `Change to ${meant}`, span, replacement: meant };
  return { kind: 'number', value: Math.max(0, sinceOpen), span, problem: { span, message, fix } };
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
  const factor = FACTORS[suffix.toLowerCase()] ?? powerOfTen(suffix);
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

/** The exponent of `1e6`. */
function powerOfTen(suffix: string): number | undefined {
  return /^e\d{1,2}$/iu.test(suffix) ? 10 ** Number(suffix.slice(1)) : undefined;
}

function intervalOf(written: string): Interval | undefined {
  const lower = written.endsWith('M') ? written : written.toLowerCase();
  return INTERVALS.find((interval) => interval === lower);
}

/** `3m` and `4h` are intervals that there are not, with the nearest one as a fix; anything else is no number. */
function unknownSuffix(written: string, suffix: string, span: Span): TokenBody {
  const [, letter = ''] = /^(s|m|h|d|w)(?:|ecs?|ins?|inutes?|rs?|ours?|ays?|eeks?|s)$/iu.exec(suffix) ?? [];
  const unit = INTERVALS.find((interval) => interval === `1${letter.toLowerCase()}`);
  if (unit === undefined) {
    const message = `'${clipped(written)}' is neither a number nor an interval.`;
    return { kind: 'number', value: 0, problem: { span, message } };
  }
  const count = Number.parseFloat(written.replaceAll('_', ''));
  const meant = nearestInterval(count * nominalMilliseconds(unit));
  const message = `There is no interval ${clipped(written)}; there are ${INTERVALS.join(', ')}.`;
  // A month of days is a period: the nearest interval would be another thing.
  if (!isIntraday(unit) && count > 1)
    return {
      kind: 'interval',
      interval: meant,
      problem: {
        span,
        message: `${message.slice(0, -1)}; so many bars are a period, as in sma(${clipped(String(count))}, ${unit}).`,
      },
    };
  const fix = { title: `Change to ${meant}`, span, replacement: meant };
  return { kind: 'interval', interval: meant, problem: { span, message, fix } };
}

/** By how many times one is the other: of 3 minutes that is 5 minutes rather than one. */
function nearestInterval(duration: number): Interval {
  const away = (interval: Interval): number => Math.abs(Math.log(nominalMilliseconds(interval) / duration));
  return INTERVALS.reduce((best, each) => (away(each) < away(best) ? each : best));
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
