import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { DataFolder } from '../files/data-folder.ts';
import { SourceError } from '../source-error.ts';

const PARQUET = /\.(parquet|pq)$/i;
const MOST_FILES = 100_000;
const DEEPEST = 8;
/** What people put behind a ticker in a file's name: AAPL_1min, AAPL-daily. */
const SUFFIX = /[_ -]+(\d*(s|sec|m|min|minute|h|hour|d|day)|minutes|daily|data|bars|ohlcv?)$/i;

/** Parquet files below a folder, relative to it with forward slashes, ascending. Hidden ones are left out. */
export function listParquet(folder: DataFolder): string[] {
  const files: string[] = [];
  const look = (path: string, depth: number): void => {
    for (const { name, isFolder } of folder.list(path)) {
      if (name.startsWith('.') || name.startsWith('_')) continue;
      const inside = path === '.' ? name : `${path}/${name}`;
      if (isFolder && depth < DEEPEST) look(inside, depth + 1);
      else if (!isFolder && PARQUET.test(name)) files.push(inside);
    }
  };
  look('.', 0);
  if (files.length > MOST_FILES) {
    throw new SourceError(
      'folder_unexpected',
      `${folder.path} holds ${files.length} Parquet files; at most ${MOST_FILES} are read as one source.`,
    );
  }
  return files;
}

/**
 * Whose bars each file holds, by its name, or by that of its folder where a folder holds several files. Throws
 * SourceError that names a file whose name is no ticker.
 */
export function symbolsByName(files: readonly string[]): SymbolId[] {
  const folders = files.map((file) => file.split('/').at(-2));
  const byFolder = folders.every((folder) => folder !== undefined) && new Set(folders).size < files.length;
  return files.map((file, position) => {
    const name = byFolder ? folders[position] : file.split('/').at(-1)?.replace(PARQUET, '');
    const symbol = normalizeSymbol((name ?? '').replace(SUFFIX, ''));
    if (symbol !== undefined) return symbol;
    throw new SourceError(
      'folder_unexpected',
      `Parquet files: ${file} has no column of symbols, and "${name}" is no ticker; state the column as columns.symbol.`,
    );
  });
}
