/** A cell whose figure just changed. */
export interface MovedCell {
  /** Identity of the row. */
  readonly id: string;
  readonly direction: 'up' | 'down';
}

/** A cell flashes at most this often. */
const FLASH_REST_MS = 1_000;
/** Where more than this part of the visible cells of the column would flash, none does: it would say nothing. */
const FLASH_CROWD = 0.2;

/**
 * Which of the moved cells in view flash at `now` (ms of any clock): none where too many would, and none
 * that flashed less than a second ago. `visible` is how many cells of the column are in view.
 */
export function cellsToFlash(
  moved: readonly MovedCell[],
  visible: number,
  flashedAt: ReadonlyMap<string, number>,
  now: number,
): readonly MovedCell[] {
  if (moved.length > FLASH_CROWD * visible) return [];
  return moved.filter(({ id }) => now - (flashedAt.get(id) ?? Number.NEGATIVE_INFINITY) >= FLASH_REST_MS);
}
