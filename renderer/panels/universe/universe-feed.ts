import type { GridApi } from 'ag-grid-community';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { countRows } from '../../stores/screen-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { holderCounts, type SymbolRow, symbolRow } from '../../stores/symbol-rows.ts';
import { CellFlash } from './cell-flash.ts';

/** Rows change places at most this often, and never under the pointer or the focus. */
const SORT_INTERVAL_MS = 1_000;

/**
 * Carries the session's changed rows into the universe grid, around React: the
 * grid sees only what changed. Excluded symbols leave the grid.
 */
export class UniverseFeed {
  readonly #api: GridApi<SymbolRow>;
  readonly #flash: CellFlash;
  readonly #shown = new Map<number, SymbolRow>();
  readonly #unsubscribe: () => void;
  readonly #timer: number;
  #snapshot: SessionSnapshot | null = null;
  #held = false;

  constructor(api: GridApi<SymbolRow>) {
    this.#api = api;
    this.#flash = new CellFlash(api);
    this.#unsubscribe = useSession.subscribe(({ snapshot, changedRows }) =>
      this.#show(snapshot, changedRows),
    );
    this.#timer = window.setInterval(() => this.#everySecond(), SORT_INTERVAL_MS);
    this.#show(useSession.getState().snapshot, null);
  }

  /** While held, rows keep their places. */
  hold(held: boolean): void {
    this.#held = held;
  }

  close(): void {
    this.#unsubscribe();
    window.clearInterval(this.#timer);
  }

  #show(snapshot: SessionSnapshot | null, changedRows: Uint32Array | null): void {
    const previous = this.#snapshot;
    this.#snapshot = snapshot;
    if (snapshot === null || snapshot === previous) return;
    if (changedRows === null || previous === null) this.#showAll(snapshot);
    else this.#showChanges(snapshot, this.#withLockChanges(snapshot, previous, changedRows));
    countRows({ rows: this.#shown.size });
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
        letGo(row.symbol);
        continue;
      }
      (before === undefined ? add : update).push(row);
      if (before !== undefined) this.#flash.note(row.symbol, before.last, row.last);
      this.#shown.set(index, row);
    }
    if (add.length + update.length + remove.length === 0) return;
    this.#api.applyTransactionAsync({ add, update, remove }, () => this.#flash.play());
  }

  /** A second holder changes no column, only the list of locks. */
  #withLockChanges(now: SessionSnapshot, before: SessionSnapshot, rows: Uint32Array): Iterable<number> {
    if (now.locks === before.locks) return rows;
    const [old, current] = [holderCounts(before.locks), holderCounts(now.locks)];
    const differs = (symbol: SymbolId) => old.get(symbol) !== current.get(symbol);
    const all = new Set(rows);
    now.symbols.forEach((symbol, index) => {
      if (differs(symbol)) all.add(index);
    });
    return all;
  }

  #everySecond(): void {
    this.#api.refreshCells({ columns: ['age', 'lastHit'] });
    if (!this.#held) this.#api.refreshClientSideRowModel('filter');
  }
}

/** Keys and buttons no longer mean a symbol that has left; nor the next one, as a held Delete key would empty the grid. */
function letGo(symbol: SymbolId): void {
  if (useSelection.getState().symbol === symbol) select(null);
}

function isExcluded(row: SymbolRow): boolean {
  return (row.flags & SYMBOL_FLAG.excluded) !== 0;
}
