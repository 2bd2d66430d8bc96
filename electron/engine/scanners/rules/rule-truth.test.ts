import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../../shared/domain/symbol.ts';
import type { CheckedRule, Predicate } from '../../../../shared/rules/checked-rule.ts';
import { randomMarket } from '../../../testing/random-market.ts';
import { anyPredicate } from '../../../testing/random-rules.ts';
import { steppedSession } from '../../../testing/simulated-session.ts';
import { SlowRule } from '../../../testing/slow-rule.ts';
import { RuleScanner } from './rule-scanner.ts';

const { coordinator } = await steppedSession();
const ROWS = 24;

function ruleOf(root: Predicate): CheckedRule {
  return { text: 'rule', interval: '1d', root };
}

/** Before the open, in the session, after its close. */
const minutes = fc.constantFrom(-30, 0, 17, 390, 400);
const seeds = fc.nat(1_000_000);

describe('a rule over any market', () => {
  it('matches where the slow reading of its tree says so, and counts as unknown what that cannot say', () => {
    fc.assert(
      fc.property(anyPredicate, seeds, minutes, (root, seed, now) => {
        const { market, context } = randomMarket(seed, ROWS, now, coordinator.data);
        const slow = new SlowRule(market, context.now);
        const truths = Array.from({ length: ROWS }, (_unused, row) =>
          market.members[row] === 1 ? slow.truth(root, row) : false,
        );
        const { matches, unknown } = new RuleScanner({ rule: ruleOf(root) }).scan(context);
        expect(matches.map(({ symbol }) => symbol)).toEqual(
          truths.flatMap((truth, row) => (truth === true ? [market.symbolAt(row)] : [])),
        );
        expect(unknown).toBe(truths.filter((truth) => truth === undefined).length);
      }),
      { numRuns: 600 },
    );
  });

  it('is explained as it was scanned: of every symbol, whether it hits, does not, or cannot be said', () => {
    fc.assert(
      fc.property(anyPredicate, seeds, minutes, (root, seed, now) => {
        const { market, context } = randomMarket(seed, ROWS, now, coordinator.data);
        const scanner = new RuleScanner({ rule: ruleOf(root) });
        const slow = new SlowRule(market, context.now);
        const { matches } = scanner.scan(context);
        for (const [row, member] of market.members.entries()) {
          if (member !== 1) continue;
          const symbol = market.symbolAt(row);
          const { tree } = scanner.explainer.explain(context, symbol);
          expect(tree.truth).toBe(slow.truth(root, row) ?? null);
          const match = matches.find((each) => each.symbol === symbol);
          if (match?.evidence !== undefined) expect(scanner.explainer.treeOf(match.evidence)).toEqual(tree);
          expect(match !== undefined).toBe(tree.truth === true);
        }
        const stages = scanner.explainer.funnel(context);
        expect(stages.at(-1)?.passed).toBe(matches.length);
      }),
      { numRuns: 200 },
    );
  });

  it('measures what its comparisons compare', () => {
    fc.assert(
      fc.property(anyPredicate, seeds, (root, seed) => {
        const { context, market } = randomMarket(seed, ROWS, 17, coordinator.data);
        const scanner = new RuleScanner({ rule: ruleOf(root) });
        const slow = new SlowRule(market, context.now);
        const measured = scanner.explainer.measure(context);
        const comparisons = comparisonsOf(root);
        expect(measured).toHaveLength(comparisons.length);
        for (const [place, comparison] of comparisons.entries()) {
          const { values, threshold, operator, symbols } = measured[place] ?? { values: [], symbols: [] };
          expect(symbols).toEqual(context.universe);
          for (const [at, symbol] of (symbols ?? []).entries()) {
            const row = Number(symbol.slice(1));
            const value = values[at] ?? Number.NaN;
            const truth = slow.truth(comparison, row);
            if (truth === undefined) continue;
            expect(holds(operator ?? '', value, threshold ?? Number.NaN)).toBe(truth);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('knows nothing of a symbol that the session does not have', () => {
    const { context } = randomMarket(1, ROWS, 17, coordinator.data);
    const root: Predicate = {
      kind: 'compare',
      operator: '>',
      left: { kind: 'session', of: 'day_open', unit: 'price', span: { from: 0, to: 4 } },
      right: { kind: 'constant', value: 1, unit: 'number', span: { from: 0, to: 4 } },
      span: { from: 0, to: 4 },
    };
    const { tree } = new RuleScanner({ rule: ruleOf(root) }).explainer.explain(context, symbolId('NOWHERE'));
    expect(tree).toMatchObject({ truth: null, value: null, unknownBecause: 'rule has no value yet' });
  });
});

function comparisonsOf(predicate: Predicate): readonly Extract<Predicate, { kind: 'compare' }>[] {
  if (predicate.kind === 'compare') return [predicate];
  if (predicate.kind === 'not') return comparisonsOf(predicate.of);
  return predicate.kind === 'all' || predicate.kind === 'any' ? predicate.of.flatMap(comparisonsOf) : [];
}

function holds(operator: string, value: number, threshold: number): boolean {
  if (operator === '>') return value > threshold;
  if (operator === '>=') return value >= threshold;
  if (operator === '<') return value < threshold;
  if (operator === '<=') return value <= threshold;
  return (operator === '=') === (value === threshold);
}
