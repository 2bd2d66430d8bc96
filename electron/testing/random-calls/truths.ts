import { expect } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { INTERVALS, intervalIndex, parseInterval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { currentConfig } from '../../engine/coordinator/current-config.ts';
import { foldRecords } from '../../engine/session-data/bar-folder.ts';
import { rowsOf } from '../minute-bars.ts';
import { OWNERS, type Play } from './calls.ts';
import { canHave, closesOf, marketBars, SYMBOLS } from './market.ts';
import type { SymbolModel } from './model.ts';
import { endOf } from './stage.ts';

const CLOSES = new Map(
  Object.entries(marketBars()).flatMap(([symbol, own]) =>
    Object.entries(own).map(([interval, records]) => [`${symbol} ${interval}`, closesOf(records)] as const),
  ),
);

const MINUTES = new Map(Object.entries(marketBars()).map(([symbol, own]) => [symbol, own['1m']] as const));

/** What holds after every call, whatever it was. */
export function expectTruths(play: Play): void {
  const { coordinator, repeats } = play.stage;
  const { data } = coordinator;
  expect(repeats).toEqual([]);
  expect(data.getConfigSymbols()).toEqual(play.promoted);
  const { config } = play.stage;
  expect(currentConfig(coordinator)).toEqual({
    ...config,
    session_data_config: { ...config.session_data_config, symbols: play.promoted },
  });
  const active = [...play.models].filter(([, model]) => model.owners.size > 0).map(([symbol]) => symbol);
  expect([...data.getActiveSymbols()].sort()).toEqual(active.sort());
  expectBalance(coordinator.bars.totals);
  for (const model of play.models.values()) expectSymbol(play, model);
}

interface Counters {
  readonly received: number;
  readonly accepted: number;
  readonly revised: number;
  readonly duplicate: number;
  readonly rejected: number;
}

function expectBalance({ received, accepted, revised, duplicate, rejected }: Counters): void {
  expect(received).toBe(accepted + revised + duplicate + rejected);
}

function expectSymbol(play: Play, model: SymbolModel): void {
  const { symbol } = model;
  const { data } = play.stage.coordinator;
  expect(data.isExcluded(symbol)).toBe(model.excluded);
  const locks = data.getLocks(symbol).map(({ holder, reason }) => [`${holder.kind}/${holder.id}`, reason]);
  expect(new Map(locks.map(([holder = '', reason = '']) => [holder, reason]))).toEqual(model.locks);
  expect(locks).toHaveLength(model.locks.size);
  expect(data.isSymbolLocked(symbol)).toBe(model.locks.size > 0);
  expect(data.isSymbolLocked(symbol) && data.isExcluded(symbol)).toBe(false);
  expect(data.explainRemoval(symbol).removable).toBe(
    model.known && !model.excluded && model.locks.size === 0,
  );
  const holdings = data
    .whoHolds(symbol)
    .map(({ kind, interval, key, owners }) => [key ?? `${kind} ${interval}`, [...owners].sort()] as const);
  const expected = [...model.owners].map(([what, who]) => [what, [...who].sort()] as const);
  expect(Object.fromEntries(holdings)).toEqual(Object.fromEntries(expected));
  expect(data.getSymbolState(symbol) === undefined).toBe(!model.known);
  expectBars(play, model);
  expectAverages(play, model);
}

/** Bars are there for whoever holds them and for nobody else; each is one of the source's, once, and is over. */
function expectBars(play: Play, model: SymbolModel): void {
  const { coordinator } = play.stage;
  const index = coordinator.core.parts.symbols.indexOf(symbolId(model.symbol));
  if (index === undefined) return;
  const now = coordinator.parts.clock.now();
  for (const interval of INTERVALS) {
    const series = coordinator.bars.series(index, interval);
    expect(series !== undefined, `${model.symbol} ${interval}`).toBe(model.uses(interval));
    if (series === undefined) continue;
    expectBalance(series.counters);
    const closes = CLOSES.get(`${model.symbol} ${interval}`);
    let last = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < series.length; row += 1) {
      const start = series.startOf(row);
      expect(start).toBeGreaterThan(last);
      last = start;
      if (closes !== undefined) expect(series.data[series.offsetOf(row) + BAR_CLOSE]).toBe(closes.get(start));
    }
    if (series.length > 0) expect(endOf(play.stage, interval, last)).toBeLessThanOrEqual(now);
  }
}

