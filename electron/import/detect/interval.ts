import {
  INTERVALS,
  type Interval,
  isIntraday,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import { MILLISECONDS_PER_DAY, MILLISECONDS_PER_HOUR } from '../../../shared/domain/time.ts';
import type { ColumnMap } from './columns.ts';
import { type Detected, percent } from './findings.ts';
import type { Moments } from './moments.ts';
import type { SampleTable } from './table.ts';

const LABELS: Readonly<Record<Interval, string>> = {
  '1s': '1 second',
  '1m': '1 minute',
  '5m': '5 minutes',
  '15m': '15 minutes',
  '30m': '30 minutes',
  '1h': '1 hour',
  '1d': '1 day',
  '1w': '1 week',
};
const OPTIONS = INTERVALS.map((value) => ({ value, label: LABELS[value] }));
/** What file and folder names say of it. */
const NAMED: readonly (readonly [RegExp, Interval])[] = [
  [/(^|[^a-z0-9])(1 ?min(ute)?s?|m1|1m|minute|min1)([^a-z0-9]|$)/i, '1m'],
  [/(^|[^a-z0-9])(5 ?min(ute)?s?|m5|5m)([^a-z0-9]|$)/i, '5m'],
  [/(^|[^a-z0-9])(15 ?min(ute)?s?|m15|15m)([^a-z0-9]|$)/i, '15m'],
  [/(^|[^a-z0-9])(30 ?min(ute)?s?|m30|30m)([^a-z0-9]|$)/i, '30m'],
  [/(^|[^a-z0-9])(60 ?min(ute)?s?|h1|1h|hour(ly)?|1 ?hour)([^a-z0-9]|$)/i, '1h'],
  [/(^|[^a-z0-9])(daily|d1|1d|day|eod|5yr)([^a-z0-9]|$)/i, '1d'],
  [/(^|[^a-z0-9])(weekly|w1|1w|week)([^a-z0-9]|$)/i, '1w'],
];
/** Steps of the smallest size that make an interval sure. */
const OFTEN = 0.3;

/** Length of the bars, by the distances between rows that follow each other in one symbol. */
export function detectInterval(table: SampleTable, moments: Moments, columns: ColumnMap): Detected {
  const steps = stepsOf(table, moments, columns.symbol);
  const named = byName(table);
  if (steps.length === 0) {
    const why = 'No two rows of one symbol follow each other.';
    return named === undefined
      ? { value: null, confidence: 'ambiguous', why, options: OPTIONS }
      : {
          value: named,
          confidence: 'ambiguous',
          why: `${why} The file's name says ${LABELS[named]}.`,
          options: OPTIONS,
        };
  }
  const [usual, share] = mostFrequent(steps);
  const smallest = steps.reduce((least, step) => Math.min(least, step), Number.POSITIVE_INFINITY);
  const found = usual >= 0.75 * MILLISECONDS_PER_DAY ? byDays(steps) : byClock(steps, smallest, usual);
  if (found === undefined) {
    const why = `The usual step is ${stepWords(usual)} (${percent(share)} of the rows): bars of that length are not kept, only ${INTERVALS.join(', ')}.`;
    return { value: null, confidence: 'ambiguous', why, options: OPTIONS };
  }
  const at = steps.filter((step) => isStepOf(step, found)).length / steps.length;
  const agrees = named === undefined || named === found;
  const sure = at >= OFTEN && agrees && steps.length >= 3;
  const evidence = `${percent(at)} of the steps from row to row are ${LABELS[found]}, none is shorter.`;
  const named_ = agrees ? '' : ` The file's name says ${LABELS[named]}.`;
  const confidence = sure ? 'certain' : agrees && at >= 0.05 && steps.length >= 3 ? 'likely' : 'ambiguous';
  return { value: found, confidence, why: `${evidence}${named_}`, options: OPTIONS };
}

/** Distances in ms between neighbours of one symbol in one block of a file; of disordered rows too. */
function stepsOf(table: SampleTable, { locals }: Moments, symbolColumn: number): number[] {
  const steps: number[] = [];
  const last = new Map<string, { local: number; file: unknown; block: number }>();
  table.rows.forEach(({ file, block, cells }, row) => {
    const local = locals[row] ?? Number.NaN;
    if (Number.isNaN(local)) return;
    const symbol = symbolColumn === -1 ? file.name : (cells[symbolColumn] ?? '');
    const before = last.get(symbol);
    if (before !== undefined && before.file === file && before.block === block && before.local !== local) {
      steps.push(Math.abs(local - before.local));
    }
    last.set(symbol, { local, file, block });
  });
  return steps;
}

function mostFrequent(values: readonly number[]): [number, number] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [[value, count] = [0, 0]] = [...counts].sort(([a, times], [b, others]) => others - times || a - b);
  return [value, count / values.length];
}

/** A step of whole days: over a weekend a daily bar's is three. */
function byDays(steps: readonly number[]): Interval | undefined {
  const days = steps.map((step) => Math.round(step / MILLISECONDS_PER_DAY));
  const usual = mostFrequent(days)[0];
  if (usual <= 4)
    return days.filter((day) => day === 1).length >= 0.05 * days.length || usual === 1 ? '1d' : undefined;
  return usual === 7 ? '1w' : undefined;
}

/** Missing bars make steps longer, none shorter: the smallest that is no exception is the interval. */
function byClock(steps: readonly number[], smallest: number, usual: number): Interval | undefined {
  const exact = INTERVALS.filter(isIntraday).find((interval) => nominalMilliseconds(interval) === smallest);
  const enough = steps.filter((step) => step === smallest).length >= 0.02 * steps.length;
  if (exact !== undefined && enough) return exact;
  const other = INTERVALS.filter(isIntraday).find((interval) => nominalMilliseconds(interval) === usual);
  const misfits = steps.filter((step) => other === undefined || step < nominalMilliseconds(other)).length;
  return misfits <= 0.02 * steps.length ? other : undefined;
}

function isStepOf(step: number, interval: Interval): boolean {
  if (isIntraday(interval)) return step === nominalMilliseconds(interval);
  const days = step / MILLISECONDS_PER_DAY;
  return interval === '1d' ? days > 0.9 && days < 5 : days > 5 && days < 9;
}

/** The interval that a file's path speaks of; undefined where it speaks of none. */
export function intervalInName(name: string): Interval | undefined {
  return NAMED.find(([pattern]) => pattern.test(name))?.[1];
}

/** What the files' own names say, where they agree. */
function byName({ rows }: SampleTable): Interval | undefined {
  const names = new Set(rows.map(({ file }) => file.name));
  const said = new Set([...names].map(intervalInName));
  const [one] = said;
  return said.size === 1 ? one : undefined;
}

function stepWords(milliseconds: number): string {
  if (milliseconds % MILLISECONDS_PER_DAY === 0) return `${milliseconds / MILLISECONDS_PER_DAY} days`;
  if (milliseconds % MILLISECONDS_PER_HOUR === 0) return `${milliseconds / MILLISECONDS_PER_HOUR} hours`;
  return `${milliseconds / 60_000} minutes`;
}
