import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import type { ChartBars, ChartData, ChartLine, ChartQuery } from '../../../shared/domain/chart.ts';
import { intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { Calendar } from '../calendar/contract.ts';
import type { ChartSeries } from './chart-series.ts';
import type { IndicatorLine } from './indicator-line.ts';
import { lineLabel, linePane } from './line-look.ts';

/** The part of an answer that comes from bars alone. */
export type DrawnBars = Pick<
  ChartData,
  'edition' | 'whole' | 'bars' | 'formingUntil' | 'lines' | 'sessionStarts'
>;

const DAY = intervalIndex('1d');

/** What a query asks of a series: all of its newest bars, or those from the newest on that the chart has. */
export function drawnBars(
  series: ChartSeries,
  { last, since }: Pick<ChartQuery, 'last' | 'since'>,
  calendar: Calendar,
): DrawnBars {
  const { closed, forming, edition, interval, length } = series;
  const oldest = Math.max(0, length - last);
  const stands = since !== null && since.edition === edition && since.start >= closed.startOf(oldest);
  const first = stands ? Math.max(oldest, closed.indexFrom(since.start)) : oldest;
  const bars = barColumns(series, first, calendar);
  return {
    edition,
    whole: !stands,
    bars,
    formingUntil:
      forming === undefined
        ? null
        : epochMs(calendar.spanEnd(intervalIndex(interval), bars.start.at(-1) ?? Number.NaN)),
    lines: series.lines.flatMap((line) => chartLines(line, series, Math.min(first, closed.length))),
    sessionStarts: isIntraday(interval) ? sessionStarts(series, bars, first, calendar) : new Float64Array(0),
  };
}

function barColumns(series: ChartSeries, first: number, calendar: Calendar): ChartBars {
  const { closed, forming, length } = series;
  const count = length - first;
  const column = (): Float64Array => new Float64Array(count);
  const [start, wallSeconds, open] = [column(), column(), column()];
  const [high, low, close, volume] = [column(), column(), column(), column()];
  for (let row = 0; row < count; row += 1) {
    const index = first + row;
    const isForming = index === closed.length && forming !== undefined;
    const data = isForming ? forming.bars : closed.data;
    const at = isForming ? forming.at : index * BAR_STRIDE;
    start[row] = data[at + BAR_START] ?? Number.NaN;
    open[row] = data[at + BAR_OPEN] ?? Number.NaN;
    high[row] = data[at + BAR_HIGH] ?? Number.NaN;
    low[row] = data[at + BAR_LOW] ?? Number.NaN;
    close[row] = data[at + BAR_CLOSE] ?? Number.NaN;
    volume[row] = data[at + BAR_VOLUME] ?? Number.NaN;
  }
  fillWallSeconds(wallSeconds, start, calendar);
  return { start, wallSeconds, open, high, low, close, volume };
}

/** Exchange wall time as if it were UTC, in seconds; where clocks go back and a time comes twice, a second after the one before. */
function fillWallSeconds(wallSeconds: Float64Array, starts: Float64Array, calendar: Calendar): void {
  let last = Number.NEGATIVE_INFINITY;
  for (const [row, start] of starts.entries()) {
    const wall = (start + calendar.wallOffset(start)) / 1_000;
    last = wall > last ? wall : last + 1;
    wallSeconds[row] = last;
  }
}

/** Wall seconds of the bars before which the session was another. */
function sessionStarts(
  { closed }: ChartSeries,
  { start, wallSeconds }: ChartBars,
  first: number,
  calendar: Calendar,
): Float64Array {
  const openings: number[] = [];
  let end = first > 0 ? calendar.spanEnd(DAY, closed.startOf(first - 1)) : Number.NEGATIVE_INFINITY;
  for (const [row, instant] of start.entries()) {
    if (instant < end) continue;
    end = calendar.spanEnd(DAY, instant);
    const opens = first + row > 0 || calendar.spanStart(DAY, instant) === instant;
    if (opens) openings.push(wallSeconds[row] ?? Number.NaN);
  }
  return Float64Array.from(openings);
}

function chartLines(line: IndicatorLine, series: ChartSeries, first: number): ChartLine[] {
  const { config, definition } = line;
  const preview = series.forming === undefined ? undefined : line.preview(series.closed, series.forming);
  return definition.outputs.flatMap((output, position) => {
    const pane = linePane(definition, config, output);
    if (pane === undefined) return [];
    return {
      key: config.key,
      label: lineLabel(definition, config, output),
      name: config.name,
      output,
      pane,
      range: definition.range ?? null,
      values: line.slice(position, first, series.closed.length, preview?.[position]),
    };
  });
}
