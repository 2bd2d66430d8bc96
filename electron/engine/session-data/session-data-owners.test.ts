import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INTERVALS, type Interval } from '../../../shared/domain/interval.ts';
import { simulatedConfig, simulatedSource, steppedSession } from '../../testing/simulated-session.ts';
import type { SessionData } from './session-data.ts';

/*
 * Random calls by several owners, against a model made of plain sets.
 */

const SYMBOLS = ['A', 'AAPL', 'ABBV'] as const;
const OWNERS = ['user', 'scanner:one', 'chart:1'] as const;
const HOLDERS = [
  { kind: 'manual', id: 'user' },
  { kind: 'position', id: 'P-1' },
] as const;

const CONFIG = simulatedConfig({
  data: {
    streams: ['1m', '5m'],
    historical: {
      data: [
        { trailing_days: 2, intervals: ['1m'] },
        { trailing_days: 5, intervals: ['1d', '1w'] },
      ],
    },
    indicators: [{ name: 'sma', interval: '1d', period: 5 }],
  },
});

type Call =
  | { readonly call: 'session'; readonly interval: Interval }
  | { readonly call: 'history'; readonly interval: Interval; readonly days: number }
  | { readonly call: 'indicator'; readonly interval: '1d' | '5m'; readonly period: number }
  | { readonly call: 'promote' | 'demote' | 'remove' | 'release' | 'settle' }
  | { readonly call: 'lock' | 'unlock'; readonly holder: 0 | 1 };

interface Step {
  readonly owner: (typeof OWNERS)[number];
  readonly symbol: (typeof SYMBOLS)[number];
  readonly call: Call;
}

/** What one symbol should be, by the contract alone. */
class SymbolModel {
  known = false;
  promoted = false;
  excluded = false;
  readonly locks = new Set<number>();
  /** Owners by what they hold: `session 5m`, `history 1d`, `sma_5_1d`. */
  readonly owners = new Map<string, Set<string>>();
  /** Days of history that are held or pending. */
  readonly days = new Map<Interval, number>();

  admits(owner: string): boolean {
    if (this.excluded && owner !== 'user') return false;
    this.excluded = false;
    this.known = true;
    return true;
  }

  hold(owner: string, what: string): boolean {
    const held = this.owners.get(what);
    this.owners.set(what, new Set([...(held ?? []), owner]));
    return held === undefined;
  }

  history(owner: string, interval: Interval, days: number): boolean {
    this.hold(owner, `history ${interval}`);
    if (days <= (this.days.get(interval) ?? 0)) return false;
    this.days.set(interval, days);
    return true;
  }

  indicator(owner: string, interval: '1d' | '5m', period: number): boolean {
    const added = this.hold(owner, `sma_${period}_${interval}`);
    this.history(owner, interval, interval === '1d' ? 2 * period : 1);
    this.hold(owner, `session ${interval}`);
    return added;
  }

  promote(): boolean {
    if (this.promoted) return false;
    this.promoted = true;
    for (const interval of ['1m', '5m']) this.hold('config', `session ${interval}`);
    this.history('config', '1m', 2);
    this.history('config', '1d', 5);
    this.hold('config', 'history 1w');
    this.indicator('config', '1d', 5);
    return true;
  }

  release(owner: string): void {
    for (const [what, owners] of this.owners) {
      owners.delete(owner);
      if (owners.size > 0) continue;
      this.owners.delete(what);
      const [kind, interval] = what.split(' ');
      for (const each of INTERVALS) if (kind === 'history' && each === interval) this.days.delete(each);
    }
  }

  demote(): boolean {
    if (!this.promoted || this.locks.size > 0) return false;
    this.promoted = false;
    this.release('config');
    return true;
  }

  remove(): boolean {
    if (!this.known || this.excluded || this.locks.size > 0) return false;
    this.excluded = true;
    this.promoted = false;
    this.owners.clear();
    this.days.clear();
    return true;
  }
}

function callOn(model: SymbolModel, { owner, call }: Step): boolean | undefined {
  if (call.call === 'session') return model.admits(owner) && model.hold(owner, `session ${call.interval}`);
  if (call.call === 'history') return model.admits(owner) && model.history(owner, call.interval, call.days);
  if (call.call === 'indicator')
    return model.admits(owner) && model.indicator(owner, call.interval, call.period);
  if (call.call === 'promote') return model.admits(owner) && model.promote();
  if (call.call === 'demote') return model.demote();
  if (call.call === 'remove') return model.remove();
  if (call.call === 'lock') {
    model.known = true;
    model.locks.add(call.holder);
    model.excluded = false;
    return true;
  }
  return call.call === 'unlock' ? model.locks.delete(call.holder) : undefined;
}

