import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { Command } from '../../hotkeys/command.ts';
import { COMMAND_GROUPS } from '../../hotkeys/command.ts';
import { matchSymbols, matchTitles } from './matches.ts';

/** One line of the palette. */
export type PaletteItem =
  | { readonly kind: 'symbol'; readonly id: string; readonly symbol: SymbolId }
  | { readonly kind: 'command'; readonly id: string; readonly command: Command };

/** Lines under one head. */
export interface PaletteSection {
  readonly head: string;
  readonly items: readonly PaletteItem[];
}

const SYMBOLS_SHOWN = 8;

/** What a typed text offers: symbols first, then commands by their groups. Nothing typed offers every command. */
export function paletteSections(
  typed: string,
  symbols: readonly SymbolId[],
  commands: readonly Command[],
): readonly PaletteSection[] {
  const found = matchSymbols(symbols, typed, SYMBOLS_SHOWN).map(
    (symbol): PaletteItem => ({ kind: 'symbol', id: `symbol-${symbol}`, symbol }),
  );
  const matched = matchTitles(commands, typed);
  const grouped = COMMAND_GROUPS.map((group) => ({
    head: group,
    items: matched.filter((command) => command.group === group).map(commandItem),
  }));
  return [{ head: 'Symbols', items: found }, ...grouped].filter(({ items }) => items.length > 0);
}

/** The actions of one symbol, narrowed by what is typed. */
export function actionSections(
  typed: string,
  symbol: SymbolId,
  actions: readonly Command[],
): readonly PaletteSection[] {
  const items = matchTitles(actions, typed).map(commandItem);
  return items.length === 0 ? [] : [{ head: symbol, items }];
}

function commandItem(command: Command): PaletteItem {
  return { kind: 'command', id: command.id, command };
}
