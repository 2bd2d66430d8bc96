import type { PriceBasis } from '../../../shared/domain/bar.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { requestPages } from '../../engine/requirements/request-pages.ts';
import type { BarAnswer, BarRequest, DataSource, SourceLimits, TimeRange } from '../contract.ts';
import { messageOf, SourceError } from '../source-error.ts';
import type { PacedCalls } from './paced-calls.ts';
import { soundRecords } from './sound-records.ts';

/** What a long request is read with. */
export interface PagingParts {
  readonly source: DataSource;
  readonly limits: SourceLimits;
  readonly calls: PacedCalls;
  readonly calendar: Calendar;
  /** Told of the start of what an origin gave for a bar and is none: outside every session. */
  readonly refuse: (request: BarRequest, start: number) => void;
}

/** What came of one page; a part of it may have failed. */
interface PageRead {
  readonly parts: readonly Float64Array[];
  readonly bases: readonly PriceBasis[];
  readonly causes: readonly string[];
  readonly failed: readonly TimeRange[];
}

/**
 * Asks for a request page by page and puts the pages together. A page that fails for good becomes a stretch of
 * `failed` with its cause, and the others are kept. Rejects only where the caller gives up.
 */
export async function pagedRead(
  request: BarRequest,
  signal: AbortSignal | undefined,
  parts: PagingParts,
): Promise<BarAnswer> {
  const pages = requestPages(
    request,
    parts.limits.maxBarsPerRequest ?? Number.POSITIVE_INFINITY,
    parts.calendar,
  );
  const reads = await Promise.all(pages.map((page) => readPage({ ...request, ...page }, signal, parts)));
  const { symbol, interval, asOf } = request;
  const bases = reads.flatMap((read) => read.bases);
  const basis = bases[0] ?? ({ kind: 'split_adjusted', asOf } as const);
  if (bases.some((other) => !sameBasis(other, basis))) {
    const cause = `${parts.source.name} gave raw and adjusted prices of ${symbol} in one answer: none of it is used`;
    return { symbol, interval, basis, records: new Float64Array(), cause, failed: [rangeOf(request)] };
  }
  const failed = joinedRanges(reads.flatMap((read) => read.failed));
  const causes = [...new Set(reads.flatMap((read) => read.causes))];
  return {
    symbol,
    interval,
    basis,
    records: joined(reads.flatMap((read) => read.parts)),
    ...(causes.length === 0 ? {} : { cause: causes.join('; ') }),
    ...(failed.length === 0 ? {} : { failed }),
  };
}

/** Reads one page, asking on where the origin cuts it short. */
async function readPage(
  page: BarRequest,
  signal: AbortSignal | undefined,
  parts: PagingParts,
): Promise<PageRead> {
  const read = {
    parts: [] as Float64Array[],
    bases: [] as PriceBasis[],
    causes: [] as string[],
    failed: [] as TimeRange[],
  };
  let rest = page;
  for (;;) {
    const asked = rest;
    try {
      const answer = await parts.calls.ask(page.priority ?? 0, signal, (own) => answerTo(asked, own, parts));
      const to = answer.through ?? asked.to;
      const sound = soundRecords(answer.records, { ...asked, to }, parts.calendar);
      for (const start of sound.outside) parts.refuse(page, start);
      read.parts.push(sound.records);
      read.bases.push(answer.basis);
      if (answer.cause !== undefined) read.causes.push(answer.cause);
      read.failed.push(...(answer.failed ?? []));
      if (to >= page.to) return read;
      rest = { ...asked, from: to };
    } catch (error) {
      signal?.throwIfAborted();
      read.causes.push(`${parts.source.name} failed: ${messageOf(error)}`);
      read.failed.push(rangeOf(rest));
      return read;
    }
  }
}

/** The origin's answer; rejects where it is none to this question. */
async function answerTo(
  request: BarRequest,
  signal: AbortSignal | undefined,
  { source }: PagingParts,
): Promise<BarAnswer> {
  const [answer] = await source.readBars([request], signal);
  if (answer === undefined || answer.symbol !== request.symbol || answer.interval !== request.interval) {
    throw new SourceError(
      'failed',
      `it answered something else than ${request.interval} bars of ${request.symbol}`,
    );
  }
  if (answer.through !== undefined && answer.through <= request.from) {
    throw new SourceError(
      'unavailable',
      `it gave none of the ${request.interval} bars of ${request.symbol} that it has`,
    );
  }
  return answer;
}

function rangeOf({ from, to }: BarRequest): TimeRange {
  return { from, to };
}

function sameBasis(left: PriceBasis, right: PriceBasis): boolean {
  if (left.kind === 'raw' || right.kind === 'raw') return left.kind === right.kind;
  return left.asOf === right.asOf;
}

function joinedRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const joinedUp: TimeRange[] = [];
  for (const range of ranges) {
    const last = joinedUp.at(-1);
    if (last?.to === range.from) joinedUp[joinedUp.length - 1] = { from: last.from, to: range.to };
    else joinedUp.push(range);
  }
  return joinedUp;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const records = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    records.set(part, at);
    at += part.length;
  }
  return records;
}
