import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { rightRule } from '../testing/arbitrary-rules.ts';
import { checkFigure, checkRule, type RuleSetting } from './checker.ts';
import { completeRule } from './completion.ts';
import { formatRule } from './format.ts';
import { hoverRule } from './hover.ts';
import { lex } from './lexer.ts';
import { LONGEST_RULE, MOST_PROBLEMS } from './limits.ts';
import { parseRule } from './parser.ts';
import { TokenReader } from './token-reader.ts';
import { tokenizeRule } from './tokens.ts';

const SETTING: RuleSetting = { interval: '5m', catalogue: ruleCatalogue(['Favourites']) };

const PIECES = [
  ...[
    'and',
    'or',
    'not',
    'in',
    'close',
    'sma',
    'rsi',
    'highest',
    'rank',
    'rising',
    'crosses_above',
    'bars_since',
    'avg',
    'between',
    'is',
    'above',
    'crosses',
    'million',
  ],
  ...[
    'pct_change',
    'sector',
    'symbol',
    'vwap',
    'last',
    'macd',
    'input',
    'x',
    'gap',
    'in_list',
    'abs',
    'max',
    '""',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    '%',
    '+',
    '-',
    '*',
    '/',
    '>',
    '<',
    '=',
    '>=',
    '!=',
    '"',
    "'",
    '#',
    '\n',
    '&&',
    '!',
  ],
  ...[
    '5',
    '1_000',
    '5m',
    '1d',
    '4h',
    '3k',
    '1.5',
    '0',
    '1e999',
    '10:30',
    '60m',
    '"Energy"',
    '"IBM"',
    '“',
    '€',
    '😀',
    '\u2028',
    'ǅ',
    'İ',
  ],
];
const tokens = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((all) => all.join(' '));
const joined = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((all) => all.join(''));
const mutated = fc
  .tuple(rightRule, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...PIECES, '')), { maxLength: 4 }))
  .map(([rule, edits]) =>
    edits.reduce((text, [at, taken, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + taken);
    }, rule),
  );
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), tokens, joined, mutated);

/** A rule, or problems that each have a place in the text and a sentence. */
function expectAnswer(text: string): void {
  for (const check of [checkRule, checkFigure]) {
    const found = check(text, SETTING);
    if (found.ok) continue;
    expect(found.problems.length).toBeGreaterThan(0);
    expect(found.problems.length).toBeLessThanOrEqual(MOST_PROBLEMS);
    for (const { span, message, fix } of found.problems) {
      for (const { from, to } of fix === undefined ? [span] : [span, fix.span]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
      expect(message).toMatch(/^\S.*[.?]$/su);
      expect(message.length).toBeLessThan(400);
    }
  }
}

describe('any text', () => {
  it('is a rule or has problems at places in it', () => {
    fc.assert(fc.property(anyText, expectAnswer), { numRuns: 1500 });
  });

  it('has pieces in order, that leave out white space alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { span } of tokenizeRule(text)) {
          expect(text.slice(at, span.from).trim()).toBe('');
          expect(span.to).toBeGreaterThan(span.from);
          at = span.to;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });

  it('can be completed and asked about everywhere', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, place) => {
        const position = place % (text.length + 1);
        const { from, to, options } = completeRule(text, position, SETTING);
        expect(from).toBeLessThanOrEqual(position);
        expect(to).toBeGreaterThanOrEqual(position);
        expect(to).toBeLessThanOrEqual(text.length);
        for (const { insert, cursor } of options) expect(cursor).toBeLessThanOrEqual(insert.length);
        const hover = hoverRule(text, position, SETTING);
        if (hover !== undefined) expect(hover.span.from).toBeLessThanOrEqual(position);
      }),
    );
  });

  it('is formatted to a text that is formatted already, with the same tree and the same comments', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const formatted = formatRule(text);
        if (formatted === undefined) return;
        expect(formatRule(formatted)).toBe(formatted);
        expect(treeOf(formatted)).toEqual(treeOf(text));
        expect(commentsOf(formatted)).toEqual(commentsOf(text));
      }),
      { numRuns: 600 },
    );
  });
});

/** A text's tree without places, chains of `and` and `or` laid flat. */
function treeOf(text: string): unknown {
  return JSON.parse(
    JSON.stringify(parseRule(text).expression, (key, value) => (/span$/iu.test(key) ? undefined : value)),
  );
}