/** No number before it is valid; a valid one is the mean of the newest closes. */
function expectAverages(play: Play, model: SymbolModel): void {
  const { data } = play.stage.coordinator;
  for (const interval of ['1d', '5m'] as const) {
    for (const period of [2, 3]) {
      const key = `sma_${period}_${interval}`;
      const reading = data.getIndicator(model.symbol, key);
      expect(reading !== undefined, `${model.symbol} ${key}`).toBe(model.averages.has(key));
      if (reading === undefined) continue;
      expect(reading.valid).toBe(reading.currentValue !== null);
      if (reading.currentValue === null) continue;
      const records = data.getBars(model.symbol, interval, { last: period }).records();
      expect(records).toHaveLength(period * BAR_STRIDE);
      let sum = 0;
      for (let at = 0; at < records.length; at += BAR_STRIDE) sum += records[at + BAR_CLOSE] ?? Number.NaN;
      expect(reading.currentValue).toBeCloseTo(sum / period, 9);
    }
  }
}

/** Once everything has come, whatever was asked for on this date is held, where the source has it. */
export async function expectAllCame(play: Play): Promise<void> {
  play.stage.gate.comeAll();
  await play.perform('run settle');
  expectTruths(play);
  for (const [symbol, { wantedToday }] of play.models) {
    const lacking = [...wantedToday].filter((wanted) => {
      const [interval = '', date = ''] = wanted.split(' ');
      const asked = parseInterval(interval);
      return canHave(symbol, asked) && !play.isHeld(symbol)(asked, date);
    });
    expect(lacking, symbol).toEqual([]);
  }
  expectSessionSoFar(play);
}

/** Whoever holds bars of the session has every one that is over, derived ones made of the source's minutes. */
function expectSessionSoFar({ models, stage }: Play): void {
  const { data, parts, session } = stage.coordinator;
  const now = parts.clock.now();
  for (const [symbol, model] of models) {
    const all = rowsOf(MINUTES.get(symbol) ?? new Float64Array(0));
    const minutes = all.filter(([start = 0]) => start >= session.open && start + 60_000 <= now);
    for (const interval of ['1m', '5m', '15m'] as const) {
      if (!model.owners.has(`session ${interval}`) || minutes.length === 0) continue;
      const folded = foldRecords(Float64Array.from(minutes.flat()), intervalIndex(interval), parts.calendar);
      const ended = rowsOf(folded).filter(([start = 0]) => endOf(stage, interval, start) <= now);
      const held = data.getBars(symbol, interval, { from: session.open }).records();
      expect(rowsOf(held), `${symbol} ${interval}`).toEqual(ended);
    }
  }
}

/** When every owner has let go, nothing is left. */
export async function expectNothingLeft(play: Play): Promise<void> {
  const { coordinator } = play.stage;
  const { data, core, feed, bars, indicators, loads } = coordinator;
  for (const symbol of SYMBOLS) {
    for (const { holder } of data.getLocks(symbol)) data.unlockSymbol(symbol, holder);
    data.demoteSymbol(symbol);
  }
  for (const owner of OWNERS) play.as(owner).releaseAll();
  await play.stage.quiet();
  expect(data.getActiveSymbols()).toEqual([]);
  expect(feed.streamCount).toBe(0);
  expect(loads.pendingCount).toBe(0);
  for (let index = 0; index < core.parts.symbols.size; index += 1) {
    expect(indicators.keys(index)).toEqual([]);
    for (const interval of INTERVALS) {
      expect(bars.series(index, interval)).toBeUndefined();
      expect(core.coverage.heldFrom(index, interval, coordinator.session.date)).toBeUndefined();
      expect(bars.folder(interval).hasForming(index)).toBe(false);
    }
  }
  expect(play.stage.repeats).toEqual([]);
}
