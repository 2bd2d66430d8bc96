import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { DataFolder, FolderEntry } from '../files/data-folder.ts';
import type { RejectedRows } from '../files/rejected-rows.ts';

const EQUITY = 'equity/usa';
const ARCHIVE = /^(.+)\.zip$/i;
const DAY_ARCHIVE = /^(\d{8})_(trade|quote)\.zip$/i;

export type Resolution = 'minute' | 'second';

/** Files of one ticker by compact date, ascending. */
interface DayFiles {
  readonly trade: ReadonlyMap<number, string>;
  readonly quote: ReadonlyMap<number, string>;
}

const NO_FILES: DayFiles = { trade: new Map(), quote: new Map() };

/** Which files a LEAN folder holds, by directory listings alone; every listing is made once. */
export class LeanFiles {
  readonly #folder: DataFolder;
  readonly #rejected: RejectedRows;
  readonly #tickerFolders: Record<Resolution, ReadonlyMap<string, string>>;
  readonly #days = new Map<string, DayFiles>();
  #symbols: readonly SymbolId[] | undefined;
  /** Path of the daily archive by ticker. */
  readonly daily: ReadonlyMap<string, string>;

  constructor(folder: DataFolder, rejected: RejectedRows) {
    this.#folder = folder;
    this.#rejected = rejected;
    this.daily = this.#tickers(`${EQUITY}/daily`, ({ name, isFolder }) =>
      isFolder ? undefined : ARCHIVE.exec(name)?.[1],
    );
    const folders = ({ name, isFolder }: FolderEntry) => (isFolder ? name : undefined);
    this.#tickerFolders = {
      minute: this.#tickers(`${EQUITY}/minute`, folders),
      second: this.#tickers(`${EQUITY}/second`, folders),
    };
  }

  /** Every symbol that a file is named by. */
  symbols(): readonly SymbolId[] {
    this.#symbols ??= symbolsOf(
      new Set([...this.daily.keys(), ...this.tickers('minute'), ...this.tickers('second')]),
    );
    return this.#symbols;
  }

  /** Tickers, lower case, with a folder of that resolution. */
  tickers(resolution: Resolution): string[] {
    return [...this.#tickerFolders[resolution].keys()];
  }

  days(resolution: Resolution, ticker: string): DayFiles {
    const path = this.#tickerFolders[resolution].get(ticker);
    if (path === undefined) return NO_FILES;
    const known = this.#days.get(path) ?? this.#listDays(path);
    this.#days.set(path, known);
    return known;
  }

  mapFiles(): ReadonlyMap<string, string> {
    return this.#csvFiles('map_files');
  }

  factorFiles(): ReadonlyMap<string, string> {
    return this.#csvFiles('factor_files');
  }

  #csvFiles(name: string): Map<string, string> {
    const path = `${EQUITY}/${name}`;
    const files = this.#folder.list(path).filter((entry) => /\.csv$/i.test(entry.name));
    return new Map(files.map(({ name: file }) => [canonicalTicker(file.slice(0, -4)), `${path}/${file}`]));
  }

  #tickers(path: string, tickerOf: (entry: FolderEntry) => string | undefined): Map<string, string> {
    const found = new Map<string, string>();
    for (const entry of this.#folder.list(path)) {
      const ticker = tickerOf(entry);
      if (ticker === undefined) continue;
      const file = `${path}/${entry.name}`;
      const canonical = canonicalTicker(ticker);
      const other = found.get(canonical);
      if (normalizeSymbol(ticker) === undefined) {
        this.#rejected.ofFile(file).refuse(1, `the name holds no ticker: "${ticker}"`, '');
      } else if (other !== undefined) {
        this.#rejected
          .ofFile(file)
          .refuse(1, `a second one of ${canonical.toUpperCase()}: ${other} stays`, '');
      } else found.set(canonical, file);
    }
    return found;
  }

  #listDays(path: string): DayFiles {
    const trade = new Map<number, string>();
    const quote = new Map<number, string>();
    for (const { name } of this.#folder.list(path)) {
      const [, date, kind] = DAY_ARCHIVE.exec(name) ?? [];
      if (date === undefined) continue;
      (kind?.toLowerCase() === 'quote' ? quote : trade).set(Number(date), `${path}/${name}`);
    }
    return { trade, quote };
  }
}

/** Tickers as canonical symbols, in their order. */
export function symbolsOf(tickers: Iterable<string>): SymbolId[] {
  return [...tickers].flatMap((ticker) => normalizeSymbol(ticker) ?? []);
}

/** A ticker as it is looked up, however a file spells its share class: `brk.b` for `BRK-B`. */
export function canonicalTicker(text: string): string {
  return (normalizeSymbol(text) ?? text).toLowerCase();
}

/** The name that LEAN's files give a symbol. */
export function tickerOf(symbol: SymbolId): string {
  return symbol.toLowerCase();
}
