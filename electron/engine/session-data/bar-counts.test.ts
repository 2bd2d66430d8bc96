import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { minuteBars, rowsOf } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { recordsBetween } from './bar-series.ts';
import { BarStore } from './bar-store.ts';
import type { IngestTotals } from './store-parts.ts';

const calendar = exchangeCalendar('NYSE');
const today = sessionOn('2013-10-07');
const M1 = intervalIndex('1m');
const HELD: readonly Interval[] = ['1m', '5m', '15m', '1d'];

/** What comes: minutes of the session by number, as they are, changed, or broken. */
type Came =
  | { readonly kind: 'live' | 'changed' | 'broken'; readonly minute: number }
  | { readonly kind: 'load' | 'caught up'; readonly minutes: readonly number[]; readonly broken: boolean };

const minute = fc.nat(59);
const came: fc.Arbitrary<Came> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('live' as const, 'changed' as const, 'broken' as const),
      minute,
    }),
  },
  fc.record({
    kind: fc.constantFrom('load' as const, 'caught up' as const),
    minutes: fc.array(minute, { maxLength: 12 }),
    broken: fc.boolean(),
  }),
);

function recordsOf(event: Came): Float64Array {
  if ('minutes' in event) {
    const records = minuteBars(today.open, event.minutes);
    if (event.broken && records.length > 0) records[2] = 0.5;
    return records;
  }
  const records = minuteBars(today.open, [event.minute]);
  if (event.kind === 'changed') records[5] = 7_777;
  if (event.kind === 'broken') records[3] = Number.NaN;
  return records;
}

const isBalanced = ({ received, accepted, revised, duplicate, rejected }: IngestTotals): boolean =>
  received === accepted + revised + duplicate + rejected;

function storeOf(kept: boolean) {
  const told: string[] = [];
  const store = new BarStore(
    calendar,
    { update: () => undefined, rebuild: () => undefined },
    {
      onQuarantined: (_symbol, interval, reason) => told.push(`${interval}: ${reason}`),
      onRevised: () => undefined,
    },
  );
  store.ensureSize(1);
  for (const interval of HELD) if (kept || interval !== '1m') store.openSeries(0, interval, 5_000);
  store.setDerived(0, '1m', ['5m', '15m', '1d']);
  return { store, told };
}

describe('bars that are received', () => {
  it.each([
    ['kept', true],
    ['only folded', false],
  ])(
    'are accepted, revisions, duplicates or rejected, and of each rejected one is told why (minutes %s)',
    (_name, kept) => {
      fc.assert(
        fc.property(fc.array(came, { maxLength: 60 }), (events) => {
          const { store, told } = storeOf(kept);
          let live = 0;
          for (const event of events) {
            const records = recordsOf(event);
            if (event.kind === 'load') store.mergeHistory(0, '1m', records);
            else if (event.kind === 'caught up') store.backfill(0, '1m', records, kept ? ['1m'] : ['5m']);
            else {
              store.ingest(0, M1, records, 0);
              live += 1;
            }
            store.closeFormingUntil((records.at(-BAR_STRIDE) ?? 0) + 60_000);
          }
          expect(isBalanced(store.totals)).toBe(true);
          expect(isBalanced(store.loaded)).toBe(true);
          expect(store.totals.received).toBeGreaterThanOrEqual(live);
          expect(told).toHaveLength(store.totals.rejected + store.loaded.rejected);
          for (const interval of HELD) {
            const series = store.series(0, interval);
            if (series === undefined) continue;
            expect(isBalanced(series.counters)).toBe(true);
            const starts = rowsOf(recordsBetween(series, 0, Number.POSITIVE_INFINITY)).map(
              ([start = 0]) => start,
            );
            expect(starts).toEqual([...new Set(starts)].sort((left, right) => left - right));
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  it('too late are told of with the window that they missed', () => {
    const { store, told } = storeOf(true);
    const minutes = minuteBars(
      today.open,
      [...Array(30).keys()].filter((each) => each !== 3),
    );
    for (let at = 0; at < minutes.length; at += BAR_STRIDE) store.ingest(0, M1, minutes, at);
    store.ingest(0, M1, minuteBars(today.open, [3]), 0);
    expect(told).toEqual([
      '1m: it comes too late: it is older than the last 10 bars, or than all that are held',
    ]);
    expect(store.totals).toEqual({ received: 30, accepted: 29, revised: 0, duplicate: 0, rejected: 1 });
  });
});

describe('history and live bars', () => {
  it('join without a gap or a repeat, whether live ones come before, during or after the load', () => {
    const all = [...Array(60).keys()];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 15 }),
        fc.array(fc.nat(59), { maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
        (subscribed, overlap, cuts, turns) => {
          // Live from `subscribed` on; the load brings what came before, and some of what came since, in pieces.
          const live = minuteBars(today.open, all.slice(subscribed));
          const loaded = Math.min(60, subscribed + overlap);
          const bounds = [0, ...cuts.filter((cut) => cut < loaded), loaded].sort(
            (left, right) => left - right,
          );
          const pieces = bounds
            .slice(1)
            .map((end, place) => minuteBars(today.open, all.slice(bounds[place], end)));
          const { store } = storeOf(true);
          let at = 0;
          for (const isLive of [...turns, ...Array(200).fill(true)]) {
            const piece = isLive ? undefined : pieces.shift();
            if (piece !== undefined) store.mergeHistory(0, '1m', piece);
            else if (at < live.length) {
              store.ingest(0, M1, live, at);
              at += BAR_STRIDE;
            }
          }
          for (const piece of pieces) store.mergeHistory(0, '1m', piece);
          const series = store.series(0, '1m');
          expect(series && recordsBetween(series, 0, Number.POSITIVE_INFINITY)).toEqual(
            minuteBars(today.open, all),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('bars of a load that are only folded into coarser ones are told of where they are none', async () => {
  const records = minuteBars(sessionOn('2013-10-04').open, [0, 1, 2, 3]);
  records[BAR_STRIDE + 2] = 0.5;
  const source = new ScriptedSource({ bars: { AAPL: { '1m': records } } });
  const session = await steppedSession(simulatedConfig({ dates: ['2013-10-07', '2013-10-07'] }), source);
  session.coordinator.data.addHistoricalBars('AAPL', '5m', 1);
  await session.coordinator.settle();
  const told = session.events().filter(({ kind }) => kind === 'quarantined');
  expect(told).toMatchObject([{ symbol: 'AAPL', interval: '1m' }]);
  expect(session.coordinator.data.getBars('AAPL', '5m').volume(0)).toBe(
    rowsOf(records).reduce((sum, row, place) => (place === 1 ? sum : sum + (row[5] ?? 0)), 0),
  );
});
