import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { CHART_BARS } from '../../../shared/domain/chart.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, sessionMinutes } from '../../testing/minute-bars.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import type { Calendar } from '../calendar/contract.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { BarSeries } from '../session-data/bar-series.ts';
import { drawnBars } from './chart-answer.ts';
import { ChartSeries, UPDATES_PER_TURN } from './chart-series.ts';
import type { FormingBar } from './held-bars.ts';

const calendar = exchangeCalendar('NYSE');

/** One interval's bars as charts read them, from a series that the test fills. */
class Shown {
  readonly series = new BarSeries(40_000);
  readonly chart: ChartSeries;
  #editions = 0;
  forming: FormingBar | undefined;

  constructor(
    interval: Interval,
    records: Float64Array,
    indicators: readonly { readonly name: string; readonly period?: number }[] = [],
    private readonly times: Calendar = calendar,
  ) {
    const configs = indicators.map((indicator) => indicatorConfig({ ...indicator, interval }));
    this.chart = new ChartSeries(interval, configs, times, () => {
      this.#editions += 1;
      return this.#editions;
    });
    this.series.merge(records);
  }

  read(last = CHART_BARS, since: { edition: number; start: number } | null = null) {
    const own = { series: this.series, live: true, forming: () => this.forming };
    this.chart.update({ own, finer: undefined }, 0);
    const known = since === null ? null : { edition: since.edition, start: epochMs(since.start) };
    return drawnBars(this.chart, { last, since: known }, this.times);
  }
}

/** What a wall clock in New York shows, by the platform's own zone data. */
function wallClock(start: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(start);
}

const asText = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');

describe('wall seconds', () => {
  it.each([
    ['clocks go forward', '2014-03-07', '2014-03-10'],
    ['clocks go back', '2013-11-01', '2013-11-04'],
  ])('show exchange time on both sides of the Sunday when %s', (_change, friday, monday) => {
    const days = [friday, monday].map(sessionOn);
    const hours = foldRecords(
      joinRecords(...days.map((day) => sessionMinutes(day))),
      intervalIndex('1h'),
      calendar,
    );
    const { bars } = new Shown('1h', hours).read();
    expect(Array.from(bars.wallSeconds, asText)).toEqual(Array.from(bars.start, wallClock));
    expect(asText(bars.wallSeconds[0] ?? 0)).toBe(`${friday} 09:30:00`);
    expect(asText(bars.wallSeconds[7] ?? 0)).toBe(`${monday} 09:30:00`);
  });

  it('ascend through the hour that comes twice', () => {
    // 05:50 UTC is 01:50 in summer time; from 06:00 UTC on it is 01:00 again.
    const night = minuteBars(
      Date.parse('2013-11-03T05:50:00Z'),
      Array.from({ length: 80 }, (_, minute) => minute),
    );
    const { wallSeconds } = new Shown('1m', night).read().bars;
    expect(asText(wallSeconds[0] ?? 0)).toBe('2013-11-03 01:50:00');
    expect(asText(wallSeconds[79] ?? 0)).toBe('2013-11-03 02:09:00');
    expect(Array.from(wallSeconds)).toEqual([...new Set(wallSeconds)].sort((left, right) => left - right));
  });
});

