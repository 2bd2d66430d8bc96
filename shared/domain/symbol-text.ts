import type { SymbolId } from './symbol.ts';

/** What a pasted text or a file of tickers says, held against the symbols that the session's sources have. */
export interface SymbolsRead {
  /** Known ones in the order of the text, each once. */
  readonly symbols: readonly SymbolId[];
  /** Words that no source knows, the first of them. */
  readonly unknown: readonly UnknownSymbol[];
  readonly unknownCount: number;
  /** How often a symbol stood there again. */
  readonly repeated: number;
}

export interface UnknownSymbol {
  /** As it was written. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** What may be meant; null where nothing is near. */
  readonly suggestion: SymbolId | null;
}
