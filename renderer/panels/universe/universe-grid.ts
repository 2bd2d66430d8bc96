import type { GridApi } from 'ag-grid-community';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { CellFlash } from '../../grids/cell-flash.ts';
import { ColumnControl } from '../../grids/column-control.ts';
import { tabSeparated } from '../../grids/copy.ts';
import { makeGrid } from '../../grids/create-grid.ts';
import { neighbourOf } from '../../grids/neighbour.ts';
import { OrderHold } from '../../grids/order-hold.ts';
import { flashRows } from '../../grids/row-flash.ts';
import { RowSelection } from '../../grids/row-selection.ts';
import { shownRows, tellDisplayed } from '../../grids/view.ts';
import { useAlerts } from '../../stores/alerts-store.ts';
import { useLockState } from '../../stores/lock-commands.ts';
import { keepOf, kept } from '../../stores/panel-memory.ts';
import { useRemoval } from '../../stores/removal-store.ts';
import { select, selectMany, useSelection } from '../../stores/selection-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useSparks, watchSparks } from '../../stores/sparks-store.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { toast } from '../../stores/toast-store.ts';
import { offerPadlocks } from './cells.ts';
import { UNIVERSE_CLOCK_COLUMNS, UNIVERSE_COLUMNS, UNIVERSE_GIVES_WAY } from './columns.ts';
import { UniverseFeed } from './universe-feed.ts';
import { matchesWords, UNIVERSE_FILTERS, type UniverseFilter, universeFilter } from './universe-filter.ts';

/** Rows change places at most this often, and never under the pointer or the focus. */
const SORT_INTERVAL_MS = 1_000;
/** Scrolling asks for the sparklines of where it stops. */
const SCROLL_SETTLE_MS = 60;

interface UniverseListener {
  readonly held: (isHeld: boolean) => void;
  /** How many rows pass the filters. */
  readonly displayed: (rows: number) => void;
  readonly opened: (row: SymbolRow) => void;
  readonly menu: (row: SymbolRow, x: number, y: number) => void;
}

