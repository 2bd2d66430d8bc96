import type { GridApi } from 'ag-grid-community';
import { cellsToFlash, type MovedCell } from './flash-rule.ts';
import { rowsInView } from './view.ts';

const FADE_MS = 400;
/** A tick stands as long as a cell rests. */
const TICK_MS = 1_000;

/** How a changed figure shows: a tint that fades, an arrow before the figure, or not at all. */
export type FlashStyle = 'tint' | 'tick' | 'off';

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Shows which figures of one column just rose or fell, by the rule of flash-rule.ts; never under reduced motion. */
export class CellFlash<Row> {
  readonly #api: GridApi<Row>;
  readonly #host: HTMLElement;
  readonly #column: string;
  readonly #style: () => FlashStyle;
  readonly #moved = new Map<string, MovedCell['direction']>();
  readonly #flashedAt = new Map<string, number>();

  constructor(api: GridApi<Row>, host: HTMLElement, column: string, style: () => FlashStyle) {
    this.#api = api;
    this.#host = host;
    this.#column = column;
    this.#style = style;
  }

  /** `id` is the row's; unknown figures (NaN) move nothing. */
  note(id: string, before: number, after: number): void {
    if (after > before) this.#moved.set(id, 'up');
    else if (after < before) this.#moved.set(id, 'down');
  }

  /** Shows what was noted since the last call, as far as it is in view. */
  play(): void {
    const moved = new Map(this.#moved);
    this.#moved.clear();
    const style = this.#style();
    if (moved.size === 0 || style === 'off' || reducedMotion.matches) return;
    const { first, last } = rowsInView(this.#api);
    const inView = [...moved].flatMap(([id, direction]) => {
      const index = this.#api.getRowNode(id)?.rowIndex ?? -1;
      return index >= first && index <= last ? [{ id, direction }] : [];
    });
    const now = performance.now();
    for (const cell of cellsToFlash(inView, last - first + 1, this.#flashedAt, now)) {
      this.#flashedAt.set(cell.id, now);
      this.#show(cell, style);
    }
  }

  #show({ id, direction }: MovedCell, style: 'tint' | 'tick'): void {
    const cell = this.#host.querySelector<HTMLElement>(
      `[row-id="${CSS.escape(id)}"] [col-id="${this.#column}"]`,
    );
    if (cell === null) return;
    if (style === 'tint') {
      const tint = `color-mix(in srgb, var(--${direction}) var(--flash), transparent)`;
      cell.animate([{ backgroundColor: tint }, { backgroundColor: 'transparent' }], FADE_MS);
      return;
    }
    cell.dataset.tick = direction;
    setTimeout(() => delete cell.dataset.tick, TICK_MS);
  }
}
