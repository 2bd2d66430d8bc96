import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalizeSymbol, type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolsRead, UnknownSymbol } from '../../../shared/domain/symbol-text.ts';
import { nearest } from '../config/suggest.ts';
import { inTurns } from '../turns.ts';
import { cellsOf, rowAt, symbolColumn } from './symbol-table.ts';

/** Each suggestion is looked for among all symbols of the sources: past so many, none is. */
const SUGGESTIONS = 50;
/** Words that are looked up before others have their turn. */
const WORDS_PER_TURN = 2_000;
/** Characters of an unknown word that are told. */
const LONGEST_WORD = 40;
/** Unknown ones that are told one by one. */
const UNKNOWN_TOLD = 200;

/** What stands between words: no part of a ticker in any spelling. */
const BETWEEN = /[\s,;|"'“”‘’„«»()[\]{}<>，、；：·•*\u200B-\u200F\u2060\uFEFF]+/u;
/** A number before an entry of a list: `1.`, `2)` */
const LIST_NUMBER = /^\d+[.)]$/;

interface Word {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads tickers from what a user pasted or from a file: of a table the column of its tickers, otherwise every word
 * between blanks, commas, quotes, brackets and their like. An exchange before or behind a ticker (`NYSE:IBM`), a
 * dollar sign and the points of a list are gone over. A line that begins with `#` is a comment. Known symbols come in
 * the order of the text, each once, in their canonical spelling; unknown words without suggestions.
 *
 * @param known symbols of the session's sources
 */
export async function readSymbols(text: string, known: ReadonlySet<SymbolId>): Promise<SymbolsRead> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const symbols = new Set<SymbolId>();
  const unknown = new Map<string, UnknownSymbol>();
  let repeated = 0;
  await inTurns(wordsOf(lines, known), WORDS_PER_TURN, ({ text: word, line }) => {
    const symbol = symbolIn(word, known);
    if (symbol === undefined) noteUnknown(unknown, word, line);
    else if (symbols.has(symbol)) repeated += 1;
    else symbols.add(symbol);
  });
  return {
    symbols: [...symbols],
    unknown: [...unknown.values()].slice(0, UNKNOWN_TOLD),
    unknownCount: unknown.size,
    repeated,
  };
}

function noteUnknown(unknown: Map<string, UnknownSymbol>, word: string, line: number): void {
  const text = word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD - 1)}…` : word;
  if (!unknown.has(text)) unknown.set(text, { text, line, suggestion: null });
}

/** The known symbol that a word means; the exchange may stand before it or behind it. */
function symbolIn(word: string, known: ReadonlySet<SymbolId>): SymbolId | undefined {
  const bare = word.replace(/^[$^]/, '');
  const behind = /^[A-Z]+:(\S+)$/.exec(bare)?.[1];
  const before = /^(\S+):[A-Z]{2}$/.exec(bare)?.[1];
  for (const part of [bare, behind, before]) {
    if (part === undefined) continue;
    const symbol = normalizeSymbol(part);
    if (symbol !== undefined && known.has(symbol)) return symbol;
  }
  return undefined;
}

/** Looks for what unknown words may mean, a word a turn: each is held against every known symbol. */
export async function withSuggestions(read: SymbolsRead, known: ReadonlySet<SymbolId>): Promise<SymbolsRead> {
  const candidates = [...known];
  const unknown: UnknownSymbol[] = [];
  for (const each of read.unknown) {
    const meant = unknown.length < SUGGESTIONS ? meantBy(each.text, known, candidates) : undefined;
    unknown.push({ ...each, suggestion: meant === undefined ? null : symbolId(meant) });
    if (unknown.length < SUGGESTIONS) await nextTurn();
  }
  return { ...read, unknown };
}

/** `AAPL.US` of another vendor, or the symbol that is spelled most like it. */
function meantBy(
  word: string,
  known: ReadonlySet<SymbolId>,
  candidates: readonly SymbolId[],
): string | undefined {
  return symbolIn(word.split(/[.:]/)[0] ?? '', known) ?? nearest(word, candidates);
}

function* wordsOf(lines: readonly string[], known: ReadonlySet<SymbolId>): Generator<Word> {
  const rows = lines.map(withoutComment);
  const table = symbolColumn(rows, (word) => symbolIn(word, known));
  if (table === undefined) {
    for (const [place, line] of rows.entries()) yield* said(listedIn(line, known), place);
    return;
  }
  for (let place = table.first; place < rows.length; ) {
    const row = rowAt(rows, place);
    yield* said([cellsOf(row.text, table.delimiter)[table.column] ?? ''], place);
    place += row.lines;
  }
}

/** The words of a line; what stands between commas is one where it is a symbol: `BRK B, IBM`. */
function* listedIn(line: string, known: ReadonlySet<SymbolId>): Generator<string> {
  for (const part of line.split(/[,;\t|]/)) {
    const symbol = /\S\s+\S/.test(part) ? normalizeSymbol(part) : undefined;
    if (symbol !== undefined && known.has(symbol)) yield symbol;
    else yield* part.split(BETWEEN);
  }
}

function* said(words: Iterable<string>, place: number): Generator<Word> {
  for (const word of words) {
    const text = word.replace(/[.:]+$/, '');
    if (/[\p{L}\p{N}]/u.test(text) && !LIST_NUMBER.test(word)) yield { text, line: place + 1 };
  }
}

/** Lists of charting programs have titles of sections in them: `###TECH,NASDAQ:AAPL`. */
function withoutComment(line: string): string {
  const text = line.trimStart();
  if (text.startsWith('###')) return text.includes(',') ? text.slice(text.indexOf(',') + 1) : '';
  return text.startsWith('#') ? '' : line;
}
