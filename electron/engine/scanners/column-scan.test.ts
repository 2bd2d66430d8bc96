import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ColumnCondition,
  type ColumnExpression,
  column,
  compileColumnScan,
  constant,
  times,
} from './column-scan.ts';

const COLUMNS = 3;
const MASKS = 2;

/** The value of an expression for one symbol, one step at a time. */
function evaluate(expression: ColumnExpression, columns: readonly Float64Array[], row: number): number {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'column') return columns[expression.column]?.[row] ?? Number.NaN;
  const left = evaluate(expression.left, columns, row);
  const right = evaluate(expression.right, columns, row);
  if (expression.operator === '+') return left + right;
  if (expression.operator === '-') return left - right;
  return expression.operator === '*' ? left * right : left / right;
}

function holds(
  { operator, left, right }: ColumnCondition,
  columns: readonly Float64Array[],
  row: number,
): boolean {
  const [one, other] = [evaluate(left, columns, row), evaluate(right, columns, row)];
  if (operator === '>') return one > other;
  if (operator === '>=') return one >= other;
  return operator === '<' ? one < other : one <= other;
}

const value = fc.oneof(
  fc.constantFrom(Number.NaN, 0, -0, 1, 100, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
);
const { expression } = fc.letrec<{ expression: ColumnExpression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.nat(COLUMNS - 1).map(column),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(constant),
    fc.record({
      kind: fc.constant('arithmetic' as const),
      operator: fc.constantFrom('+', '-', '*', '/'),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
}));
const condition: fc.Arbitrary<ColumnCondition> = fc.record({
  operator: fc.constantFrom('>', '>=', '<', '<='),
  left: expression,
  right: expression,
});
const rows = fc.array(
  fc.record({
    values: fc.tuple(value, value, value),
    masks: fc.tuple(fc.nat(1), fc.nat(1)),
  }),
  { maxLength: 30 },
);

it('finds what a plain loop finds, for any expression, with missing values in it', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 3 }), rows, (conditions, symbols) => {
      const columns = [0, 1, 2].map((at) =>
        Float64Array.from(symbols, ({ values }) => values[at] ?? Number.NaN),
      );
      const masks = [0, 1].map((at) => Uint8Array.from(symbols, (symbol) => symbol.masks[at] ?? 0));
      const expected: number[] = [];
      for (let row = 0; row < symbols.length; row += 1) {
        const taken = masks.every((mask) => mask[row] === 1);
        if (taken && conditions.every((each) => holds(each, columns, row))) expected.push(row);
      }
      const matches = new Int32Array(symbols.length + 1);
      const scan = compileColumnScan(conditions, COLUMNS, MASKS);
      const found = scan({ columns, masks, count: symbols.length }, matches);
      expect([...matches.subarray(0, found)]).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

describe('a column scan', () => {
  const above = (right: ColumnExpression): ColumnCondition => ({ operator: '>', left: column(0), right });

  it('looks at the first `count` symbols only', () => {
    const scan = compileColumnScan([above(constant(1))], 1, 0);
    const matches = new Int32Array(4);
    expect(scan({ columns: [Float64Array.of(2, 0, 3, 4)], masks: [], count: 3 }, matches)).toBe(2);
    expect([...matches.subarray(0, 2)]).toEqual([0, 2]);
  });

  it('takes numbers of every size and sign as they are', () => {
    for (const number of [-1.5, 1e-300, 1e300, -0, 0.1 + 0.2]) {
      const scan = compileColumnScan([{ operator: '>=', left: column(0), right: constant(number) }], 1, 0);
      const columns = [Float64Array.of(number, number - Math.max(1, Math.abs(number)))];
      expect(scan({ columns, masks: [], count: 2 }, new Int32Array(3))).toBe(1);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses to compare with %s', (number) => {
    expect(() => compileColumnScan([above(constant(number))], 1, 0)).toThrow(RangeError);
  });

  it.each([-1, 1, 0.5, Number.NaN])('refuses column %s of one', (position) => {
    expect(() => compileColumnScan([above(times(column(position), constant(2)))], 1, 0)).toThrow(RangeError);
  });

  it('refuses operators that came past the types', () => {
    const condition: ColumnCondition = JSON.parse(
      '{"operator":"== 1 || process.exit() ||","left":{"kind":"number","value":1},"right":{"kind":"number","value":1}}',
    );
    expect(() => compileColumnScan([condition], 1, 0)).toThrow(RangeError);
    const expression: ColumnExpression = JSON.parse(
      '{"kind":"arithmetic","operator":"; x","left":{"kind":"number","value":1},"right":{"kind":"number","value":1}}',
    );
    expect(() => compileColumnScan([above(expression)], 1, 0)).toThrow(RangeError);
    const text: ColumnExpression = JSON.parse('{"kind":"number","value":"1); process.exit("}');
    expect(() => compileColumnScan([above(text)], 1, 0)).toThrow(RangeError);
  });
});
