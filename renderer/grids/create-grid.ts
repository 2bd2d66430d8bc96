import { createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import { GRID_ICONS, gridTheme, styleNonce } from '../theme/grid-theme.ts';
import { columnDefinitions, type GridColumn } from './columns.ts';

/** What every grid of the window has in common. Rows are drawn without React: they change by the thousand. */
export function makeGrid<Row>(
  host: HTMLElement,
  label: string,
  columns: readonly GridColumn<Row>[],
  options: GridOptions<Row>,
): GridApi<Row> {
  const api = createGrid<Row>(host, {
    theme: gridTheme,
    styleNonce: styleNonce(),
    icons: GRID_ICONS,
    columnDefs: columnDefinitions(columns),
    defaultColDef: { resizable: true, sortable: true, suppressHeaderMenuButton: true, minWidth: 28 },
    rowSelection: {
      mode: 'multiRow',
      checkboxes: false,
      headerCheckbox: false,
      enableClickSelection: false,
    },
    animateRows: false,
    rowBuffer: 6,
    asyncTransactionWaitMillis: 100,
    // Each panel says in its own words why it has no rows, and the way to some.
    suppressOverlays: ['loading', 'noRows', 'noMatchingRows'],
    suppressDragLeaveHidesColumns: true,
    tooltipShowDelay: 600,
    ...options,
  });
  api.setGridAriaProperty('label', label);
  return api;
}
