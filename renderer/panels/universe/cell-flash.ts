import type { GridApi, IRowNode } from 'ag-grid-community';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';

const FADE_MS = 400;
/** A cell flashes at most this often. */
const REST_MS = 1_000;
/** Where more of the visible rows than this would flash, none does. */
const CROWD = 0.2;

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Tints last prices that just changed, green or red by direction; off under reduced motion. */
export class CellFlash {
  readonly #api: GridApi<SymbolRow>;
  readonly #moved = new Map<SymbolId, 'up' | 'down'>();
  readonly #flashedAt = new Map<SymbolId, number>();

  constructor(api: GridApi<SymbolRow>) {
    this.#api = api;
  }

  note(symbol: SymbolId, before: number, after: number): void {
    if (after > before) this.#moved.set(symbol, 'up');
    else if (after < before) this.#moved.set(symbol, 'down');
  }

  /** Flashes what was noted since the last call, as far as it is visible. */
  play(): void {
    const moved = new Map(this.#moved);
    this.#moved.clear();
    if (moved.size === 0 || reducedMotion.matches) return;
    const first = this.#api.getFirstDisplayedRowIndex();
    const last = this.#api.getLastDisplayedRowIndex();
    const visible = [...moved].flatMap(([symbol, direction]) => {
      const node = this.#api.getRowNode(symbol);
      const index = node?.rowIndex ?? -1;
      return node !== undefined && index >= first && index <= last ? [{ symbol, direction, node }] : [];
    });
    if (visible.length > CROWD * (last - first + 1)) return;
    const now = performance.now();
    const rested = visible.filter(({ symbol }) => now - (this.#flashedAt.get(symbol) ?? -REST_MS) >= REST_MS);
    for (const { symbol, direction, node } of rested) {
      this.#flashedAt.set(symbol, now);
      this.#tint(node, direction);
    }
  }

  #tint(node: IRowNode<SymbolRow>, direction: 'up' | 'down'): void {
    for (const cell of document.querySelectorAll(`[row-id="${CSS.escape(node.id ?? '')}"] [col-id="last"]`)) {
      cell.classList.toggle('tick-up', direction === 'up');
      cell.classList.toggle('tick-down', direction === 'down');
    }
    this.#api.flashCells({ rowNodes: [node], columns: ['last'], flashDuration: 0, fadeDuration: FADE_MS });
  }
}