describe('what has come since', () => {
  const [day] = [sessionOn('2013-10-07')];
  const minutes = sessionMinutes(day);
  const bar = (index: number) => minutes.subarray(index * BAR_STRIDE, (index + 1) * BAR_STRIDE);

  function shown() {
    const made = new Shown('1m', minutes.slice(0, 100 * BAR_STRIDE), [{ name: 'sma', period: 5 }]);
    const first = made.read(60);
    return { made, first, start: first.bars.start.at(-1) ?? Number.NaN };
  }

  it('begins with the newest bar that the chart has', () => {
    const { made, first, start } = shown();
    expect(first.whole).toBe(true);
    expect(first.bars.start).toHaveLength(60);
    made.series.offer(bar(100), 0);
    made.series.offer(bar(101), 0);
    const next = made.read(60, { edition: first.edition, start });
    expect(next).toMatchObject({ whole: false, edition: first.edition });
    expect(Array.from(next.bars.start)).toEqual([99, 100, 101].map((index) => bar(index)[0]));
    expect(next.lines[0]?.values).toEqual(made.read(60).lines[0]?.values.slice(-3));
  });

  it('replaces the forming bar in place, and its values', () => {
    const { made, first, start } = shown();
    const forming = bar(100).slice();
    made.forming = { bars: forming, at: 0 };
    const one = made.read(60, { edition: first.edition, start });
    expect(one.formingUntil).toBe((bar(100)[0] ?? 0) + 60_000);
    forming[BAR_CLOSE] = (forming[BAR_CLOSE] ?? 0) + 1;
    const since = { edition: one.edition, start: one.bars.start.at(-1) ?? 0 };
    const two = made.read(60, since);
    expect(two.whole).toBe(false);
    expect(two.bars.close).toEqual(Float64Array.of(forming[BAR_CLOSE] ?? 0));
    const closes = [96, 97, 98, 99].map((index) => bar(index)[BAR_CLOSE] ?? 0);
    const mean = [...closes, forming[BAR_CLOSE] ?? 0].reduce((sum, close) => sum + close, 0) / 5;
    expect(two.lines[0]?.values[0]).toBeCloseTo(mean, 10);
  });

  it('is everything where an earlier bar has changed, or the forming bar has gone', () => {
    const { made, first, start } = shown();
    const since = { edition: first.edition, start };
    const revised = bar(97).slice();
    revised[BAR_CLOSE] = (revised[BAR_CLOSE] ?? 0) + 0.001;
    made.series.offer(revised, 0);
    expect(made.read(60, since)).toMatchObject({ whole: true });
    made.forming = { bars: bar(100), at: 0 };
    const forming = made.read(60);
    made.forming = undefined;
    const gone = made.read(60, { edition: forming.edition, start: forming.bars.start.at(-1) ?? 0 });
    expect(gone.whole).toBe(true);
    expect(gone.bars.start.at(-1)).toBe(bar(99)[0]);
  });

  it('is everything where the chart was away for longer than the bars it wants', () => {
    const { made, first } = shown();
    const answer = made.read(10, { edition: first.edition, start: bar(50)[0] ?? 0 });
    expect(answer.whole).toBe(true);
    expect(answer.bars.start).toHaveLength(10);
  });
});

describe('rules between sessions', () => {
  const days = ['2013-10-07', '2013-10-08'].map(sessionOn);
  const records = joinRecords(...days.map((day) => sessionMinutes(day)));

  it('stand at the first bar of each session', () => {
    const { sessionStarts } = new Shown('1m', records).read();
    expect(Array.from(sessionStarts, asText)).toEqual(['2013-10-07 09:30:00', '2013-10-08 09:30:00']);
  });

  it('are not drawn where the bars begin in the middle of a session, nor again with news', () => {
    const shown = new Shown('1m', records);
    const tail = shown.read(400);
    expect(Array.from(tail.sessionStarts, asText)).toEqual(['2013-10-08 09:30:00']);
    const since = { edition: tail.edition, start: tail.bars.start.at(-1) ?? 0 };
    expect(shown.read(400, since).sessionStarts).toHaveLength(0);
  });

  it('stand at the first trade of a session that began without any', () => {
    const quiet = records.slice(0, 390 * BAR_STRIDE);
    const late = records.slice(395 * BAR_STRIDE);
    const { sessionStarts } = new Shown('1m', joinRecords(quiet, late)).read();
    expect(asText(sessionStarts[1] ?? 0)).toBe('2013-10-08 09:35:00');
  });

  it('are not drawn among days', () => {
    const daily = foldRecords(records, intervalIndex('1d'), calendar);
    expect(new Shown('1d', daily).read().sessionStarts).toHaveLength(0);
  });
});

describe('many bars', () => {
  it('bring their lines in turns, and all of them anew when the last is ready', () => {
    const minutes = Array.from({ length: 31 }, (_, day) => day).map((day) =>
      minuteBars(
        Date.parse('2013-10-07T13:30:00Z') + day * 86_400_000,
        Array.from({ length: 390 }, (_, minute) => minute),
      ),
    );
    const names = ['sma', 'ema', 'rsi', 'atr', 'bbands', 'wma', 'cci', 'mfi', 'adx', 'macd'];
    const shown = new Shown(
      '1m',
      joinRecords(...minutes),
      names.map((name) => ({ name })),
    );
    let answer = shown.read(2_000);
    const keys: number[] = [];
    let turns = 1;
    while (!shown.chart.isComplete) {
      keys.push(new Set(answer.lines.map(({ key }) => key)).size);
      const since = { edition: answer.edition, start: answer.bars.start.at(-1) ?? 0 };
      answer = shown.read(2_000, since);
      turns += 1;
    }
    expect(turns).toBe(Math.ceil((31 * 390 * names.length) / UPDATES_PER_TURN));
    expect(keys[0]).toBeGreaterThan(0);
    expect(answer.whole).toBe(true);
    expect(new Set(answer.lines.map(({ name }) => name))).toEqual(new Set(names));
    for (const { values } of answer.lines) expect(values).toHaveLength(2_000);
  });
});
