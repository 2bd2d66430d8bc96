import type {
  CandlestickData,
  HistogramData,
  LineData,
  UTCTimestamp,
  WhitespaceData,
} from 'lightweight-charts';
import type { ChartData, ChartLine } from '../../shared/domain/chart.ts';
import { gapBefore, slotsOf } from './gaps.ts';

/** Colours of the items that differ from their series' own. */
export interface ItemColours {
  readonly barUp: string;
  readonly barDown: string;
  /** Ground of the chart: what the body of a forming bar is filled with. */
  readonly hollow: string;
  readonly volumeUp: string;
  readonly volumeDown: string;
  readonly volumeFormingUp: string;
  readonly volumeFormingDown: string;
}

export type CandleItem = CandlestickData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;
export type VolumeItem = HistogramData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;
export type LineItem = LineData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;

/** Lines that begin anew with each session: no stroke leads from one session to the next. */
const SESSION_LINES = new Set(['vwap']);
const NOTHING = 'transparent';

/** Bars from index `from` on, with an empty slot for each bar that is missing within a session. */
export function candleItems(data: ChartData, from: number, colours: ItemColours): CandleItem[] {
  const { open, high, low, close } = data.bars;
  const items: CandleItem[] = [];
  eachBar(data, from, (i, time) => {
    for (const slot of slotsOf(gapBefore(data, i))) items.push({ time: seconds(slot) });
    const bar = { time, open: at(open, i), high: at(high, i), low: at(low, i), close: at(close, i) };
    items.push(isForming(data, i) ? { ...bar, ...hollow(bar, colours) } : bar);
  });
  return items;
}

/** Volume under the bars, in their direction; a slot without volume stays empty. */
export function volumeItems(data: ChartData, from: number, colours: ItemColours): VolumeItem[] {
  const { open, close, volume } = data.bars;
  const items: VolumeItem[] = [];
  eachBar(data, from, (i, time) => {
    const value = at(volume, i);
    const rose = at(close, i) >= at(open, i);
    const forming = isForming(data, i);
    const color = rose
      ? forming
        ? colours.volumeFormingUp
        : colours.volumeUp
      : forming
        ? colours.volumeFormingDown
        : colours.volumeDown;
    items.push(Number.isFinite(value) ? { time, value, color } : { time });
  });
  return items;
}

/** Values of an indicator; where there is none, an empty slot. `tone` colours a value (histograms). */
export function lineItems(
  data: ChartData,
  line: ChartLine,
  from: number,
  tone?: (value: number) => string,
): LineItem[] {
  const breaks = SESSION_LINES.has(line.name) ? new Set(data.sessionStarts) : undefined;
  const items: LineItem[] = [];
  eachBar(data, from, (i, time) => {
    const value = at(line.values, i);
    if (!Number.isFinite(value)) {
      items.push({ time });
      return;
    }
    // The library strokes from a point to the next in the colour of the first.
    const endsSession = breaks?.has(at(data.bars.wallSeconds, i + 1)) === true;
    const color = endsSession ? NOTHING : tone?.(value);
    items.push(color === undefined ? { time, value } : { time, value, color });
  });
  return items;
}

/** Index of the first bar whose time is not above the one before, from `from` on; -1 where all are in order. */
export function disorderAt(data: ChartData, from: number): number {
  const { wallSeconds } = data.bars;
  for (let i = Math.max(0, from); i < wallSeconds.length; i++) {
    const time = at(wallSeconds, i);
    if (!Number.isFinite(time) || (i > 0 && time <= at(wallSeconds, i - 1))) return i;
  }
  return -1;
}

function isForming(data: ChartData, index: number): boolean {
  return data.formingUntil !== null && index === data.bars.start.length - 1;
}

function hollow({ open, close }: { open: number; close: number }, colours: ItemColours) {
  const edge = close >= open ? colours.barUp : colours.barDown;
  return { color: colours.hollow, borderColor: edge, wickColor: edge };
}

function eachBar(data: ChartData, from: number, visit: (index: number, time: UTCTimestamp) => void): void {
  const { wallSeconds } = data.bars;
  for (let i = Math.max(0, from); i < wallSeconds.length; i++) visit(i, seconds(at(wallSeconds, i)));
}

/** The library's own mark on a number of seconds. */
function seconds(value: number): UTCTimestamp {
  return value as UTCTimestamp;
}

function at(column: Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}
