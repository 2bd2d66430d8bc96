import type { CellFocusedEvent, GridApi, IRowNode } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Segments } from '../../components/Segments.tsx';
import { formatCount } from '../../format/numbers.ts';
import { select } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { GRID_ICONS, gridTheme, styleNonce } from '../../theme/grid-theme.ts';
import { HIT_COLUMNS, SPARE_HIT_COLUMNS } from './columns.ts';
import { HitsEmpty } from './HitsEmpty.tsx';
import type { HitRow } from './hit-rows.ts';
import { HitsFeed } from './hits-feed.ts';

const ROW_SELECTION = { mode: 'singleRow', checkboxes: false, enableClickSelection: true } as const;
const DEFAULT_COLUMN = { resizable: true, sortable: true, suppressHeaderMenuButton: true, minWidth: 44 };
/** Panel width in px from which every column has room. */
const ALL_COLUMNS_WIDTH = 756;
const FILTERS = [
  { value: 'all', label: 'All matches' },
  { value: 'first', label: 'First only' },
] as const;
type HitFilter = (typeof FILTERS)[number]['value'];

const isFirst = (node: IRowNode<HitRow>) => node.data?.hit.first === true;

/** What the scanners found, newest first. */
export function HitsPanel() {
  const feed = useRef<HitsFeed | null>(null);
  const grid = useRef<GridApi<HitRow> | null>(null);
  const [filter, setFilter] = useState<HitFilter>('all');
  useEffect(() => () => feed.current?.close(), []);
  const attach = useCallback((api: GridApi<HitRow>) => {
    feed.current?.close();
    grid.current = api;
    feed.current = new HitsFeed(api);
  }, []);
  const choose = (value: HitFilter) => {
    setFilter(value);
    grid.current?.setGridOption('isExternalFilterPresent', () => value === 'first');
    grid.current?.onFilterChanged();
  };
  return (
    <section className="panel" aria-label="Hits">
      <header className="panel-header">
        <h2>Hits</h2>
        <HitTotal />
        <span className="spacer" />
        <Segments label="Which matches" options={FILTERS} value={filter} onChoose={choose} small />
      </header>
      <div className="panel-body">
        <AgGridReact<HitRow>
          theme={gridTheme}
          styleNonce={styleNonce()}
          icons={GRID_ICONS}
          columnDefs={HIT_COLUMNS}
          defaultColDef={DEFAULT_COLUMN}
          getRowId={({ data }) => String(data.index)}
          rowSelection={ROW_SELECTION}
          doesExternalFilterPass={isFirst}
          animateRows={false}
          alwaysShowVerticalScroll
          asyncTransactionWaitMillis={100}
          suppressNoRowsOverlay
          onGridReady={({ api }) => attach(api)}
          onGridSizeChanged={({ api, clientWidth }) =>
            api.setColumnsVisible(SPARE_HIT_COLUMNS, clientWidth >= ALL_COLUMNS_WIDTH)
          }
          onCellFocused={selectFocused}
        />
        <HitsEmpty />
      </div>
    </section>
  );
}

function HitTotal() {
  const total = useSession((state) => state.snapshot?.status.hitCount ?? 0);
  const kept = useSession((state) => state.snapshot?.hits.length ?? 0);
  return (
    <span className="muted">
      {formatCount(total)}
      {kept < total && `, the newest ${formatCount(kept)} shown`}
    </span>
  );
}

function selectFocused({ api, rowIndex }: CellFocusedEvent<HitRow>): void {
  const node = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex);
  node?.setSelected(true, true);
  if (node?.data !== undefined) select(node.data.hit.symbol);
}
