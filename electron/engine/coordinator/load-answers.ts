import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import type { Stretches } from '../session-data/stretches.ts';
import { type PlannedRead, runsOf } from './load-plan.ts';
import type { SourceRouter } from './source-router.ts';

export const NO_RECORDS = new Float64Array(0);

/** Start of the first session of an unbroken run, and the end of its last. */
export function boundsOf(run: readonly TradingSession[]): [number, number] {
  return [run[0]?.open ?? 0, run.at(-1)?.close ?? 0];
}

/** One after the other. */
export function joinedRecords(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    joined.set(part, length);
    length += part.length;
  }
  return joined;
}

/** Records by their starts; equal starts stay in their order. */
export function inOrder(records: Float64Array): Float64Array {
  const offsets = Array.from({ length: records.length / BAR_STRIDE }, (_none, row) => row * BAR_STRIDE);
  offsets.sort((left, right) => (records[left] ?? 0) - (records[right] ?? 0));
  const sorted = new Float64Array(records.length);
  for (const [row, at] of offsets.entries()) {
    sorted.set(records.subarray(at, at + BAR_STRIDE), row * BAR_STRIDE);
  }
  return sorted;
}

/** Two answers to the parts of one read. */
export function joinedAnswers(earlier: BarAnswer | undefined, later: BarAnswer): BarAnswer {
  if (earlier === undefined) return later;
  const cause = earlier.cause ?? later.cause;
  const failed = [...(earlier.failed ?? []), ...(later.failed ?? [])];
  return {
    ...later,
    records: joinedRecords([earlier.records, later.records]),
    ...(cause === undefined ? {} : { cause }),
    ...(failed.length === 0 ? {} : { failed }),
  };
}

/** Sessions of a read that its source could not give, or not all of. */
export function failedSessions(
  { needed }: PlannedRead,
  answer: BarAnswer | undefined,
): readonly TradingSession[] {
  const failed = answer?.failed ?? [];
  return needed.filter(({ open, close }) => failed.some(({ from, to }) => from < close && to > open));
}

/** The sessions as stretches of dates. */
export function stretchesOf(sessions: readonly TradingSession[], calendar: Calendar): Stretches {
  return runsOf(sessions, calendar).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    const next = last === undefined ? undefined : calendar.nextSession(last.date);
    return first === undefined || next === undefined ? [] : [{ from: first.date, before: next.date }];
  });
}

/** An answer whose prices are on another basis than its source was chosen for is used by nobody, and says so. */
export function withoutOtherBasis(
  answer: BarAnswer,
  symbol: SymbolId,
  date: SessionDate,
  router: SourceRouter,
): BarAnswer {
  const fault = answer.records.length === 0 ? undefined : router.basisFault(symbol, answer, date);
  return fault === undefined
    ? answer
    : { ...answer, records: NO_RECORDS, cause: fault, failed: [{ from: EVER, to: FOREVER }] };
}

const EVER = epochMs(Number.MIN_SAFE_INTEGER);
const FOREVER = epochMs(Number.MAX_SAFE_INTEGER);

/** The records that start in from <= start < before. */
export function sliceByStart(records: Float64Array, from: number, before: number): Float64Array {
  let first = 0;
  while (first < records.length && (records[first] ?? 0) < from) first += BAR_STRIDE;
  let end = records.length;
  while (end > first && (records[end - BAR_STRIDE] ?? 0) >= before) end -= BAR_STRIDE;
  return records.subarray(first, end);
}
