import type { MarketColumns } from '../contract.ts';
import { FALSE, TRUE, UNKNOWN } from './compiled-rule.ts';
import type { MembershipInput } from './rule-inputs.ts';

/** FALSE, UNKNOWN or TRUE for every row: whether the fact is (or, negated, is not) one of the values. */
export function membershipColumn(input: MembershipInput, market: MarketColumns): Uint8Array {
  const truths = new Uint8Array(market.count);
  const truthOf = truthFunction(input, market);
  for (let row = 0; row < market.count; row += 1) truths[row] = truthOf(row);
  return truths;
}

function truthFunction(
  { fact, values, negated }: MembershipInput,
  { facts, symbolAt }: MarketColumns,
): (row: number) => number {
  const [inside, outside] = negated ? [FALSE, TRUE] : [TRUE, FALSE];
  if (fact === 'sector') {
    const wanted = new Set(values);
    return (row) => {
      const sector = facts.sectorOf(symbolAt(row));
      return sector === undefined ? UNKNOWN : wanted.has(sector) ? inside : outside;
    };
  }
  const lists = facts.lists.filter(({ name }) => values.includes(name));
  // Of a list that there is not, nobody can say who is in it.
  const missing = fact === 'list' && values.some((name) => !lists.some((list) => list.name === name));
  const wanted = new Set<string>(fact === 'symbol' ? values : lists.flatMap(({ symbols }) => symbols));
  return (row) => (wanted.has(symbolAt(row)) ? inside : missing ? UNKNOWN : outside);
}

/** A number for each sector, below zero where it is not known. */
export function sectorColumn({ count, facts, symbolAt }: MarketColumns): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: count }, (_unused, row) => {
    const sector = facts.sectorOf(symbolAt(row));
    if (sector === undefined) return -1;
    const number = numbers.get(sector) ?? numbers.size;
    numbers.set(sector, number);
    return number;
  });
}