/** The universe's grid with everything that moves in it; React draws only what is around it. */
export class UniverseGrid {
  readonly panelId: string;
  readonly columns: ColumnControl<SymbolRow>;
  readonly #api: GridApi<SymbolRow>;
  readonly #feed: UniverseFeed;
  readonly #selection: RowSelection<SymbolRow>;
  readonly #hold: OrderHold;
  readonly #ending: (() => void)[] = [];
  #words: readonly string[] = [];
  #filter: UniverseFilter;
  #sparkTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, panelId: string, listener: UniverseListener) {
    this.panelId = panelId;
    this.#filter = universeFilter(kept(panelId, 'filter'));
    this.#api = makeGrid<SymbolRow>(host, 'Universe', UNIVERSE_COLUMNS, {
      getRowId: ({ data }) => data.symbol,
      suppressModelUpdateAfterUpdateTransaction: true,
      // The columns share out the room beside the bar, whether the rows or the columns are there first.
      alwaysShowVerticalScroll: true,
      isExternalFilterPresent: () => this.#filter !== 'all' || this.#words.length > 0,
      doesExternalFilterPass: ({ data }) => data !== undefined && this.#passes(data),
    });
    this.columns = new ColumnControl(
      this.#api,
      UNIVERSE_COLUMNS,
      UNIVERSE_GIVES_WAY,
      keepOf(panelId, 'columns'),
    );
    const flash = new CellFlash(this.#api, host, 'last', () => useSettings.getState().settings.flash);
    this.#hold = new OrderHold(host, listener.held);
    this.#selection = new RowSelection(this.#api, host, {
      selected: ({ symbol }, rows) =>
        rows.length > 1
          ? selectMany(
              symbol,
              rows.map((row) => row.symbol),
            )
          : select(symbol),
      opened: listener.opened,
      menu: listener.menu,
      copied: (rows) => this.#copied(rows),
    });
    this.#feed = new UniverseFeed(
      this.#api,
      flash,
      (symbol) => this.#after(symbol, host),
      () => this.#refocus(host),
    );
    this.#follow(host, listener);
  }

  get filter(): UniverseFilter {
    return this.#filter;
  }

  /** Every row before any filter. */
  get rows(): Iterable<SymbolRow> {
    return this.#feed.rows;
  }

  narrow(filter: UniverseFilter): void {
    this.#filter = filter;
    keepOf(this.panelId, 'filter').keep(filter);
    this.#api.onFilterChanged();
  }

  search(words: readonly string[]): void {
    this.#words = words;
    this.#api.onFilterChanged();
  }

  /** Puts the rows in order now, wherever the pointer is. */
  sortNow(): void {
    this.#api.refreshClientSideRowModel('filter');
  }

  /** From the search line into the rows. */
  enter(): void {
    this.#selection.moveTo(0);
  }

  close(): void {
    for (const end of this.#ending) end();
    clearTimeout(this.#sparkTimer);
    watchSparks(this.panelId, []);
    this.#feed.close();
    this.#hold.close();
    this.#selection.close();
    this.columns.close();
    this.#api.destroy();
  }

  #follow(host: HTMLElement, listener: UniverseListener): void {
    const timer = setInterval(() => this.#everySecond(), SORT_INTERVAL_MS);
    const watch = () => this.#watchLater();
    for (const event of ['bodyScroll', 'modelUpdated', 'gridSizeChanged', 'columnVisible'] as const) {
      this.#api.addEventListener(event, watch);
    }
    this.#ending.push(
      () => clearInterval(timer),
      offerPadlocks(host, (id) => this.#api.getRowNode(id)?.data),
      useSelection.subscribe(({ symbol }) => this.#selection.show(symbol)),
      useSparks.subscribe(() => this.#api.refreshCells({ columns: ['spark'] })),
      useLockState.subscribe(() => this.#api.refreshCells({ columns: ['symbol'] })),
      useAlerts.subscribe(({ flashed }, before) => {
        if (flashed !== before.flashed) flashRows(host, flashed);
      }),
    );
    this.#selection.show(useSelection.getState().symbol);
    tellDisplayed(this.#api, listener.displayed);
  }

  /** The row beside one that the user has removed while working here: what leaves by itself moves no selection. */
  #after(symbol: SymbolId, host: HTMLElement): SymbolId | null {
    const { pending } = useRemoval.getState();
    const { activeElement } = document;
    const isHere = activeElement === document.body || host.contains(activeElement);
    if (!isHere || !pending.has(symbol)) return null;
    const order: SymbolId[] = [];
    this.#api.forEachNodeAfterFilterAndSort(({ data }) => {
      if (data !== undefined) order.push(data.symbol);
    });
    return neighbourOf(order, symbol, (other) => pending.has(other));
  }

  /** The focus stays in its place while rows leave: it goes along to the row that is selected. */
  #refocus(host: HTMLElement): void {
    const { symbol, symbols } = useSelection.getState();
    const index = symbol === null ? null : this.#api.getRowNode(symbol)?.rowIndex;
    const { activeElement } = document;
    if (symbols.length !== 1 || !host.contains(activeElement?.closest('.ag-row') ?? null)) return;
    if (typeof index === 'number') this.#selection.moveTo(index);
  }

  #everySecond(): void {
    this.#api.refreshCells({ columns: [...UNIVERSE_CLOCK_COLUMNS] });
    if (!this.#hold.held && (this.#feed.takeNews() || this.#isSortedBy('age'))) this.sortNow();
  }

  #isSortedBy(id: string): boolean {
    const sort = this.#api.getColumn(id)?.getSort();
    return sort !== null && sort !== undefined;
  }

  #watchLater(): void {
    clearTimeout(this.#sparkTimer);
    this.#sparkTimer = setTimeout(() => {
      const isShown = this.#api.getColumn('spark')?.isVisible() === true;
      watchSparks(this.panelId, isShown ? shownRows(this.#api).map(({ symbol }) => symbol) : []);
    }, SCROLL_SETTLE_MS);
  }

  #passes(row: SymbolRow): boolean {
    return UNIVERSE_FILTERS[this.#filter].passes(row) && matchesWords(row, this.#words);
  }

  #copied(rows: readonly SymbolRow[]): string {
    const shown = this.#api.getAllDisplayedColumns().map((column) => column.getColId());
    const columns = shown.flatMap((id) => UNIVERSE_COLUMNS.find((column) => column.id === id) ?? []);
    toast('info', rows.length === 1 ? '1 row copied' : `${rows.length} rows copied`);
    return tabSeparated(
      columns.filter(({ id }) => id !== 'spark'),
      rows,
    );
  }
}
