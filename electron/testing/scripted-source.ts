import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import { intervalIndex } from '../../shared/domain/interval.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import type {
  BarAnswer,
  BarRequest,
  DataSource,
  HistorySpan,
  MarketNotice,
  QuoteAnswer,
  QuoteRequest,
  RejectedRow,
  SourceDescription,
  SpanRequest,
  SplitFactorRequest,
} from '../loaders/contract.ts';

/** What a scripted source has, and how it misbehaves. */
export interface Script {
  readonly name?: string;
  /** Bars by symbol and interval, ascending. */
  readonly bars?: Readonly<Record<string, Partial<Record<Interval, Float64Array>>>>;
  /** Symbols and intervals that it says it has, in place of those that it has. */
  readonly covers?: Partial<Record<Interval, readonly string[]>>;
  readonly sessions?: SourceDescription['coverage'][number]['sessions'];
  /** Split factors by symbol. */
  readonly factors?: Readonly<Record<string, number>>;
  /** Symbols whose prices are raw; true for all of them. */
  readonly raw?: true | readonly string[];
  /** Called before it tells of splits. */
  readonly splits?: () => void;
  /** Awaited before each answer. */
  readonly before?: (requests: readonly BarRequest[]) => Promise<void> | void;
  readonly cause?: string;
}

const calendar = exchangeCalendar('NYSE');

/** A source at the loaders' contract whose bars and failures a test writes down. */
export class ScriptedSource implements DataSource {
  readonly name: string;
  /** Every request for bars so far. */
  readonly requests: BarRequest[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    this.name = script.name ?? 'scripted';
    this.#script = script;
  }

  async describe(): Promise<SourceDescription> {
    const { bars = {}, covers, sessions, raw } = this.#script;
    const intervals = new Map<Interval, string[]>();
    if (covers === undefined) {
      for (const [symbol, held] of Object.entries(bars)) {
        for (const interval of intervalsOf(held)) {
          intervals.set(interval, [...(intervals.get(interval) ?? []), symbol]);
        }
      }
    } else for (const interval of intervalsOf(covers)) intervals.set(interval, [...(covers[interval] ?? [])]);
    const symbols = [...new Set([...intervals.values()].flat())].map(symbolId);
    return {
      name: this.name,
      kind: 'scripted',
      instruments: symbols.map((symbol) => ({ symbol })),
      ...(raw === undefined ? {} : { raw: raw === true ? raw : raw.map(symbolId) }),
      coverage: [...intervals].map(([interval, own]) => ({
        interval,
        symbols: own.map(symbolId),
        ...(sessions === undefined ? {} : { sessions }),
      })),
    };
  }

  async readBars(requests: readonly BarRequest[]): Promise<BarAnswer[]> {
    this.requests.push(...requests);
    await this.#script.before?.(requests);
    return requests.map((request) => this.#answer(request));
  }

  #answer({ symbol, interval, from, to, asOf }: BarRequest): BarAnswer {
    const records = this.#script.bars?.[symbol]?.[interval] ?? new Float64Array(0);
    const ordinal = intervalIndex(interval);
    let first = 0;
    while (first < records.length && calendar.spanEnd(ordinal, records[first] ?? 0) <= from)
      first += BAR_STRIDE;
    let end = first;
    while (end < records.length && calendar.spanEnd(ordinal, records[end] ?? 0) <= to) end += BAR_STRIDE;
    const { cause } = this.#script;
    const { raw } = this.#script;
    const isRaw = raw === true || raw?.includes(symbol) === true;
    const basis = isRaw ? ({ kind: 'raw' } as const) : ({ kind: 'split_adjusted', asOf } as const);
    const answer = { symbol, interval, records: records.slice(first, end), basis };
    return cause === undefined ? answer : { ...answer, cause };
  }

  async readQuotes(requests: readonly QuoteRequest[]): Promise<QuoteAnswer[]> {
    return requests.map(({ symbol }) => ({ symbol, records: new Float64Array(0) }));
  }

  async readNotices(_from: EpochMs, _to: EpochMs): Promise<MarketNotice[]> {
    return [];
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    this.#script.splits?.();
    return requests.map(({ symbol }) => this.#script.factors?.[symbol]);
  }

  async historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return requests.map(({ symbol, interval }) => {
      const records = this.#script.bars?.[symbol]?.[interval] ?? new Float64Array(0);
      const [first, last] = [records[0], records[records.length - BAR_STRIDE]];
      if (first === undefined || last === undefined) return undefined;
      return { first: calendar.dateOf(epochMs(first)), last: calendar.dateOf(epochMs(last)) };
    });
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    return [];
  }

  async close(): Promise<void> {}
}

function intervalsOf(held: Partial<Record<Interval, unknown>>): Interval[] {
  return (['1s', '1m', '5m', '1d'] as const).filter((interval) => held[interval] !== undefined);
}
