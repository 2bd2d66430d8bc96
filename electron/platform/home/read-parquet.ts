import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { isIntraday } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { DataSource, SourceDescription } from '../../loaders/contract.ts';
import { createParquetSource } from '../../loaders/parquet/parquet-source.ts';
import { type FoundPart, type MinuteSession, NAMED_SYMBOLS } from './found-folder.ts';
import { RejectTally } from './reject-tally.ts';

/** Symbols of one reading. */
const SYMBOLS_AT_ONCE = 8;

/**
 * Reads every row of a folder of Parquet files with the loader that a session would use. Rejects with what is to be
 * stated where the files can be understood in several ways.
 *
 * @param onFiles told how many more symbols were read
 */
export async function readParquet(
  name: string,
  absolutePath: string,
  path: string,
  calendar: Calendar,
  onFiles: (more: number) => void,
): Promise<FoundPart> {
  // How prices are expressed makes no difference to whether a row can be read.
  const options = { kind: 'parquet', name, path: absolutePath, basis: { kind: 'raw' }, stated: {} } as const;
  const source = createParquetSource(options, calendar);
  try {
    const reading = new ParquetReading(source, await source.describe(), calendar);
    await reading.read(onFiles);
    return { name, kind: 'parquet', path, ...reading.found() };
  } finally {
    await source.close();
  }
}

class ParquetReading {
  readonly #source: DataSource;
  readonly #description: SourceDescription;
  readonly #calendar: Calendar;
  readonly #tally = new RejectTally();
  readonly #symbolsOn = new Map<SessionDate, SymbolId[]>();
  #goodRows = 0;

  constructor(source: DataSource, description: SourceDescription, calendar: Calendar) {
    this.#source = source;
    this.#description = description;
    this.#calendar = calendar;
  }

  async read(onFiles: (more: number) => void): Promise<void> {
    for (const { interval, symbols } of this.#description.coverage) {
      for (let begin = 0; begin < symbols.length; begin += SYMBOLS_AT_ONCE) {
        const some = [...symbols].sort().slice(begin, begin + SYMBOLS_AT_ONCE);
        const answers = await this.#source.readBars(
          some.map((symbol) => ({
            symbol,
            interval,
            from: epochMs(Number.MIN_SAFE_INTEGER),
            to: epochMs(Number.MAX_SAFE_INTEGER),
            hours: 'all',
            asOf: this.#calendar.lastDate,
          })),
        );
        for (const { symbol, records } of answers) this.#note(symbol, records);
        this.#tally.add(await this.#source.takeRejectedRows());
        onFiles(some.length);
      }
    }
  }

  found(): Omit<FoundPart, 'name' | 'kind' | 'path'> {
    const symbols = this.#description.instruments.map(({ symbol }) => symbol).sort();
    const intervals = this.#description.coverage.map(({ interval }) => interval);
    const dates = [...this.#symbolsOn.keys()].sort();
    const isDaily = !intervals.some(isIntraday);
    return {
      files: symbols.length,
      checkedFiles: symbols.length,
      symbols,
      intervals,
      dailyFrom: isDaily ? (dates[0] ?? null) : null,
      dailyTo: isDaily ? (dates.at(-1) ?? null) : null,
      minutes: isDaily ? [] : dates.map((date) => this.#session(date)),
      goodRows: this.#goodRows,
      rejectedRows: this.#tally.count,
      rejected: this.#tally.samples,
    };
  }

  #note(symbol: SymbolId, records: Float64Array): void {
    this.#goodRows += records.length / BAR_STRIDE;
    let end = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      const start = records[at + BAR_START] ?? Number.NaN;
      if (start < end) continue;
      const date = this.#calendar.dateOf(epochMs(start));
      end = this.#calendar.session(date)?.postClose ?? start + 1;
      const own = this.#symbolsOn.get(date);
      if (own === undefined) this.#symbolsOn.set(date, [symbol]);
      else own.push(symbol);
    }
  }

  #session(date: SessionDate): MinuteSession {
    const symbols = this.#symbolsOn.get(date) ?? [];
    return { date, symbols: symbols.length, some: [...symbols].sort().slice(0, NAMED_SYMBOLS) };
  }
}