function callOnData(all: SessionData, { owner, symbol, call }: Step): boolean | undefined {
  const data = owner === 'user' ? all : all.as(owner);
  if (call.call === 'session') return data.addSessionBars(symbol, call.interval);
  if (call.call === 'history') return data.addHistoricalBars(symbol, call.interval, call.days);
  if (call.call === 'indicator') {
    return data.addIndicator(symbol, 'sma', { interval: call.interval, period: call.period });
  }
  if (call.call === 'promote') return data.addSymbol(symbol);
  if (call.call === 'demote') return data.demoteSymbol(symbol);
  if (call.call === 'remove') return data.removeSymbol(symbol);
  if (call.call === 'lock') return data.lockSymbol(symbol, 'a reason', HOLDERS[call.holder]);
  return call.call === 'unlock' ? data.unlockSymbol(symbol, HOLDERS[call.holder]) : undefined;
}

const holder = fc.constantFrom<0 | 1>(0, 1);
const plain = (call: 'promote' | 'demote' | 'remove' | 'release' | 'settle'): fc.Arbitrary<Call> =>
  fc.constant({ call });
const step: fc.Arbitrary<Step> = fc.record({
  owner: fc.constantFrom(...OWNERS),
  symbol: fc.constantFrom(...SYMBOLS),
  call: fc.oneof(
    fc.record({ call: fc.constant('session' as const), interval: fc.constantFrom('1m', '15m', '1d') }),
    fc.record({
      call: fc.constant('history' as const),
      interval: fc.constantFrom('1m', '1d'),
      days: fc.integer({ min: 1, max: 8 }),
    }),
    fc.record({
      call: fc.constant('indicator' as const),
      interval: fc.constantFrom('1d', '5m'),
      period: fc.constantFrom(3, 5),
    }),
    plain('promote'),
    plain('demote'),
    plain('remove'),
    plain('release'),
    plain('settle'),
    fc.record({ call: fc.constant('lock' as const), holder }),
    fc.record({ call: fc.constant('unlock' as const), holder }),
  ),
});

function holdingsOf(data: SessionData, symbol: string): Record<string, string[]> {
  return Object.fromEntries(
    data
      .whoHolds(symbol)
      .map(({ kind, interval, key, owners }) => [key ?? `${kind} ${interval}`, [...owners].sort()]),
  );
}

/** A load that was given up before it ran must not widen, and then cut, a later and smaller one. */
const GIVEN_UP_WHILE_QUEUED: Step[] = [
  { owner: 'user', symbol: 'AAPL', call: { call: 'promote' } },
  { owner: 'user', symbol: 'AAPL', call: { call: 'demote' } },
  { owner: 'user', symbol: 'AAPL', call: { call: 'history', interval: '1d', days: 1 } },
  { owner: 'user', symbol: 'A', call: { call: 'settle' } },
  { owner: 'user', symbol: 'AAPL', call: { call: 'promote' } },
  { owner: 'user', symbol: 'AAPL', call: { call: 'history', interval: '1d', days: 3 } },
];

it('answers and holds what a model of sets says, and nothing when every owner has let go', async () => {
  const source = simulatedSource();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const { coordinator } = await steppedSession(CONFIG, source);
      const { data, core, feed, bars, indicators } = coordinator;
      const models = new Map(SYMBOLS.map((symbol) => [symbol, new SymbolModel()]));
      const promotedInOrder: string[] = [];
      for (const each of steps) {
        const model = models.get(each.symbol);
        if (model === undefined) continue;
        if (each.call.call === 'settle') await coordinator.settle();
        else if (each.call.call === 'release') {
          (each.owner === 'user' ? data : data.as(each.owner)).releaseAll();
          for (const other of models.values()) other.release(each.owner);
        } else {
          const before = model.promoted;
          expect(callOnData(data, each)).toBe(callOn(model, each));
          if (before && !model.promoted) promotedInOrder.splice(promotedInOrder.indexOf(each.symbol), 1);
          if (!before && model.promoted) promotedInOrder.push(each.symbol);
        }
        for (const [symbol, { owners, excluded, locks }] of models) {
          const expected = [...owners].map(([what, who]) => [what, [...who].sort()]);
          expect(holdingsOf(data, symbol)).toEqual(Object.fromEntries(expected));
          expect(data.isExcluded(symbol)).toBe(excluded);
          expect(data.getLocks(symbol)).toHaveLength(locks.size);
        }
        expect(data.getConfigSymbols()).toEqual(promotedInOrder);
      }
      await coordinator.settle();
      for (const holder of HOLDERS) for (const symbol of SYMBOLS) data.unlockSymbol(symbol, holder);
      for (const symbol of SYMBOLS) data.demoteSymbol(symbol);
      for (const owner of OWNERS) (owner === 'user' ? data : data.as(owner)).releaseAll();
      await coordinator.settle();
      expect(data.getActiveSymbols()).toEqual([]);
      expect(feed.streamCount).toBe(0);
      for (let index = 0; index < core.parts.symbols.size; index += 1) {
        expect(indicators.keys(index)).toEqual([]);
        for (const interval of INTERVALS) {
          expect(bars.series(index, interval)).toBeUndefined();
          expect(core.coverage.heldFrom(index, interval, coordinator.session.date)).toBeUndefined();
          expect(bars.folder(interval).hasForming(index)).toBe(false);
        }
      }
    }),
    { numRuns: 120, examples: [[GIVEN_UP_WHILE_QUEUED]] },
  );
});
