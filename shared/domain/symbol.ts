import { InvalidArgumentError } from './errors.ts';

declare const symbolIdBrand: unique symbol;

/** A ticker in canonical form: upper case, a dot before the share class (`BRK.B`). */
export type SymbolId = string & { readonly [symbolIdBrand]: true };

const CANONICAL_PATTERN = /^[A-Z0-9]{1,8}(\.[A-Z0-9]{1,3})?$/;

/** Canonical form of a typed or vendor's ticker (`brk-b`, `BRK/B`, `BRK B`), or undefined where it is none. */
export function normalizeSymbol(text: string): SymbolId | undefined {
  const canonical = text
    .trim()
    .toUpperCase()
    .replace(/[-/ _]+/, '.');
  return CANONICAL_PATTERN.test(canonical) ? (canonical as SymbolId) : undefined;
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
