import type { GridApi } from 'ag-grid-community';

/** Indexes of the first and the last row in view, without the rows that are drawn beyond it; last < first where there are none. */
export function rowsInView<Row>(api: GridApi<Row>): { readonly first: number; readonly last: number } {
  const { top, bottom } = api.getVerticalPixelRange();
  const { rowHeight } = api.getSizesForCurrentTheme();
  if (rowHeight <= 0) return { first: 0, last: -1 };
  const last = Math.ceil(bottom / rowHeight) - 1;
  return { first: Math.floor(top / rowHeight), last: Math.min(last, api.getDisplayedRowCount() - 1) };
}

/** How many whole rows fit in view. */
export function pageOf<Row>(api: GridApi<Row>): number {
  const { top, bottom } = api.getVerticalPixelRange();
  return Math.max(1, Math.floor((bottom - top) / Math.max(1, api.getSizesForCurrentTheme().rowHeight)));
}

/** The rows in view, from the top down. */
export function shownRows<Row>(api: GridApi<Row>): Row[] {
  const { first, last } = rowsInView(api);
  const rows: Row[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = api.getDisplayedRowAtIndex(index)?.data;
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Tells how many rows pass the filters, now and whenever that changes; silent while the grid is taken down. */
export function tellDisplayed<Row>(api: GridApi<Row>, tell: (rows: number) => void): void {
  const now = (): void => {
    if (!api.isDestroyed()) tell(api.getDisplayedRowCount());
  };
  api.addEventListener('modelUpdated', now);
  now();
}
