import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { Detected } from './findings.ts';

/** Where a bar's symbol comes from; a typed ticker is `=AAPL`. */
export const FROM_COLUMN = 'column';
export const FROM_FILE = 'file';
export const FROM_FOLDER = 'folder';

/** What names of files have beside the ticker. */
const NOISE =
  /^(data|prices?|quotes?|hist(ory|orical)?|stocks?|bars?|ohlcv?|candles?|export|download|us|nyse|nasdaq|adj|adjusted|raw|unadjusted|daily|weekly|hourly|intraday|day|week|hour|min|mins|minute|minutes|eod|full|csv|txt|\d+ ?(s|m|h|d|w|y|yr|min|mins|minute|minutes|hour|day)|(m|h|d|w)\d{0,2}|\d{4,8}|\d{4}-\d{2}-\d{2}|max|usd|table|chart|sample|test|file|all|symbols?|\(\d+\))$/i;

/** The ticker in the name of a file or folder, its extension and what is no ticker left out. */
export function tickerIn(name: string): SymbolId | undefined {
  const bare = name.replace(/(\.(csv|txt|tsv|dat|prn))+$/i, '');
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
    const clear = files.every((file) => isClear(file.split('/').at(-1) ?? ''));
    const both = !byFolder.has(undefined) && byFolder.size > 1 && byFile.size === 1;
    const why = `${first.split('/').at(-1)} names ${symbolByName(FROM_FILE, first)}.`;
    if (both)
      return found(
        FROM_FOLDER,
        'likely',
        `Every file has the same name, and the folders have tickers: ${named(byFolder)}.`,
      );
    return found(
      FROM_FILE,
      clear ? 'certain' : files.length > 1 ? 'likely' : 'ambiguous',
      clear ? why : `${why} It may be a word.`,
    );
  }
  if (!byFolder.has(undefined))
    return found(FROM_FOLDER, 'likely', `${first} lies in a folder with the name of a ticker.`);
  const bad = files.find((file) => symbolByName(FROM_FILE, file) === undefined) ?? first;
  return found(
    null,
    'ambiguous',
    `Neither a column nor the name of ${bad} says which symbol the bars are of.`,
  );
}

/** A ticker is in capitals, or has words beside it that say that it is one. */
function isClear(name: string): boolean {
  const bare = name.replace(/\.\w+$/, '');
  const ticker = tickerIn(name);
  return (
    ticker !== undefined &&
    (new RegExp(`\\b${ticker.replaceAll('.', '[._-]')}`).test(bare.replaceAll('_', ' ')) ||
      /[_-]/.test(bare) ||
      /\.us$/i.test(bare))
  );
}

function named(symbols: ReadonlySet<SymbolId | undefined>): string {
  const all = [...symbols].flatMap((symbol) => symbol ?? []);
  const shown = all.slice(0, 4).join(', ');
  return all.length > 4 ? `${shown} and ${all.length - 4} more` : shown;
}
