import type { ChartData } from '../../shared/domain/chart.ts';
import { type Belonging, barOf } from './marker-bars.ts';
import type { BarMarker, ExtentOf, MarkerKind } from './primitives/markers.ts';

/** Something that happened to the symbol, at an instant in epoch ms. */
export interface ChartMark {
  readonly id: string;
  readonly kind: MarkerKind;
  readonly instant: number;
  readonly text: string;
  /** Its words are always shown. */
  readonly isProminent: boolean;
}

const BELONGING: Record<MarkerKind, Belonging> = {
  hit: 'ended',
  lock: 'within',
  buy: 'within',
  sell: 'within',
};

/**
 * The marks at their bars. Marks of one kind at one bar become one, with the first one's words and how many more
 * there are; prominent ones come first, then the newer.
 */
export function barMarkers(data: ChartData, marks: readonly ChartMark[]): BarMarker[] {
  const groups = new Map<string, { bar: number; marks: ChartMark[] }>();
  for (const mark of marks) {
    const bar = barOf(data, mark.instant, BELONGING[mark.kind]);
    if (bar === -1) continue;
    const key = `${mark.kind} ${bar}`;
    const group = groups.get(key) ?? { bar, marks: [] };
    group.marks.push(mark);
    groups.set(key, group);
  }
  const markers = [...groups.values()].map((group) => merged(data, group.bar, group.marks));
  return markers.sort((a, b) => Number(b.isProminent) - Number(a.isProminent) || b.time - a.time);
}

function merged(data: ChartData, bar: number, marks: readonly ChartMark[]): BarMarker {
  const first = marks.find(({ isProminent }) => isProminent) ?? marks[0];
  if (first === undefined) throw new RangeError('A group of marks has at least one');
  const others = marks.length - 1;
  return {
    id: first.id,
    kind: first.kind,
    bar,
    time: data.bars.wallSeconds[bar] ?? Number.NaN,
    text: others === 0 ? first.text : `${first.text} +${others}`,
    isProminent: first.isProminent,
  };
}

/** Ends of the prices over some of the bars. */
export function extentOf({ bars }: ChartData): ExtentOf {
  const newest = bars.start.length - 1;
  return (first, last) => {
    let high = Number.NEGATIVE_INFINITY;
    let low = Number.POSITIVE_INFINITY;
    for (let i = Math.max(0, first); i <= Math.min(last, newest); i++) {
      high = Math.max(high, bars.high[i] ?? high);
      low = Math.min(low, bars.low[i] ?? low);
    }
    return { high, low };
  };
}
