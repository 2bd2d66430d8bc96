import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { closedPrice, rightRule } from '../testing/arbitrary-rules.ts';
import { printMeasure, printPredicate } from '../testing/print-rule.ts';
import { shownMeasure, shownPredicate } from '../testing/shown-rule.ts';
import { ALIASES } from './aliases.ts';
import type { Predicate } from './checked-rule.ts';
import { checkFigure, checkRule, type RuleSetting } from './checker.ts';
import { formatRule } from './format.ts';
import { tokenizeRule } from './tokens.ts';
import { RULE_WORDS } from './words.ts';

const SETTING: RuleSetting = { interval: '5m', catalogue: ruleCatalogue([]) };

function rightOf(text: string): Predicate {
  const found = checkRule(text, SETTING);
  if (!found.ok) throw new Error(`${text}: ${found.problems.map(({ message }) => message).join(' ')}`);
  return found.value.root;
}

it('a rule whose names, units and intervals fit has no problems', () => {
  fc.assert(
    fc.property(rightRule, (text) => {
      rightOf(text);
    }),
    { numRuns: 500 },
  );
});

it('a number that fits has no problems as a figure', () => {
  fc.assert(
    fc.property(closedPrice, (text) => {
      const found = checkFigure(text, SETTING);
      expect(found.ok ? found.value.root.unit : found.problems).toBe('price');
    }),
  );
});

/** Every word that has a meaning somewhere: a slip that makes one of another is none that can be seen. */
const KNOWN: ReadonlySet<string> = new Set([
  ...RULE_WORDS.map(({ name }) => name),
  ...Object.keys(ALIASES),
  ...SETTING.catalogue.indicators.flatMap(({ id, outputs }) => [id, ...outputs.map(({ name }) => name)]),
  ...['input', 'period', 'k', 'universe'],
]);

it('one slip in one name gives a problem at that name', () => {
  const slip = fc.record({
    which: fc.nat(),
    at: fc.nat(),
    letter: fc.constantFrom('q', 'z', 'x'),
    kind: fc.nat(2),
  });
  fc.assert(
    fc.property(rightRule, slip, (text, { which, at, letter, kind }) => {
      const names = tokenizeRule(text).filter((token) => token.kind === 'name' || token.kind === 'function');
      const { span } = names[which % names.length] ?? { span: { from: 0, to: 0 } };
      const name = text.slice(span.from, span.to);
      const place = at % name.length;
      const wrong =
        name.slice(0, place) + (kind === 0 ? '' : letter) + name.slice(kind === 2 ? place : place + 1);
      fc.pre(wrong !== '' && /^[a-z]/u.test(wrong) && !KNOWN.has(wrong));
      const slipped = text.slice(0, span.from) + wrong + text.slice(span.to);
      const found = checkRule(slipped, SETTING);
      const places = found.ok ? [] : found.problems.map((problem) => problem.span);
      expect(places.some(({ from, to }) => from <= span.from && to >= span.from + wrong.length)).toBe(true);
    }),
    { numRuns: 800 },
  );
});

it('a checked rule is printed as text that checks to the same', () => {
  fc.assert(
    fc.property(rightRule, fc.boolean(), (text, isBare) => {
      const root = rightOf(text);
      const setting = isBare ? SETTING : { catalogue: SETTING.catalogue };
      expect(shownPredicate(rightOf(printPredicate(root, setting)))).toBe(shownPredicate(root));
    }),
    { numRuns: 500 },
  );
});

it('a checked figure is printed as text that checks to the same', () => {
  fc.assert(
    fc.property(closedPrice, (text) => {
      const found = checkFigure(text, SETTING);
      const again = found.ok ? checkFigure(printMeasure(found.value.root, SETTING), SETTING) : found;
      expect(again.ok && found.ok && shownMeasure(again.value.root) === shownMeasure(found.value.root)).toBe(
        true,
      );
    }),
  );
});

it.each([
  'overnight_gap(5m) > 3',
  'sma(9, 1d, input = rsi(14)) > 50',
  'ema(5, input = macd(3, 6, 2).signal) > 0',
  'sma(5, input = atr(14)) < close',
  'highest(20, input = close)[2] > 5',
  'parabolic_sar(step = 0.05) < close',
  'not in_list("A") and in_list("B")',
  'pct_change(close(1d) - sma(5, 1d), 3)[1] > 2 %',
  'bars_since((close > open)[1], 5) <= 2 and not rising(rvol(5m)[1], 2)',
])('%s is printed as it was', (text) => {
  const setting = { ...SETTING, catalogue: ruleCatalogue(['A', 'B']) };
  const found = checkRule(text, setting);
  const printed = found.ok ? printPredicate(found.value.root, setting) : '';
  const again = checkRule(printed, setting);
  expect(again.ok && shownPredicate(again.value.root)).toBe(found.ok && shownPredicate(found.value.root));
});

it('formatting does not change what a rule means, and keeps its comments', () => {
  const comment = fc.constantFrom(' # why\n', '\n# of its own\n', ' ', '\n');
  fc.assert(
    fc.property(rightRule, fc.array(comment, { minLength: 1 }), (text, comments) => {
      let count = 0;
      const commented = text.replace(/ /gu, () => comments[count++ % comments.length] ?? ' ');
      const formatted = formatRule(commented);
      if (formatted === undefined) throw new Error(commented);
      expect(shownPredicate(rightOf(formatted))).toBe(shownPredicate(rightOf(text)));
      expect(formatRule(formatted)).toBe(formatted);
      const written = (all: string): number => all.split(/why|of its own/u).length;
      expect(written(formatted)).toBe(written(commented));
    }),
    { numRuns: 300 },
  );
});

it('a rule of several conditions has one on each line, with its comments', () => {
  const text = `# gap and go
gap>3%  and (rvol > 2 or volume>1000000)   # enough volume
   # above the average price
 and CLOSE>vwap`;
  expect(formatRule(text)).toBe(`# gap and go
gap > 3 %
  and (rvol > 2 or volume > 1_000_000)  # enough volume
  # above the average price
  and close > vwap`);
});

it('a list that there is not is a mistake only where lists do not come and go', () => {
  expect(checkRule("in_list('Later')", SETTING).ok).toBe(false);
  expect(checkRule("in_list('Later')", { ...SETTING, anyList: true }).ok).toBe(true);
});
