import type { SymbolId } from '../../../shared/domain/symbol.ts';

/**
 * Symbols that a typed text means, the likeliest first: the very one, those that begin with it, those that
 * hold it. Within each the shorter first, then by the alphabet.
 */
export function matchSymbols(
  symbols: readonly SymbolId[],
  typed: string,
  limit: number,
): readonly SymbolId[] {
  const text = typed
    .trim()
    .toUpperCase()
    .replace(/[-/ ]+/, '.');
  if (text === '') return [];
  const ranked = symbols.flatMap((symbol) => {
    const at = symbol.indexOf(text);
    return at < 0 ? [] : [{ symbol, rank: symbol === text ? 0 : at === 0 ? 1 : 2 }];
  });
  ranked.sort(
    (a, b) => a.rank - b.rank || a.symbol.length - b.symbol.length || (a.symbol < b.symbol ? -1 : 1),
  );
  return ranked.slice(0, limit).map(({ symbol }) => symbol);
}

/**
 * Items whose title holds every typed word at the beginning of a word, those first whose title begins with
 * what was typed; otherwise in their order.
 */
export function matchTitles<Item extends { readonly title: string }>(
  items: readonly Item[],
  typed: string,
): readonly Item[] {
  const words = wordsOf(typed);
  if (words.length === 0) return items;
  const found = items.filter(({ title }) => holdsAll(wordsOf(title), words));
  const begins = (item: Item) => item.title.toLowerCase().startsWith(typed.trim().toLowerCase());
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}

function holdsAll(title: readonly string[], typed: readonly string[]): boolean {
  return typed.every((word) => title.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}×.]+/u)
    .filter((word) => word !== '');
}
