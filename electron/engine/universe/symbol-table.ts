import type { SymbolId } from '../../../shared/domain/symbol.ts';

/** Names of the column that holds the tickers, in lower case; the better ones first. */
const SYMBOL_HEADERS: readonly string[] = [
  ...[
    'symbol',
    'symbols',
    'ticker',
    'tickers',
    'ticker symbol',
    'stock symbol',
    'act symbol',
    'nasdaq symbol',
  ],
  ...['symbole', 'símbolo', 'simbolo', 'símbolos', 'kürzel', 'börsenkürzel', 'symbool', 'código', 'codigo'],
  ...['codice', 'тикер', '代码', '股票代码', 'コード', '銘柄コード', 'stock', 'code', 'instrument'],
];

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Lines in which a header is looked for: some files begin with a title. */
const HEADER_LINES = 25;
/** Rows that make a table of what has no header that is known. */
const LEAST_ROWS = 3;
/** Share of the rows that have as many cells as most have. */
const REGULAR = 0.9;
/** Lines by which a table without a header that is known is judged. */
const JUDGED_LINES = 500;
/** A word that may be a ticker; names of companies mostly are longer, or have blanks. */
const LIKE_A_TICKER = /^[A-Za-z0-9]{1,5}([./-][A-Za-z]{1,3})?$/;

/** The column of a table that holds its tickers. */
export interface SymbolColumn {
  readonly delimiter: string;
  readonly column: number;
  /** Its first row of symbols, by place among the lines. */
  readonly first: number;
}

/**
 * The column of tickers in a table: the one that its header names, in whatever language, or else the one whose words
 * are symbols where another one's are not. Undefined for text that is no table, or one of tickers throughout.
 *
 * @param symbolIn the known symbol that a word means
 */
export function symbolColumn(
  lines: readonly string[],
  symbolIn: (word: string) => SymbolId | undefined,
): SymbolColumn | undefined {
  return columnByHeader(lines, symbolIn) ?? columnByContent(lines, symbolIn);
}

function columnByHeader(
  lines: readonly string[],
  symbolIn: (word: string) => SymbolId | undefined,
): SymbolColumn | undefined {
  for (const [place, line] of lines.slice(0, HEADER_LINES).entries()) {
    const delimiter = delimiterOf(line);
    const cells = cellsOf(line, delimiter).map((cell) => cell.toLowerCase());
    const header = SYMBOL_HEADERS.find((name) => cells.includes(name));
    if (header !== undefined) return { delimiter, column: cells.indexOf(header), first: place + 1 };
    // What stands above a header is its title: tickers are none.
    if (cells.some((cell) => symbolIn(cell) !== undefined)) return undefined;
  }
  return undefined;
}

/** What a column of words looks like. */
interface ColumnLooks {
  readonly known: ReadonlySet<SymbolId>;
  /** Shares of the cells that are not empty. */
  readonly knownShare: number;
  readonly tickerShare: number;
}

function columnByContent(
  lines: readonly string[],
  symbolIn: (word: string) => SymbolId | undefined,
): SymbolColumn | undefined {
  const judged = lines.filter((line) => line.trim() !== '').slice(0, JUDGED_LINES);
  const delimiter = delimiterOf(judged.join('\n'));
  const rows = judged.map((line) => cellsOf(line, delimiter));
  const width = commonest(rows.map(({ length }) => length));
  const regular = rows.filter(({ length }) => length === width);
  if (width < 2 || regular.length < LEAST_ROWS || regular.length < REGULAR * rows.length) return undefined;
  const columns = Array.from({ length: width }, (_unused, column) =>
    looksOf(
      regular.map((cells) => cells[column] ?? '').filter((cell) => cell !== ''),
      symbolIn,
    ),
  );
  if (columns.every(({ tickerShare }) => tickerShare >= 0.5)) return undefined;
  const best = Math.max(...columns.map(({ known }) => known.size));
  const column = columns.findIndex(({ known, knownShare }) => known.size === best && knownShare >= 0.5);
  return best === 0 || column < 0 ? undefined : { delimiter, column, first: 0 };
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}

function looksOf(cells: readonly string[], symbolIn: (word: string) => SymbolId | undefined): ColumnLooks {
  const found = cells.map(symbolIn).filter((symbol) => symbol !== undefined);
  const like = cells.filter((cell) => LIKE_A_TICKER.test(cell) || symbolIn(cell) !== undefined).length;
  const count = Math.max(1, cells.length);
  return {
    known: new Set(found),
    knownShare: found.length / count,
    tickerShare: cells.length === 0 ? 1 : like / count,
  };
}

/** The separator that stands in a text most often, outside of quotes. */
function delimiterOf(text: string): string {
  const outside = text.replace(/"[^"\n]*"/g, '');
  const counts = DELIMITERS.map((each) => outside.split(each).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Lines over which one cell in quotes goes at most: more are a quote too many. */
const LONGEST_CELL = 5;

/** The row of a table that begins at a line: a cell in quotes may go on over the lines behind it. */
export function rowAt(
  lines: readonly string[],
  place: number,
): { readonly text: string; readonly lines: number } {
  let text = lines[place] ?? '';
  if (isWhole(text)) return { text, lines: 1 };
  for (let count = 2; count <= LONGEST_CELL && place + count <= lines.length; count += 1) {
    text = `${text} ${lines[place + count - 1] ?? ''}`;
    if (isWhole(text)) return { text, lines: count };
  }
  return { text: lines[place] ?? '', lines: 1 };
}

function isWhole(text: string): boolean {
  return text.split('"').length % 2 === 1;
}

/** The cells of one line of a table, without the quotes and blanks around them. */
export function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const [place, character] of [...line].entries()) {
    if (character === '"') {
      // Two of them in quotes are one.
      if (!isQuoted && place > 0 && line[place - 1] === '"' && cell !== '') cell += '"';
      isQuoted = !isQuoted;
    } else if (character === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}
