import type { GridApi } from 'ag-grid-community';
import { ColumnControl } from '../../grids/column-control.ts';
import { tabSeparated } from '../../grids/copy.ts';
import { makeGrid } from '../../grids/create-grid.ts';
import { OrderHold } from '../../grids/order-hold.ts';
import { RowSelection } from '../../grids/row-selection.ts';
import { tellDisplayed } from '../../grids/view.ts';
import { keepOf, kept } from '../../stores/panel-memory.ts';
import { openPreview } from '../../stores/preview-store.ts';
import { useScannerRules } from '../../stores/scanner-rules.ts';
import { select, selectMany, useSelection } from '../../stores/selection-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { HIT_COLUMNS, HIT_GIVES_WAY, HIT_MOVING_COLUMNS, HIT_RULE_COLUMNS } from './columns.ts';
import { HitsFeed } from './hits-feed.ts';
import { mutedOf, passesHits, quietTimeOf } from './hits-filter.ts';
import type { HitRow, QuietTime } from './repeats.ts';

const REFRESH_MS = 1_000;

interface HitsListener {
  /** New rows that wait because the grid is frozen, or under the pointer or the focus. */
  readonly waiting: (count: number) => void;
  /** How many rows pass the filters. */
  readonly displayed: (rows: number) => void;
  readonly opened: (row: HitRow) => void;
  readonly menu: (row: HitRow, x: number, y: number) => void;
  readonly muted: (scanners: ReadonlySet<string>) => void;
}

/** The hits' grid with everything that moves in it; React draws only what is around it. */
export class HitsGrid {
  readonly panelId: string;
  readonly columns: ColumnControl<HitRow>;
  readonly #api: GridApi<HitRow>;
  readonly #listener: HitsListener;
  readonly #feed: HitsFeed;
  readonly #selection: RowSelection<HitRow>;
  readonly #hold: OrderHold;
  readonly #ending: (() => void)[] = [];
  #words: readonly string[] = [];
  #muted: ReadonlySet<string>;
  #quiet: QuietTime;
  #frozen = false;

  constructor(host: HTMLElement, panelId: string, listener: HitsListener) {
    this.panelId = panelId;
    this.#listener = listener;
    this.#muted = mutedOf(kept(panelId, 'muted'));
    this.#quiet = quietTimeOf(kept(panelId, 'quiet'));
    this.#api = makeGrid<HitRow>(host, 'Hits', HIT_COLUMNS, {
      getRowId: ({ data }) => String(data.index),
      suppressModelUpdateAfterUpdateTransaction: true,
      // The columns share out the room beside the bar, whether the rows or the columns are there first.
      alwaysShowVerticalScroll: true,
      isExternalFilterPresent: () => this.#muted.size > 0 || this.#words.length > 0,
      doesExternalFilterPass: ({ data }) => data !== undefined && this.#passes(data),
    });
    this.columns = new ColumnControl(this.#api, HIT_COLUMNS, HIT_GIVES_WAY, keepOf(panelId, 'columns'));
    this.#feed = new HitsFeed(this.#api, this.#quiet, (row) => this.#passes(row), listener.waiting);
    this.#hold = new OrderHold(host, () => this.#applyHold());
    this.#selection = new RowSelection(this.#api, host, {
      selected: selectHits,
      opened: listener.opened,
      doubled: ({ hit }) => openPreview([hit.symbol]),
      menu: listener.menu,
      copied: (rows) => this.#copied(rows),
    });
    this.#follow();
  }

  get quiet(): QuietTime {
    return this.#quiet;
  }

  get muted(): ReadonlySet<string> {
    return this.#muted;
  }

  /** Scanners that have hits, muted ones among them. */
  get scanners(): readonly string[] {
    return [...new Set([...this.#feed.scanners, ...this.#muted])].sort();
  }

  setQuiet(quiet: QuietTime): void {
    this.#quiet = quiet;
    keepOf(this.panelId, 'quiet').keep(quiet);
    this.#feed.setQuiet(quiet);
  }

  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    this.#applyHold();
  }

  /** Shows the new rows that wait, whatever holds them. */
  release(): void {
    this.#feed.release();
    this.#api.ensureIndexVisible(0);
  }

  search(words: readonly string[]): void {
    this.#words = words;
    this.#api.onFilterChanged();
  }

  /** Hides the hits of these scanners, and shows all others. */
  mute(muted: ReadonlySet<string>): void {
    this.#muted = muted;
    keepOf(this.panelId, 'muted').keep([...muted]);
    this.#api.onFilterChanged();
    this.#listener.muted(muted);
  }

  /** Hides one scanner's hits; the toast offers the way back. */
  muteOne(scanner: string): void {
    const before = this.#muted;
    this.mute(new Set([...before, scanner]));
    toast('info', `Hits of ${scanner} are hidden`, [], { label: 'Undo', run: () => this.mute(before) });
  }

  /** From the search line into the rows. */
  enter(): void {
    this.#selection.moveTo(0);
  }

  close(): void {
    for (const end of this.#ending) end();
    this.#feed.close();
    this.#hold.close();
    this.#selection.close();
    this.columns.close();
    this.#api.destroy();
  }

  #follow(): void {
    const timer = setInterval(() => this.#everySecond(), REFRESH_MS);
    this.#ending.push(
      () => clearInterval(timer),
      useScannerRules.subscribe(() => this.#api.refreshCells({ columns: [...HIT_RULE_COLUMNS] })),
      useSelection.subscribe(({ symbol }) => {
        // Rows are hits, not symbols: another symbol has no row here to be shown.
        if (!this.#selection.rows.some(({ hit }) => hit.symbol === symbol)) this.#selection.show(null);
      }),
    );
    tellDisplayed(this.#api, this.#listener.displayed);
  }

  #everySecond(): void {
    this.#api.refreshCells({ columns: [...HIT_MOVING_COLUMNS] });
    const sorted = this.#api.getColumnState().filter(({ sort }) => sort !== null && sort !== undefined);
    const moves = sorted.some(({ colId }) => HIT_MOVING_COLUMNS.includes(colId));
    if (moves && !this.#frozen && !this.#hold.held) this.#api.refreshClientSideRowModel('sort');
  }

  #applyHold(): void {
    this.#feed.hold(this.#frozen || this.#hold.held);
  }

  #passes(row: HitRow): boolean {
    return passesHits(row, this.#words, this.#muted);
  }

  #copied(rows: readonly HitRow[]): string {
    const shown = this.#api.getAllDisplayedColumns().map((column) => column.getColId());
    const columns = shown.flatMap((id) => HIT_COLUMNS.find((column) => column.id === id) ?? []);
    toast('info', rows.length === 1 ? '1 row copied' : `${rows.length} rows copied`);
    return tabSeparated(columns, rows);
  }
}

/** The chart of the cursor's row goes to the bar of the hit. */
function selectHits({ hit }: HitRow, rows: readonly HitRow[]): void {
  const symbols = [...new Set(rows.map((row) => row.hit.symbol))];
  if (symbols.length > 1) selectMany(hit.symbol, symbols);
  else select(hit.symbol, hit.time);
}
