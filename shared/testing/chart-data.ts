import type { ChartData, ChartLine } from '../domain/chart.ts';
import { symbolId } from '../domain/symbol.ts';

/** 09:30 at the exchange on 9 October 2013, in wall seconds; New York was four hours behind UTC. */
export const OPEN = Date.UTC(2013, 9, 9, 9, 30) / 1_000;
const UTC_BEHIND_SECONDS = 4 * 3_600;

/** What a test says of its bars; wall seconds of their starts, the rest has a default. */
interface Described {
  readonly at: readonly number[];
  readonly close?: readonly number[];
  readonly lines?: readonly ChartLine[];
}

/** An answer of the engine with these bars: 5-minute, whole, closed. Each bar opens at 1 below its close. */
export function chartData(described: Described, rest: Partial<ChartData> = {}): ChartData {
  const { at } = described;
  const close = Float64Array.from(described.close ?? at.map((_, i) => 100 + i));
  return {
    symbol: symbolId('IBM'),
    interval: '5m',
    edition: 1,
    whole: true,
    bars: {
      start: Float64Array.from(at, (seconds) => (seconds + UTC_BEHIND_SECONDS) * 1_000),
      wallSeconds: Float64Array.from(at),
      open: close.map((value) => value - 1),
      high: close.map((value) => value + 2),
      low: close.map((value) => value - 3),
      close,
      volume: close.map(() => 1_000),
    },
    formingUntil: null,
    lines: described.lines ?? [],
    sessionStarts: Float64Array.of(OPEN),
    hits: [],
    source: 'lean',
    basis: { kind: 'raw' },
    intervals: ['1m', '5m', '1d'],
    loading: false,
    cause: null,
    ...rest,
  };
}

/** A line over the prices with these values. */
export function chartLine(values: readonly number[], rest: Partial<ChartLine> = {}): ChartLine {
  return {
    key: 'sma_20_5m',
    label: 'SMA 20',
    name: 'sma',
    output: 'sma',
    pane: 'price',
    range: null,
    values: Float64Array.from(values),
    ...rest,
  };
}

/** `count` wall seconds from `first` on, five minutes apart. */
export function fiveMinutes(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i * 300);
}
