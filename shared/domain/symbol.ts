import { InvalidArgumentError } from './errors.ts';

declare const symbolIdBrand: unique symbol;

/** A ticker in canonical form: upper case, a dot before the share class (`BRK.B`). */
export type SymbolId = string & { readonly [symbolIdBrand]: true };

const TICKER_PATTERN = /^[A-Za-z0-9]{1,8}(\.[A-Za-z0-9]{1,3})?$/;

/** Canonical form of a typed or vendor's ticker (`brk-b`, `BRK/B`, `BRK B`), or undefined where it is none. */
export function normalizeSymbol(text: string): SymbolId | undefined {
  const dotted = text.trim().replace(/[-/ _]+/, '.');
  // Before it is put into upper case, which makes plain letters of others: no ticker is meant by ß or ı.
  return TICKER_PATTERN.test(dotted) ? (dotted.toUpperCase() as SymbolId) : undefined;
}

/** Canonical form. Throws InvalidArgumentError where the text cannot be a ticker. */
export function symbolId(text: string): SymbolId {
  // A user's script is not typed.
  const canonical = typeof text === 'string' ? normalizeSymbol(text) : undefined;
  if (canonical === undefined) {
    throw new InvalidArgumentError(
      'symbol',
      text,
      '1-8 letters or digits, optionally a share class after a dot (BRK.B)',
    );
  }
  return canonical;
}

/** What a source knows of an instrument beside its bars. */
export interface Instrument {
  readonly symbol: SymbolId;
  readonly name?: string;
  /** GICS sector. */
  readonly sector?: string;
}
