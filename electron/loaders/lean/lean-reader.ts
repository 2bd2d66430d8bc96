import type { PriceBasis } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type {
  BarAnswer,
  BarRequest,
  HistorySpan,
  MarketNotice,
  QuoteAnswer,
  QuoteRequest,
  SpanRequest,
} from '../contract.ts';
import { dailyShortfall } from '../files/daily-shortfall.ts';
import { DataFolder } from '../files/data-folder.ts';
import { didYouMean } from '../files/did-you-mean.ts';
import type { RejectedRows } from '../files/rejected-rows.ts';
import { compactDate, SessionTable } from '../files/session-table.ts';
import { SourceError } from '../source-error.ts';
import { ArchiveReader } from './archive-reader.ts';
import { DailyHistory } from './daily-history.ts';
import { IntradayHistory, type Wanted } from './intraday-history.ts';
import { LeanFiles, type Resolution } from './lean-files.ts';
import type { Company } from './map-file.ts';
import { References } from './references.ts';
import { type SessionWindow, sessionWindows } from './session-window.ts';
import { splitNotices } from './split-notices.ts';

const EXPECTED = "LEAN's Data folder, with equity/usa/daily or equity/usa/minute in it";
const RESOLUTIONS: Partial<Record<Interval, Resolution>> = { '1m': 'minute', '1s': 'second' };

/** An opened LEAN folder. */
export class LeanReader {
  readonly files: LeanFiles;
  readonly references: References;
  readonly #name: string;
  readonly #table: SessionTable;
  readonly #daily: DailyHistory;
  readonly #intraday: IntradayHistory;

  /** Throws SourceError where the path is no LEAN folder. */
  constructor(name: string, path: string, calendar: Calendar, rejected: RejectedRows) {
    const folder = new DataFolder(path, EXPECTED);
    const reader = new ArchiveReader(folder, rejected);
    this.files = new LeanFiles(folder, rejected);
    if (
      this.files.daily.size + this.files.tickers('minute').length + this.files.tickers('second').length ===
      0
    ) {
      throw new SourceError('folder_unexpected', `${path} holds no US equity data; expected: ${EXPECTED}`);
    }
    this.references = new References(this.files, reader);
    this.#name = name;
    this.#table = new SessionTable(calendar);
    this.#daily = new DailyHistory(this.files, reader, this.#table);
    this.#intraday = new IntradayHistory(this.files, reader, calendar);
  }

  bars(request: BarRequest): BarAnswer {
    const company = this.references.company(request.symbol, compactDate(request.asOf));
    const wanted = this.#wanted(request, company);
    const basis: PriceBasis =
      wanted.factors === undefined ? { kind: 'raw' } : { kind: 'split_adjusted', asOf: request.asOf };
    const { records, cause } = this.#records(request, company, wanted);
    const answer = { symbol: request.symbol, interval: request.interval, records, basis };
    if (cause === undefined) return answer;
    const meant = records.length === 0 ? didYouMean(request.symbol, this.files.symbols()) : '';
    return { ...answer, cause: `${cause}${meant}` };
  }

  quotes({ symbol, from, to, asOf }: QuoteRequest): QuoteAnswer {
    const company = this.references.company(symbol, compactDate(asOf));
    const wanted = this.#wanted({ from, to, asOf }, company);
    const parts = sessionWindows(this.#table, from, to, 'quotes').map(
      (window) => this.#intraday.quotes(company, window.session, { ...wanted, ...bounds(window) }) ?? NOTHING,
    );
    return { symbol, records: joined(parts) };
  }

  /** First and last session with a file, or with a row in the daily file. */
  span({ symbol, interval, asOf }: SpanRequest): HistorySpan | undefined {
    const company = this.references.company(symbol, compactDate(asOf));
    if (interval === '1d') return this.#daily.of(company).span(this.#table);
    const resolution = RESOLUTIONS[interval];
    return resolution === undefined ? undefined : this.#intraday.span(resolution, company);
  }

  notices(from: EpochMs, to: EpochMs): MarketNotice[] {
    return this.references
      .mapped()
      .flatMap((company) => {
        const factors = this.references.factors(company);
        return factors === undefined ? [] : splitNotices(company, factors, this.#table, from, to);
      })
      .sort((a, b) => a.time - b.time);
  }

  /** Forgets what was parsed. */
  clear(): void {
    this.#daily.clear();
    this.#intraday.clear();
  }

  #wanted({ from, to, asOf }: Pick<BarRequest, 'from' | 'to' | 'asOf'>, company: Company): Wanted {
    return { from, to, factors: this.references.factors(company), asOf: compactDate(asOf) };
  }

  #records(request: BarRequest, company: Company, wanted: Wanted): Found {
    const { symbol, interval } = request;
    if (interval === '1d') return this.#dailyRecords(symbol, company, wanted);
    const resolution = RESOLUTIONS[interval];
    if (resolution === undefined) {
      return {
        records: NOTHING,
        cause: `${this.#name} has 1d, 1m and 1s bars only, no ${interval} of ${symbol}`,
      };
    }
    return this.#intradayRecords(request, resolution, company, wanted);
  }

  #dailyRecords(symbol: string, company: Company, wanted: Wanted): Found {
    const bars = this.#daily.of(company);
    const { begin, end } = bars.range(wanted.from, wanted.to);
    const records = this.#daily.records(bars, begin, end, wanted.factors, wanted.asOf);
    return { records, cause: dailyShortfall(symbol, bars, this.#table, wanted.from, wanted.to) };
  }

  #intradayRecords(
    { symbol, interval, hours }: BarRequest,
    resolution: Resolution,
    company: Company,
    wanted: Wanted,
  ): Found {
    const windows = sessionWindows(this.#table, wanted.from, wanted.to, hours);
    const parts = windows.map((window) =>
      this.#intraday.bars(resolution, company, window.session, { ...wanted, ...bounds(window) }),
    );
    const absent = windows.filter((_, index) => parts[index] === undefined);
    const records = joined(parts.map((part) => part ?? NOTHING));
    if (!company.spans.some(({ ticker }) => this.files.days(resolution, ticker).trade.size > 0)) {
      return { records, cause: `${this.#name} has no ${interval} bars of ${symbol}` };
    }
    return { records, cause: absenceOf(`${symbol} has no ${interval} bars`, absent, windows.length) };
  }
}

interface Found {
  readonly records: Float64Array;
  readonly cause: string | undefined;
}

const NOTHING = new Float64Array();

function bounds({ from, to }: SessionWindow): Pick<Wanted, 'from' | 'to'> {
  return { from, to };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const records = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    records.set(part, at);
    at += part.length;
  }
  return records;
}

function absenceOf(what: string, absent: readonly SessionWindow[], count: number): string | undefined {
  const [first] = absent;
  if (first === undefined) return undefined;
  if (count === 1) return `${what} on ${first.session.date}`;
  return `${what} on ${absent.length} of ${count} sessions, the first ${first.session.date}`;
}