function commentsOf(text: string): string {
  const found = lex(text).filter(({ kind }) => kind === 'comment');
  return found
    .map(({ span }) => text.slice(span.from, span.to).trim())
    .toSorted()
    .join('\n');
}

describe('a hostile text', () => {
  afterEach(() => vi.restoreAllMocks());

  const deep = (open: string, close: string, count: number): string =>
    open.repeat(count) + close.repeat(count);
  it.each([
    ['brackets', deep('(', ')', 10_000)],
    ['open brackets', '('.repeat(10_000)],
    ['calls', 'abs('.repeat(5_000)],
    ['squares', `close${'[1'.repeat(9_000)}`],
    ['squares behind each other', `close${'[1]'.repeat(6_000)} > 1`],
    ['dots', `close${'.x'.repeat(9_000)}`],
    ['signs', `close > ${'-'.repeat(19_000)}1`],
    ['comparisons', '> '.repeat(9_999)],
    ['not', 'not '.repeat(4_999)],
    ['and', `close > 1${' and close > 1'.repeat(1_400)}`],
    ['sums', `close${' + close'.repeat(2_000)} > 1`],
    ['unknown names', 'abcd '.repeat(3_999)],
    ['unknown sectors', `sector in (${'"Enregy",'.repeat(2_000)} "x")`],
    ['changes of changes', `${'pct_change('.repeat(60)}close${')'.repeat(60)} > 1`],
    [
      'trends of windows',
      'rising(max(close, open) + highest(max(close, open), 100) + max(close, open), 100)',
    ],
    ['quotes', '"'.repeat(19_999)],
    ['digits', '9'.repeat(19_999)],
    ['commas', ','.repeat(19_999)],
    ['words of comparison', 'close is above '.repeat(1_300)],
    ['between', 'close between '.repeat(1_400)],
    ['crosses', `close${' crosses close'.repeat(1_400)}`],
    ['times of day', '10:30 '.repeat(3_300)],
    ['arguments given twice', `sma(${'period = 5, '.repeat(1_600)}5)`],
    ['means of trends', `${'avg('.repeat(50)}close${', 200)'.repeat(50)} > 1`],
  ])('of %s has an answer', (_what, text) => {
    expectAnswer(text);
    completeRule(text, text.length, SETTING);
  });

  it('of 100,000 characters is refused for its length, in one sentence', () => {
    const found = checkRule('a'.repeat(100_000), SETTING);
    expect(found.ok ? [] : found.problems.map(({ message }) => message)).toEqual([
      `The rule has 100000 characters; at most ${LONGEST_RULE} are allowed.`,
    ]);
  });

  it.each([
    ['of 100,000 brackets', '('.repeat(100_000)],
    ['of a megabyte', 'close > sma(20) and '.repeat(52_429)],
    ['of a megabyte in quotes', '"'.repeat(1_048_576)],
  ])('%s is refused by all that read it', (_what, text) => {
    expectAnswer(text);
    expect(tokenizeRule(text).length).toBeGreaterThan(0);
    expect(formatRule(text)).toBeUndefined();
    expect(completeRule(text, text.length, SETTING).options.length).toBeGreaterThanOrEqual(0);
    expect(hoverRule(text, text.length / 2, SETTING)).toBeUndefined();
  });

  it('in quotes ends after 200 characters, however many are open', () => {
    const tokens = lex(`“${'x'.repeat(300)}”`);
    expect(tokens[0]?.span).toEqual({ from: 0, to: 201 });
    expect(tokens[0]?.problem?.message).toBe('The quotes of this text are not closed.');
  });

  it('is read in a number of steps that grows with its length alone', () => {
    const looks = vi.spyOn(TokenReader.prototype, 'ahead');
    fc.assert(
      fc.property(
        fc.constantFrom(...PIECES),
        fc.constantFrom(...PIECES),
        fc.constantFrom(...PIECES),
        (a, b, c) => {
          const text = `${a} ${b} ${c} `.repeat(400);
          looks.mockClear();
          parseRule(text);
          expect(looks.mock.calls.length).toBeLessThan(40 * (lex(text).length + 10));
        },
      ),
    );
  });

  it('gives each character to a bounded number of patterns', () => {
    const tries = vi.spyOn(RegExp.prototype, 'exec');
    fc.assert(
      fc.property(anyText, (text) => {
        tries.mockClear();
        lex(text);
        expect(tries.mock.calls.length).toBeLessThanOrEqual(8 * text.length + 8);
      }),
    );
  });
});
