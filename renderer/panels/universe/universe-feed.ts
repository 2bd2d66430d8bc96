import type { GridApi } from 'ag-grid-community';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { CellFlash } from '../../grids/cell-flash.ts';
import { countRows } from '../../stores/screen-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { holderCounts, type SymbolRow, symbolRow } from '../../stores/symbol-rows.ts';

/** The symbol that is selected after one has left; null for none. */
type NextAfter = (symbol: SymbolId) => SymbolId | null;

/**
 * Carries the session's changed rows into the universe grid, around React: the
 * grid sees only what changed. Excluded symbols leave the grid.
 */
export class UniverseFeed {
  readonly #api: GridApi<SymbolRow>;
  readonly #flash: CellFlash<SymbolRow>;
  readonly #shown = new Map<number, SymbolRow>();
  readonly #unsubscribe: () => void;
  #snapshot: SessionSnapshot | null = null;
  #hasNews = false;

  readonly #after: NextAfter;
  /** Rows have left and the others stand where they now belong. */
  readonly #settled: () => void;

  constructor(api: GridApi<SymbolRow>, flash: CellFlash<SymbolRow>, after: NextAfter, settled: () => void) {
    this.#after = after;
    this.#settled = settled;
    this.#api = api;
    this.#flash = flash;
    this.#unsubscribe = useSession.subscribe(({ snapshot, changedRows }) =>
      this.#show(snapshot, changedRows),
    );
    this.#show(useSession.getState().snapshot, null);
  }

  /** Every row of the grid, before any filter. */
  get rows(): Iterable<SymbolRow> {
    return this.#shown.values();
  }

  /** True where the grid has taken changed rows since this was last asked: only then can the order be another. */
  takeNews(): boolean {
    const had = this.#hasNews;
    this.#hasNews = false;
    return had;
  }

  close(): void {
    this.#unsubscribe();
  }

  #show(snapshot: SessionSnapshot | null, changedRows: Uint32Array | null): void {
    const previous = this.#snapshot;
    if (snapshot === previous) return;
    this.#snapshot = snapshot;
    if (snapshot === null) this.#clear();
    else if (changedRows === null || previous === null) this.#showAll(snapshot);
    else this.#showChanges(snapshot, withLockChanges(snapshot, previous, changedRows));
    countRows({ rows: this.#shown.size });
  }

  #clear(): void {
    this.#api.flushAsyncTransactions();
    this.#shown.clear();
    this.#api.setGridOption('rowData', []);
  }

  #showAll(snapshot: SessionSnapshot): void {
    this.#api.flushAsyncTransactions();
    this.#shown.clear();
    for (let index = 0; index < snapshot.symbols.length; index++) {
      const row = symbolRow(snapshot, index);
      if (!isExcluded(row)) this.#shown.set(index, row);
    }
    this.#api.setGridOption('rowData', [...this.#shown.values()]);
  }

  #showChanges(snapshot: SessionSnapshot, indexes: Iterable<number>): void {
    const add: SymbolRow[] = [];
    const update: SymbolRow[] = [];
    const remove: SymbolRow[] = [];
    for (const index of indexes) {
      const row = symbolRow(snapshot, index);
      const before = this.#shown.get(index);
      if (isExcluded(row)) {
        if (before !== undefined) remove.push(row);
        this.#shown.delete(index);
        continue;
      }
      (before === undefined ? add : update).push(row);
      if (before !== undefined && !isAtRest(row)) this.#flash.note(row.symbol, before.last, row.last);
      this.#shown.set(index, row);
    }
    for (const { symbol } of remove) this.#letGo(symbol);
    if (add.length + update.length + remove.length === 0) return;
    this.#api.applyTransactionAsync({ add, update, remove }, () => {
      this.#hasNews = true;
      this.#flash.play();
      if (remove.length > 0) this.#settled();
    });
  }

  /** Keys and buttons no longer mean a symbol that has left. */
  #letGo(symbol: SymbolId): void {
    const { symbol: shown, symbols } = useSelection.getState();
    if (shown === symbol) select(this.#after(symbol));
    else if (symbols.includes(symbol)) select(shown);
  }
}

/** A second holder changes no column, only the list of locks. */
function withLockChanges(now: SessionSnapshot, before: SessionSnapshot, rows: Uint32Array): Iterable<number> {
  if (now.locks === before.locks) return rows;
  const [old, current] = [holderCounts(before.locks), holderCounts(now.locks)];
  const all = new Set(rows);
  now.symbols.forEach((symbol, index) => {
    if (old.get(symbol) !== current.get(symbol)) all.add(index);
  });
  return all;
}

function isExcluded(row: SymbolRow): boolean {
  return (row.flags & SYMBOL_FLAG.excluded) !== 0;
}

/** Stale and halted figures are no news, whatever they do. */
function isAtRest(row: SymbolRow): boolean {
  return (row.flags & (SYMBOL_FLAG.stale | SYMBOL_FLAG.halted)) !== 0;
}
