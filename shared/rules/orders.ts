import type { InputField } from '../domain/indicator.ts';
import type { BarField, FieldMeasure, IndicatorMeasure, Measure } from './checked-rule.ts';

/** The values of a field of bars, over the bars `from` to `to` before the last closed one. */
interface Extreme {
  readonly of: 'highest' | 'lowest';
  readonly field: InputField;
  readonly interval: string;
  readonly from: number;
  readonly to: number;
}

/** Why one value is never above another. */
export type Order =
  | { readonly kind: 'bar' }
  /** The extreme is the one of the two that looks back over bars with the other's among them. */
  | { readonly kind: 'extreme'; readonly extreme: Measure };

/** Why `low` is at most `high` whatever the bars are, of measures that differ; undefined where it may be above. */
export function atMost(low: Measure, high: Measure): Order | undefined {
  if (low.kind === 'field' && high.kind === 'field' && isSameBar(low, high))
    return isBelowInBar(low.field, high.field) ? { kind: 'bar' } : undefined;
  if (low.kind === 'session' && high.kind === 'session')
    return SESSION_ORDERS.has(`${low.of} ${high.of}`) ? { kind: 'bar' } : undefined;
  const [above, below] = [extremeOf(high), extremeOf(low)];
  if (
    low.kind === 'field' &&
    above?.of === 'highest' &&
    isAmong(low, above, isBelowInBar(low.field, above.field))
  )
    return { kind: 'extreme', extreme: high };
  if (
    high.kind === 'field' &&
    below?.of === 'lowest' &&
    isAmong(high, below, isBelowInBar(below.field, high.field))
  )
    return { kind: 'extreme', extreme: low };
  return undefined;
}

const SESSION_ORDERS: ReadonlySet<string> = new Set([
  'day_low day_high',
  'day_low day_open',
  'day_open day_high',
  'prev_low prev_high',
  'prev_low prev_close',
  'prev_close prev_high',
  'premarket_low premarket_high',
]);

function isSameBar(a: FieldMeasure, b: FieldMeasure): boolean {
  return a.interval === b.interval && a.forming === b.forming && a.ago === b.ago;
}

/** True where one field of a bar is never above another one of it. */
function isBelowInBar(low: BarField | InputField, high: BarField | InputField): boolean {
  if (low === high) return true;
  return low !== 'volume' && high !== 'volume' && (low === 'low' || high === 'high');
}

function isAmong(of: FieldMeasure, extreme: Extreme, isOrdered: boolean): boolean {
  const isInside = of.ago >= extreme.from && of.ago <= extreme.to;
  return isOrdered && isInside && !of.forming && of.interval === extreme.interval;
}

/** A measure that is the highest or lowest of bars, as such. */
function extremeOf(of: Measure): Extreme | undefined {
  if (of.kind === 'window') {
    const { interval, bars } = of;
    if (of.of.kind !== 'field' || of.of.forming) return undefined;
    const { field, ago } = of.of;
    return { of: of.name, field, interval, from: ago, to: ago + bars - 1 };
  }
  return of.kind === 'indicator' ? extremeIndicator(of) : undefined;
}

/** Bars that the 52-week extremes surely have: a week and a year hold the newest. */
const NEWEST = 1;

function extremeIndicator({
  name,
  output,
  input,
  interval,
  params,
  ago,
}: IndicatorMeasure): Extreme | undefined {
  const isHigh = HIGHS.has(name === 'donchian' ? `donchian.${output}` : name);
  const isLow = LOWS.has(name === 'donchian' ? `donchian.${output}` : name);
  if ((!isHigh && !isLow) || typeof input === 'object') return undefined;
  const field = input ?? (isHigh ? 'high' : 'low');
  const bars = params.period ?? NEWEST;
  return { of: isHigh ? 'highest' : 'lowest', field, interval, from: ago, to: ago + bars - 1 };
}

const HIGHS: ReadonlySet<string> = new Set(['highest', 'high_52w', 'donchian.upper']);
const LOWS: ReadonlySet<string> = new Set(['lowest', 'low_52w', 'donchian.lower']);
