import type { SymbolList, UniverseConfig } from '../domain/session-config.ts';

/** What is watched, as the window edits it. */
export interface UniverseState {
  readonly universe: UniverseConfig;
  readonly lists: readonly SymbolList[];
  /** Symbols that are watched now. */
  readonly watched: number;
  /** The index that a universe may name. */
  readonly index: { readonly title: string; readonly symbols: number; readonly asOf: string };
  readonly sources: readonly { readonly name: string; readonly symbols: number }[];
}
