import { create } from 'zustand';
import type { SymbolList, UniverseConfig } from '../../shared/domain/session-config.ts';
import { normalizeSymbol, type SymbolId } from '../../shared/domain/symbol.ts';
import type { SymbolsRead } from '../../shared/domain/symbol-text.ts';
import type { UniverseState } from '../../shared/session/universe.ts';
import { request } from '../ipc/client.ts';
import { readConfig } from './config-store.ts';
import { toast } from './toast-store.ts';
import { rememberAloud } from './undo-store.ts';

/** What is watched, as the config says it. */
export interface Watched {
  readonly universe: UniverseConfig;
  readonly lists: readonly SymbolList[];
}

interface UniverseEditor {
  /** What is edited; null while the dialog is closed. */
  readonly edited: UniverseState | null;
}

export const useUniverseEditor = create<UniverseEditor>()(() => ({ edited: null }));

/** Opens the dialog with what is watched now. */
export async function editUniverse(): Promise<void> {
  const reply = await request('universe.view', undefined);
  if (reply.ok) useUniverseEditor.setState({ edited: reply.value });
  else toast('refused', 'The universe cannot be shown', [reply.error.message]);
}

export function closeUniverseEditor(): void {
  useUniverseEditor.setState({ edited: null });
}

/** Holds words against the symbols that the session's sources have; null where that could not be asked. */
export async function readSymbols(text: string): Promise<SymbolsRead | null> {
  if (text.trim() === '') return { symbols: [], unknown: [], unknownCount: 0, repeated: 0 };
  const reply = await request('universe.read', { text });
  return reply.ok ? reply.value : null;
}

/** The user chooses a file of tickers; null where none was chosen, or it could not be read, which is said. */
export async function chooseSymbolFile(): Promise<{ file: string; read: SymbolsRead } | null> {
  const reply = await request('universe.chooseFile', undefined);
  if (reply.ok) return reply.value;
  toast('refused', 'The file was not read', [reply.error.message]);
  return null;
}

/** Watches something else from here on; it can be undone. Answers what is wrong with it, or null where it was done. */
export async function watch(next: Watched): Promise<string | null> {
  const before = await request('universe.view', undefined);
  if (!before.ok) return before.error.message;
  const { universe, lists } = before.value;
  const reply = await send(next);
  if (!reply.ok) return reply.error.message;
  const { added, removed, watched } = reply.value;
  const label = changeWords(added, removed, watched);
  rememberAloud({ label, undo: () => again({ universe, lists }), redo: () => again(next) });
  return null;
}

/** Watches symbols no more, in later sessions neither. Answers as `watch`. */
export async function leaveOut(symbols: readonly SymbolId[]): Promise<string | null> {
  return change(({ universe, lists }) => {
    const gone = new Set(symbols);
    const named = (universe.symbols ?? []).filter((symbol) => !gone.has(symbolOf(symbol)));
    const exclude = [...new Set([...(universe.exclude ?? []), ...symbols])];
    return { universe: withSymbols(universe, named, exclude), lists };
  });
}

/** A universe with other symbols by name; empty lists are not written. */
export function withSymbols(
  { symbols: _symbols, exclude: _exclude, ...rest }: UniverseConfig,
  symbols: readonly string[],
  exclude: readonly string[],
): UniverseConfig {
  return {
    ...rest,
    ...(symbols.length > 0 && { symbols: symbols.map(symbolOf) }),
    ...(exclude.length > 0 && { exclude: exclude.map(symbolOf) }),
  };
}

async function change(next: (current: UniverseState) => Watched): Promise<string | null> {
  const current = await request('universe.view', undefined);
  return current.ok ? watch(next(current.value)) : current.error.message;
}

async function again(watched: Watched): Promise<boolean> {
  const reply = await send(watched);
  if (!reply.ok) toast('refused', 'The universe was not changed', [reply.error.message]);
  return reply.ok;
}

async function send({ universe, lists }: Watched) {
  const { lists: named, symbols, exclude_lists, exclude, ...rest } = universe;
  const reply = await request('universe.watch', {
    universe: {
      ...rest,
      ...(named !== undefined && { lists: [...named] }),
      ...(symbols !== undefined && { symbols: symbols.map(symbolOf) }),
      ...(exclude_lists !== undefined && { exclude_lists: [...exclude_lists] }),
      ...(exclude !== undefined && { exclude: exclude.map(symbolOf) }),
    },
    lists: lists.map((list) => ({ name: list.name, symbols: list.symbols.map(symbolOf) })),
  });
  if (reply.ok) await readConfig();
  return reply;
}

/** Symbols of a config are canonical already; one that is not is a mistake of the program. */
function symbolOf(text: string): SymbolId {
  const symbol = normalizeSymbol(text);
  if (symbol === undefined) throw new RangeError(`${text} is no ticker`);
  return symbol;
}

function changeWords(added: number, removed: number, watched: number): string {
  if (added === 0 && removed === 0) return `Lists saved, ${watched} symbols watched as before`;
  const parts = [added > 0 ? `${added} new` : '', removed > 0 ? `${removed} left` : ''];
  return `Universe: ${parts.filter((part) => part !== '').join(', ')}, ${watched} watched`;
}
