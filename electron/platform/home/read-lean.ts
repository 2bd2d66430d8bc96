import { BAR_STRIDE, QUOTE_STRIDE } from '../../../shared/domain/bar.ts';
import { INTERVALS } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { DataFolder } from '../../loaders/files/data-folder.ts';
import { RejectedRows, type RowRefusal } from '../../loaders/files/rejected-rows.ts';
import { expandDate, SessionTable } from '../../loaders/files/session-table.ts';
import { ArchiveReader } from '../../loaders/lean/archive-reader.ts';
import { parseDailyRows } from '../../loaders/lean/daily-rows.ts';
import { parseQuoteRows, parseTradeRows } from '../../loaders/lean/intraday-rows.ts';
import { describeLean } from '../../loaders/lean/lean-description.ts';
import { LeanFiles, type Resolution, symbolsOf } from '../../loaders/lean/lean-files.ts';
import { References } from '../../loaders/lean/references.ts';
import { type FoundPart, type MinuteSession, NAMED_SYMBOLS } from './found-folder.ts';
import { RejectTally } from './reject-tally.ts';

/** A file that holds rows, and where its rows are counted. */
interface RowFile {
  readonly path: string;
  /** Compact date of the rows; null for a daily file, which has many. */
  readonly date: number | null;
  readonly kind: 'trade' | 'quote';
  readonly length: number;
}

const LENGTHS: Record<Resolution, number> = { minute: 60_000, second: 1_000 };
const EXPECTED = "LEAN's Data folder, with equity/usa/daily or equity/usa/minute in it";

/**
 * Reads the rows of a LEAN folder's files with the loader's own parsers: daily files first, then the newest
 * sessions, up to `mostFiles` of them.
 *
 * @param onFiles told how many more files were read
 */
export function readLean(
  name: string,
  absolutePath: string,
  path: string,
  calendar: Calendar,
  mostFiles: number,
  onFiles: (more: number) => void,
): FoundPart {
  const reading = new LeanReading(name, absolutePath, calendar);
  return { name, kind: 'lean', path, ...reading.read(mostFiles, onFiles) };
}

class LeanReading {
  readonly #calendar: Calendar;
  readonly #table: SessionTable;
  readonly #rejected: RejectedRows;
  readonly #reader: ArchiveReader;
  readonly #files: LeanFiles;
  readonly #tally = new RejectTally();
  #goodRows = 0;
  #first: SessionDate | null = null;
  #last: SessionDate | null = null;

  constructor(name: string, absolutePath: string, calendar: Calendar) {
    const folder = new DataFolder(absolutePath, EXPECTED);
    this.#calendar = calendar;
    this.#table = new SessionTable(calendar);
    this.#rejected = new RejectedRows(name);
    this.#reader = new ArchiveReader(folder, this.#rejected);
    this.#files = new LeanFiles(folder, this.#rejected);
  }

  read(mostFiles: number, onFiles: (more: number) => void): Omit<FoundPart, 'name' | 'kind' | 'path'> {
    const daily = [...this.#files.daily.values()].map((path) => dailyFile(path));
    const intraday = [...this.#dayFiles('minute'), ...this.#dayFiles('second')].sort(
      (left, right) => (right.date ?? 0) - (left.date ?? 0),
    );
    const all = [...daily, ...intraday];
    const checked = all.slice(0, mostFiles);
    for (const file of checked) {
      this.#readRows(file);
      this.#tally.add(this.#rejected.take());
      onFiles(1);
    }
    this.#readReferences();
    this.#tally.add(this.#rejected.take());
    const description = describeLean('', this.#files, new References(this.#files, this.#reader));
    return {
      files: all.length,
      checkedFiles: checked.length,
      symbols: description.instruments.map(({ symbol }) => symbol),
      intervals: INTERVALS.filter((each) => description.coverage.some(({ interval }) => interval === each)),
      dailyFrom: this.#first,
      dailyTo: this.#last,
      minutes: this.#minuteSessions(),
      goodRows: this.#goodRows,
      rejectedRows: this.#tally.count,
      rejected: this.#tally.samples,
    };
  }

  #dayFiles(resolution: Resolution): RowFile[] {
    const length = LENGTHS[resolution];
    return this.#files.tickers(resolution).flatMap((ticker) => {
      const { trade, quote } = this.#files.days(resolution, ticker);
      return [
        ...[...trade].map(([date, path]): RowFile => ({ path, date, kind: 'trade', length })),
        ...[...quote].map(([date, path]): RowFile => ({ path, date, kind: 'quote', length })),
      ];
    });
  }

  #readRows({ path, date, kind, length }: RowFile): void {
    this.#reader.read(path, (bytes, refusal) => {
      if (date === null) this.#readDaily(bytes, refusal);
      else this.#readDay(bytes, refusal, date, kind, length);
    });
  }

  #readDaily(bytes: Buffer, refusal: RowRefusal): void {
    const bars = parseDailyRows(bytes, this.#table, refusal);
    this.#goodRows += bars.count;
    const [first] = bars.sessions;
    const last = bars.sessions.at(-1);
    if (first === undefined || last === undefined) return;
    const from = this.#table.at(first).date;
    const to = this.#table.at(last).date;
    if (this.#first === null || from < this.#first) this.#first = from;
    if (this.#last === null || to > this.#last) this.#last = to;
  }

  #readDay(bytes: Buffer, refusal: RowRefusal, date: number, kind: RowFile['kind'], length: number): void {
    const number = this.#table.numberOf(date);
    if (number === -1) {
      refusal.refuse(1, this.#table.whyNone(expandDate(date) ?? String(date)), '');
      return;
    }
    const session = this.#table.at(number);
    const day = { session, midnight: this.#calendar.instantOf(session.date, '00:00'), length };
    this.#goodRows +=
      kind === 'trade'
        ? parseTradeRows(bytes, day, refusal).length / BAR_STRIDE
        : parseQuoteRows(bytes, day, refusal).length / QUOTE_STRIDE;
  }

  /** Renames and splits: few files, and everything depends on them. */
  #readReferences(): void {
    const references = new References(this.#files, this.#reader);
    for (const company of references.mapped()) references.factors(company);
  }

  #minuteSessions(): MinuteSession[] {
    const symbols = new Map<SessionDate, SymbolId[]>();
    for (const ticker of this.#files.tickers('minute').sort()) {
      const [symbol] = symbolsOf([ticker]);
      if (symbol === undefined) continue;
      for (const compact of this.#files.days('minute', ticker).trade.keys()) {
        const date = expandDate(compact);
        if (date === undefined || this.#table.numberOf(compact) === -1) continue;
        const known = symbols.get(date) ?? [];
        known.push(symbol);
        symbols.set(date, known);
      }
    }
    return [...symbols]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([date, each]) => ({ date, symbols: each.length, some: each.slice(0, NAMED_SYMBOLS) }));
  }
}

function dailyFile(path: string): RowFile {
  return { path, date: null, kind: 'trade', length: 0 };
}
