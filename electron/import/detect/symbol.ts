import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { Detected } from './findings.ts';

/** Where a bar's symbol comes from; a typed ticker is `=AAPL`. */
export const FROM_COLUMN = 'column';
const FROM_FILE = 'file';
const FROM_FOLDER = 'folder';

/** What names of files have beside the ticker. */
const NOISE =
  /^(data|prices?|quotes?|hist(ory|orical)?|stocks?|bars?|ohlcv?|candles?|export|download|us|nyse|nasdaq|adj|adjusted|raw|unadjusted|daily|weekly|hourly|intraday|day|week|hour|min|mins|minute|minutes|eod|full|csv|txt|\d+ ?(s|m|h|d|w|y|yr|min|mins|minute|minutes|hour|day)|(m|h|d|w)\d{0,2}|\d+|max|usd|table|chart|sample|test|file|all|symbols?|\(\d+\))$/i;

/** Words beside a ticker that no other name has. */
const BESIDE =
  /([_. -](us|ohlcv?|daily|intraday|hourly|weekly|\d+ ?(m|h|d|min|minutes?|hour|day|yr)|[mhd]\d{1,2}|minutes?|day|hour)([_. -]|$))/i;

/** The ticker in the name of a file or folder, its extension and what is no ticker left out. */
export function tickerIn(name: string): SymbolId | undefined {
  const bare = name.replace(/(\.(csv|txt|tsv|dat|prn|asc))+$/i, '').replace(/-?\d{4}-\d{2}-\d{2}/g, ' ');
  const parts = bare.split(/[_\s,;()[\]=+]+|-(?=\d|daily|hist|[a-z]{3,})/i).filter((part) => part !== '');
  const meant = parts
    .map((part) => part.replace(/\.(us|n|o|oq|nyse|nasdaq)$/i, ''))
    .filter((part) => !NOISE.test(part));
  const [one, ...others] = meant;
  if (one === undefined || others.length > 0 || !/[a-z]/i.test(one)) return undefined;
  return normalizeSymbol(one);
}

/** The symbol of a file by where it lies; undefined where that says none. */
export function symbolByName(from: string, file: string): SymbolId | undefined {
  if (from.startsWith('=')) return normalizeSymbol(from.slice(1));
  const parts = file.split('/');
  return tickerIn((from === FROM_FOLDER ? parts.at(-2) : parts.at(-1)) ?? '');
}

/**
 * @param files names of all files of the layout, below what was chosen
 * @param column the column of tickers; -1 for none
 */
export function detectSymbolSource(files: readonly string[], column: number, columnName: string): Detected {
  const byFile = new Set(files.map((file) => symbolByName(FROM_FILE, file)));
  const byFolder = new Set(files.map((file) => symbolByName(FROM_FOLDER, file)));
  const options = [
    ...(column === -1 ? [] : [{ value: FROM_COLUMN, label: `The column "${columnName.slice(0, 40)}"` }]),
    ...(byFile.has(undefined) ? [] : [{ value: FROM_FILE, label: `The file’s name: ${named(byFile)}` }]),
    ...(byFolder.has(undefined)
      ? []
      : [{ value: FROM_FOLDER, label: `The folder’s name: ${named(byFolder)}` }]),
  ];
  const found = (value: string | null, confidence: Detected['confidence'], why: string): Detected => ({
    value,
    confidence,
    why,
    options,
    typed: true,
  });
  const [first = ''] = files;
  if (column !== -1) return found(FROM_COLUMN, 'certain', `Each row names it, in "${columnName}".`);
  if (!byFile.has(undefined)) {
    const isEach = byFolder.size > 1 && !byFolder.has(undefined) && byFile.size === 1;
    if (isEach)
      return found(
        FROM_FOLDER,
        'likely',
        `All files have one name, and the folders have tickers: ${named(byFolder)}.`,
      );
    const sureness = files.map((file) => surenessOf(file.split('/').at(-1) ?? ''));
    const why = `${first.split('/').at(-1)} names ${symbolByName(FROM_FILE, first)}`;
    if (sureness.every((sure) => sure === 'certain')) return found(FROM_FILE, 'certain', `${why}.`);
    const isLikely = sureness.every((sure) => sure !== 'ambiguous') || byFile.size > 2;
    return found(FROM_FILE, isLikely ? 'likely' : 'ambiguous', `${why}, which may be a word.`);
  }
  if (!byFolder.has(undefined)) {
    const isLikely = byFolder.size > 1 || isCapital(first.split('/').at(-2) ?? '');
    const why = `No file is named after a ticker, but ${first} lies in a folder that may be.`;
    return found(FROM_FOLDER, isLikely ? 'likely' : 'ambiguous', why);
  }
  const bad = files.find((file) => symbolByName(FROM_FILE, file) === undefined) ?? first;
  return found(
    null,
    'ambiguous',
    `Neither a column nor the name of ${bad} says which symbol the bars are of.`,
  );
}

/** A ticker in capitals is one; in small letters it may be a word, unless a length of bars or a market stands beside it. */
function surenessOf(name: string): Detected['confidence'] {
  if (isCapital(name)) return 'certain';
  return BESIDE.test(name) ? 'likely' : 'ambiguous';
}

function isCapital(name: string): boolean {
  const ticker = tickerIn(name);
  return (
    ticker !== undefined &&
    new RegExp(`(^|[^A-Za-z0-9])${ticker.replaceAll('.', '[._ -]')}([^A-Za-z0-9]|$)`).test(name)
  );
}

function named(symbols: ReadonlySet<SymbolId | undefined>): string {
  const all = [...symbols].flatMap((symbol) => symbol ?? []);
  const shown = all.slice(0, 4).join(', ');
  return all.length > 4 ? `${shown} and ${all.length - 4} more` : shown;
}
