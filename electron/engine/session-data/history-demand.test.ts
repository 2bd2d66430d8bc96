import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sessionDate } from '../../../shared/domain/time.ts';
import { HistoryCoverage } from './history-demand.ts';
import { holdsDate } from './stretches.ts';

const day = (number: number) => sessionDate(`2024-01-${String(number).padStart(2, '0')}`);

it('asks for what is missing at either end, and for nothing twice', () => {
  const coverage = new HistoryCoverage();
  expect(coverage.widen(0, '1d', day(10), day(15))).toMatchObject({ from: day(10), before: day(15) });
  expect(coverage.widen(0, '1d', day(12), day(15))).toBeUndefined();
  expect(coverage.widen(0, '1d', day(5), day(15))).toMatchObject({ from: day(5), before: day(10) });
  expect(coverage.widen(0, '1d', day(12), day(17))).toMatchObject({ from: day(15), before: day(17) });
  expect(coverage.widen(0, '1m', day(12), day(17))).toMatchObject({ from: day(12), before: day(17) });
  expect(coverage.heldFrom(0, '1d', day(17))).toBe(day(5));
  expect(coverage.heldFrom(0, '1d', day(18))).toBeUndefined();
});

it('keeps what lies before days that nobody has', () => {
  const coverage = new HistoryCoverage();
  coverage.widen(0, '1d', day(1), day(5));
  expect(coverage.widen(0, '1d', day(8), day(10))).toMatchObject({ from: day(8), before: day(10) });
  expect(coverage.heldFrom(0, '1d', day(10))).toBe(day(8));
  expect(coverage.widen(0, '1d', day(2), day(12))?.missing).toEqual([
    { from: day(5), before: day(8) },
    { from: day(10), before: day(12) },
  ]);
});

it('counts a session that streamed as history', () => {
  const coverage = new HistoryCoverage();
  coverage.widen(0, '1d', day(1), day(5));
  coverage.advance(0, '1d', day(5), day(6));
  coverage.advance(0, '1d', day(3), day(9));
  expect(coverage.widen(0, '1d', day(2), day(6))).toBeUndefined();
});

it('can be asked again for what failed to load, and for what made room', () => {
  const coverage = new HistoryCoverage();
  const first = coverage.widen(0, '1d', day(10), day(15));
  if (first !== undefined) coverage.giveBack(first);
  expect(coverage.heldFrom(0, '1d', day(15))).toBeUndefined();
  coverage.widen(0, '1d', day(10), day(15));
  const older = coverage.widen(0, '1d', day(5), day(15));
  if (older !== undefined) coverage.giveBack(older);
  expect(coverage.heldFrom(0, '1d', day(15))).toBe(day(10));
  const newer = coverage.widen(0, '1d', day(10), day(20));
  if (newer !== undefined) coverage.giveBack(newer);
  expect(coverage.heldFrom(0, '1d', day(15))).toBe(day(10));
  expect(coverage.heldFrom(0, '1d', day(20))).toBeUndefined();
  coverage.trim(0, '1d', day(12));
  expect(coverage.widen(0, '1d', day(11), day(15))).toMatchObject({ from: day(11), before: day(12) });
  coverage.forget(0, '1d');
  expect(coverage.heldFrom(0, '1d', day(15))).toBeUndefined();
});

it('asks for every day of what is wanted, and for none twice', () => {
  const request = fc.record({ days: fc.integer({ min: 1, max: 8 }), later: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 6 }), (requests) => {
      const coverage = new HistoryCoverage();
      const asked = new Set<number>();
      let asOf = 9;
      for (const { days, later } of requests) {
        asOf = Math.min(31, asOf + later);
        const demand = coverage.widen(0, '1d', day(asOf - days), day(asOf));
        for (let number = 1; number <= 31; number += 1) {
          if (!holdsDate(demand?.missing ?? [], day(number))) continue;
          expect(asked).not.toContain(number);
          asked.add(number);
        }
        for (let number = asOf - days; number < asOf; number += 1) expect(asked).toContain(number);
      }
    }),
  );
});

it('tells what has come from what is on its way', () => {
  const coverage = new HistoryCoverage();
  const demand = coverage.widen(0, '1d', day(10), day(15));
  expect(coverage.hasCome(0, '1d', day(12))).toBe(false);
  if (demand !== undefined) coverage.came({ ...demand, missing: [{ from: day(10), before: day(12) }] });
  expect([9, 10, 11, 12].map((number) => coverage.hasCome(0, '1d', day(number)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  coverage.forget(0, '1d');
  if (demand !== undefined) coverage.came(demand);
  expect(coverage.hasCome(0, '1d', day(11))).toBe(false);
});
