import type { SymbolList, UniverseConfig } from '../../../shared/domain/session-config.ts';
import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import type { UniverseState } from '../../../shared/session/universe.ts';
import type { Watched } from '../../stores/universe-store.ts';
import { withSymbols } from '../../stores/universe-store.ts';

/** What a list does to the universe. */
export type ListUse = 'watch' | 'none' | 'leave';

export interface ListDraft {
  /** Stays while the name changes. */
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly use: ListUse;
}

/** The dialog's contents: symbols as texts, as they were typed or pasted. */
export interface UniverseDraft {
  readonly index: boolean;
  /** Name of the source whose every symbol is watched; null for none. */
  readonly source: string | null;
  readonly byHand: string;
  readonly leftOut: string;
  readonly lists: readonly ListDraft[];
}

/** Symbols that the texts of a draft came to, by text. */
export type Readings = ReadonlyMap<string, SymbolsRead>;

export function draftOf({ universe, lists }: UniverseState): UniverseDraft {
  return {
    index: universe.index !== undefined,
    source: universe.source ?? null,
    byHand: symbolText(universe.symbols ?? []),
    leftOut: symbolText(universe.exclude ?? []),
    lists: lists.map(({ name, symbols }, id) => ({
      id,
      name,
      text: symbolText(symbols),
      use: useOf(name, universe),
    })),
  };
}

/** Symbols as they stand in a field. */
export function symbolText(symbols: readonly string[]): string {
  return symbols.join(', ');
}

function useOf(name: string, { lists, exclude_lists }: UniverseConfig): ListUse {
  if (lists?.includes(name) === true) return 'watch';
  return exclude_lists?.includes(name) === true ? 'leave' : 'none';
}

/** Every text of a draft that has to be read. */
export function textsOf({ byHand, leftOut, lists }: UniverseDraft): readonly string[] {
  return [byHand, leftOut, ...lists.map(({ text }) => text)];
}

/** The config that a draft says, or what is wrong with it. Lists may hold symbols of other sessions; the rest may not. */
export function watchedOf(draft: UniverseDraft, readings: Readings): Watched | string {
  const { index, source, byHand, leftOut, lists } = draft;
  const problem = listProblem(lists) ?? unknownProblem(byHand, readings);
  if (problem !== undefined) return problem;
  const watchedLists = lists.filter(({ use }) => use === 'watch').map(({ name }) => name.trim());
  const leftLists = lists.filter(({ use }) => use === 'leave').map(({ name }) => name.trim());
  const rest: UniverseConfig = {
    ...(index && { index: 'sp500' as const }),
    ...(source !== null && { source }),
    ...(watchedLists.length > 0 && { lists: watchedLists }),
    ...(leftLists.length > 0 && { exclude_lists: leftLists }),
  };
  const named = readings.get(byHand)?.symbols ?? [];
  const out = tickersOf(leftOut, readings);
  if (typeof out === 'string') return out;
  const kept: SymbolList[] = [];
  for (const { name, text } of lists) {
    const symbols = tickersOf(text, readings);
    if (typeof symbols === 'string') return symbols;
    kept.push({ name: name.trim(), symbols });
  }
  return { universe: withSymbols(rest, named, out), lists: kept };
}

function listProblem(lists: readonly ListDraft[]): string | undefined {
  const names = lists.map(({ name }) => name.trim());
  const bad = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$/.test(name));
  if (bad !== undefined)
    return bad === ''
      ? 'A list has no name: give it one.'
      : `"${bad}" cannot be the name of a list: use letters, digits, spaces, and _ . - after the first.`;
  const again = names.find((name, place) => names.indexOf(name) !== place);
  return again === undefined ? undefined : `Two lists are called "${again}": rename one.`;
}

function unknownProblem(text: string, readings: Readings): string | undefined {
  const [first, ...more] = readings.get(text)?.unknown ?? [];
  if (first === undefined) return undefined;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `No data source of this session knows ${first.text}${others}: correct them, or take them out.`;
}

/** Every ticker of a text, known here or not; or what is no ticker at all. */
function tickersOf(text: string, readings: Readings): readonly SymbolId[] | string {
  const { symbols, unknown } = readings.get(text) ?? { symbols: [], unknown: [] };
  const all = new Set(symbols);
  for (const word of unknown) {
    const symbol = normalizeSymbol(word.text);
    if (symbol === undefined) return `"${word.text}" is no ticker: correct it, or take it out.`;
    all.add(symbol);
  }
  return [...all];
}
