import { setImmediate } from 'node:timers/promises';
import { type Interval, intervalIndex, isIntraday } from '../../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../../shared/domain/time.ts';
import type { Calendar } from '../../../engine/calendar/contract.ts';
import type {
  BarAnswer,
  BarRequest,
  DataSource,
  HistorySpan,
  IntervalCoverage,
  QuoteAnswer,
  QuoteRequest,
  RejectedRow,
  SourceDescription,
  SpanRequest,
  SplitFactorRequest,
} from '../../contract.ts';
import { answerEach } from '../answer-each.ts';
import { didYouMean } from '../did-you-mean.ts';
import { SessionTable } from '../session-table.ts';
import type { BarTable, TableSeries } from './bar-table.ts';
import { BlockReader } from './block-reader.ts';
import { tableShortfall } from './table-shortfall.ts';

/** Requests that are read together: one question to the table, whose rows are in memory at once. */
const DAYS_AT_ONCE = 256;
const MINUTES_AT_ONCE = 16;

/** A source of stored tables of bars, without quotes, notices or splits: Parquet folders, datasets of the archive. */
export class TableSource implements DataSource {
  readonly name: string;
  readonly #kind: string;
  readonly #calendar: Calendar;
  readonly #openTable: () => Promise<BarTable>;
  #rejected: RejectedRow[] = [];
  #opening: Promise<OpenedTable> | undefined;
  readonly #reading = new Set<Promise<unknown>>();

  constructor(name: string, kind: string, calendar: Calendar, openTable: () => Promise<BarTable>) {
    this.name = name;
    this.#kind = kind;
    this.#calendar = calendar;
    this.#openTable = openTable;
  }

  async describe(): Promise<SourceDescription> {
    const { table, series } = await this.#open();
    const { basis } = table;
    return {
      name: this.name,
      kind: this.#kind,
      instruments: [...series.keys()].map((symbol) => ({ symbol })),
      coverage: coverageOf(table.series, this.#calendar),
      ...(basis.kind === 'raw' ? { raw: true } : { fixedBasis: basis.asOf }),
    };
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    const answers: BarAnswer[] = [];
    const opened = await this.#open();
    for (const group of groupsOf(requests)) {
      await setImmediate();
      signal?.throwIfAborted();
      if (this.#opening === undefined) throw new Error(`${this.name} was closed while it was read`);
      const records = await this.#whole(
        opened.reader.read(group.filter((request) => spanOf(opened, request))),
      );
      for (const request of group) answers.push(this.#answer(opened, request, records.get(request)));
    }
    signal?.throwIfAborted();
    return answers;
  }

  async readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return answerEach(requests, signal, ({ symbol }) => ({ symbol, records: new Float64Array() }));
  }

  async readNotices(): Promise<[]> {
    return [];
  }

  /** The files hold bars alone. */
  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<undefined[]> {
    return requests.map(() => undefined);
  }

  async historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    const opened = await this.#open();
    return requests.map((request) => {
      const span = spanOf(opened, request);
      return span && { first: span.first, last: span.last };
    });
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    const rows = this.#rejected;
    this.#rejected = [];
    return rows;
  }

  /**
   * Waits for what is read at this moment: a native library whose thread ends under a query takes the whole
   * program with it.
   */
  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    await Promise.allSettled(this.#reading);
    opened?.reader.clear();
    opened?.table.close();
  }

  /** Keeps a read in mind until it is over. */
  async #whole<T>(read: Promise<T>): Promise<T> {
    this.#reading.add(read);
    try {
      return await read;
    } finally {
      this.#reading.delete(read);
    }
  }

  #answer(opened: OpenedTable, request: BarRequest, records: Float64Array | undefined): BarAnswer {
    const { symbol, interval } = request;
    const answer = { symbol, interval, basis: opened.table.basis };
    if (records === undefined) {
      const intervals = [...(opened.series.get(symbol)?.keys() ?? [])];
      const cause =
        intervals.length === 0
          ? `${this.name} has no bars of ${symbol}${didYouMean(symbol, [...opened.series.keys()])}`
          : `${this.name} has ${intervals.join(', ')} bars of ${symbol} only, no ${interval}`;
      return { ...answer, records: new Float64Array(), cause };
    }
    const span = spanOf(opened, request);
    const cause = span && tableShortfall(span, opened.sessions, request, records);
    return cause === undefined ? { ...answer, records } : { ...answer, records, cause };
  }

  #open(): Promise<OpenedTable> {
    this.#opening ??= this.#openTable().then((table) => {
      const sessions = new SessionTable(this.#calendar);
      const reader = new BlockReader(table, this.#calendar, sessions, (row) =>
        this.#rejected.push({ source: this.name, ...row }),
      );
      return { table, sessions, reader, series: seriesBySymbol(table.series) };
    });
    return this.#opening;
  }
}

/** The requests in their order, in parts that are read together. */
function groupsOf(requests: readonly BarRequest[]): BarRequest[][] {
  const groups: BarRequest[][] = [];
  for (const request of requests) {
    const group = groups.at(-1);
    const isFine = isIntraday(request.interval);
    const fits =
      group?.[0] !== undefined &&
      isIntraday(group[0].interval) === isFine &&
      group.length < (isFine ? MINUTES_AT_ONCE : DAYS_AT_ONCE);
    if (fits) group.push(request);
    else groups.push([request]);
  }
  return groups;
}

interface OpenedTable {
  readonly table: BarTable;
  readonly sessions: SessionTable;
  readonly reader: BlockReader;
  readonly series: ReadonlyMap<SymbolId, ReadonlyMap<Interval, TableSeries>>;
}

function spanOf(
  { series }: OpenedTable,
  { symbol, interval }: Pick<BarRequest, 'symbol' | 'interval'>,
): TableSeries | undefined {
  return series.get(symbol)?.get(interval);
}

function seriesBySymbol(series: readonly TableSeries[]): Map<SymbolId, Map<Interval, TableSeries>> {
  const bySymbol = new Map<SymbolId, Map<Interval, TableSeries>>();
  for (const entry of series) {
    const own = bySymbol.get(entry.symbol) ?? new Map<Interval, TableSeries>();
    bySymbol.set(entry.symbol, own.set(entry.interval, entry));
  }
  return bySymbol;
}

/** Sessions are told for intraday bars alone, whose presence decides what streams; lists of equal spans are one list. */
function coverageOf(series: readonly TableSeries[], calendar: Calendar): IntervalCoverage[] {
  const intervals = [...new Set(series.map(({ interval }) => interval))].sort(
    (a, b) => intervalIndex(a) - intervalIndex(b),
  );
  const lists = new Map<string, readonly SessionDate[]>();
  const sessionsOf = ({ first, last }: TableSeries): readonly SessionDate[] => {
    const key = `${first} ${last}`;
    const known = lists.get(key) ?? calendar.sessionsBetween(first, last).map(({ date }) => date);
    lists.set(key, known);
    return known;
  };
  return intervals.map((interval) => {
    const own = series.filter((entry) => entry.interval === interval);
    const coverage = { interval, symbols: own.map(({ symbol }) => symbol) };
    if (!isIntraday(interval)) return coverage;
    return {
      ...coverage,
      sessions: Object.fromEntries(own.map((entry) => [entry.symbol, sessionsOf(entry)])),
    };
  });
}
