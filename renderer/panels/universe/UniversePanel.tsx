import type { CellContextMenuEvent, CellFocusedEvent, GridApi } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { formatCount } from '../../format/numbers.ts';
import { act } from '../../stores/commands.ts';
import { useScreen } from '../../stores/screen-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { GRID_ICONS, gridTheme, styleNonce } from '../../theme/grid-theme.ts';
import { UNIVERSE_COLUMNS } from './columns.ts';
import { FilterTabs } from './FilterTabs.tsx';
import { SymbolActions, useOfferedActions } from './SymbolActions.tsx';
import { UniverseEmpty } from './UniverseEmpty.tsx';
import type { UniverseFilter } from './universe-filter.ts';
import { useUniverseFeed } from './use-universe-feed.ts';

const ROW_SELECTION = { mode: 'singleRow', checkboxes: false, enableClickSelection: true } as const;
const DEFAULT_COLUMN = { resizable: true, sortable: true, suppressHeaderMenuButton: true, minWidth: 44 };
const GRID_TEXT = { noMatchingRows: 'No symbol matches' };

interface MenuPlace {
  readonly symbol: SymbolId;
  readonly x: number;
  readonly y: number;
}

/** Every symbol of the session, live: what it does, and what can be done with it. */
export function UniversePanel() {
  const [filter, setFilter] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<UniverseFilter>('all');
  const { attach, hold, isHeld, narrow } = useUniverseFeed();
  useFindKey(search);
  const openMenu = useCallback((event: CellContextMenuEvent<SymbolRow>) => {
    if (event.data === undefined || !(event.event instanceof MouseEvent)) return;
    select(event.data.symbol);
    setMenu({ symbol: event.data.symbol, x: event.event.clientX, y: event.event.clientY });
  }, []);
  const choose = (name: UniverseFilter) => {
    setShown(name);
    narrow(name);
  };
  const closeMenu = useCallback(() => setMenu(null), []);
  return (
    <section className="panel" aria-label="Universe">
      <UniverseHeader isHeld={isHeld} />
      <div className="panel-tools">
        <SearchField label="Filter" keys="Ctrl F" value={filter} onChange={setFilter} inputRef={search} />
        <FilterTabs value={shown} onChoose={choose} />
      </div>
      <div className="panel-body" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}>
        <AgGridReact<SymbolRow>
          theme={gridTheme}
          styleNonce={styleNonce()}
          icons={GRID_ICONS}
          columnDefs={UNIVERSE_COLUMNS}
          defaultColDef={DEFAULT_COLUMN}
          getRowId={({ data }) => data.symbol}
          rowSelection={ROW_SELECTION}
          quickFilterText={filter}
          animateRows={false}
          asyncTransactionWaitMillis={100}
          suppressModelUpdateAfterUpdateTransaction
          suppressNoRowsOverlay
          localeText={GRID_TEXT}
          preventDefaultOnContextMenu
          onGridReady={({ api }) => attach(api)}
          onCellFocused={selectFocused}
          onCellContextMenu={openMenu}
        />
        <UniverseEmpty />
      </div>
      {menu !== null && <SymbolMenu place={menu} onClose={closeMenu} />}
    </section>
  );
}

function UniverseHeader({ isHeld }: { isHeld: boolean }) {
  const rows = useScreen((state) => state.rows);
  const selected = useSelection((state) => state.symbol);
  return (
    <header className="panel-header">
      <h2>Universe</h2>
      <span className="muted">{formatCount(rows)}</span>
      <span className="spacer" />
      {isHeld && <span className="muted">order held</span>}
      {selected !== null && <span className="strong">{selected}</span>}
      <SymbolActions />
    </header>
  );
}

function SymbolMenu({ place, onClose }: { place: MenuPlace; onClose: () => void }) {
  const actions = useOfferedActions(place.symbol);
  const items = actions.map(({ action, label, icon, keys }) => ({
    label,
    icon,
    keys,
    run: () => void act(action, place.symbol),
  }));
  return <ContextMenu title={place.symbol} items={items} x={place.x} y={place.y} onClose={onClose} />;
}

/** Selection follows the arrow keys. */
function selectFocused({ api, rowIndex }: CellFocusedEvent<SymbolRow>): void {
  if (rowIndex !== null) selectRow(api, rowIndex);
}

function selectRow(api: GridApi<SymbolRow>, index: number): void {
  const node = api.getDisplayedRowAtIndex(index);
  node?.setSelected(true, true);
  if (node?.data !== undefined) select(node.data.symbol);
}

function useFindKey(search: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      search.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [search]);
}
