import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalizeSymbol, type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolsRead, UnknownSymbol } from '../../../shared/domain/symbol-text.ts';
import { nearest } from '../config/suggest.ts';

/** Names of the column that holds the tickers, in lower case. */
const SYMBOL_HEADERS: readonly string[] = [
  'symbol',
  'symbols',
  'ticker',
  'tickers',
  'act symbol',
  'instrument',
];

/** Each suggestion is looked for among all symbols of the sources: past so many, none is. */
const SUGGESTIONS = 50;
/** Unknown ones that are told one by one. */
const UNKNOWN_TOLD = 200;

/** A cell, or one in double quotes whose own are doubled. */
const CELL = /"((?:[^"]|"")*)"|[^,;\t]+/g;

interface Word {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads tickers from what a user pasted or from a CSV file: the column called "symbol" or "ticker" of a table
 * with such a header; otherwise every word between spaces, commas, semicolons and line breaks. A line that begins with `#`
 * is a comment. Known symbols come in the order of the text, each once, in their canonical spelling; unknown words
 * without suggestions.
 *
 * @param known symbols of the session's sources
 */
export function readSymbols(text: string, known: ReadonlySet<SymbolId>): SymbolsRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const symbols = new Set<SymbolId>();
  const unknown = new Map<string, UnknownSymbol>();
  let repeated = 0;
  for (const { text: word, line } of wordsOf(lines)) {
    const symbol = normalizeSymbol(word);
    if (symbol !== undefined && symbols.has(symbol)) repeated += 1;
    else if (symbol !== undefined && known.has(symbol)) symbols.add(symbol);
    else if (!unknown.has(word)) unknown.set(word, { text: word, line, suggestion: null });
  }
  return {
    symbols: [...symbols],
    unknown: [...unknown.values()].slice(0, UNKNOWN_TOLD),
    unknownCount: unknown.size,
    repeated,
  };
}

/** Looks for what unknown words may mean, a word a turn: each is held against every known symbol. */
export async function withSuggestions(read: SymbolsRead, known: ReadonlySet<SymbolId>): Promise<SymbolsRead> {
  const candidates = [...known];
  const unknown: UnknownSymbol[] = [];
  for (const each of read.unknown) {
    const meant = unknown.length < SUGGESTIONS ? nearest(each.text, candidates) : undefined;
    unknown.push({ ...each, suggestion: meant === undefined ? null : symbolId(meant) });
    if (unknown.length < SUGGESTIONS) await nextTurn();
  }
  return { ...read, unknown };
}

function* wordsOf(lines: readonly string[]): Generator<Word> {
  const header = lines.findIndex((line) => line.trim() !== '' && !isComment(line));
  const column = cellsOf(lines[header] ?? '').findIndex((cell) =>
    SYMBOL_HEADERS.includes(cell.toLowerCase()),
  );
  for (const [place, line] of lines.entries()) {
    if (isComment(line) || (column >= 0 && place <= header)) continue;
    const words = column >= 0 ? [cellsOf(line)[column] ?? ''] : line.split(/[\s,;"]+/);
    for (const text of words) if (text !== '') yield { text, line: place + 1 };
  }
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

/** The cells of one line of a table; an empty cell between two separators is kept. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let next = 0;
  for (const match of line.matchAll(CELL)) {
    const skipped = line.slice(next, match.index).length;
    // Every separator but the one before this cell stands for an empty one.
    for (let empty = cells.length === 0 ? 0 : 1; empty < skipped; empty += 1) cells.push('');
    const [whole, quoted] = match;
    cells.push((quoted === undefined ? whole : quoted.replaceAll('""', '"')).trim());
    next = match.index + whole.length;
  }
  return cells;
}
