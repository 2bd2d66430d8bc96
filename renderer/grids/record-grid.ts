import type { GridApi } from 'ag-grid-community';
import type { JsonValue } from '../../shared/domain/json.ts';
import { ColumnControl } from './column-control.ts';
import type { GridColumn } from './columns.ts';
import { tabSeparated } from './copy.ts';
import { makeGrid } from './create-grid.ts';
import { OrderHold } from './order-hold.ts';
import { RowSelection } from './row-selection.ts';
import { sameRecord } from './same-record.ts';
import { tellDisplayed } from './view.ts';

interface RecordGridOptions<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Columns that leave where the dock is too narrow, in that order. */
  readonly givesWay: readonly string[];
  /** What tells a row from others; stable while the row stands. */
  readonly idOf: (row: Row) => string;
  /** What a filter looks through, in lower case. */
  readonly textOf: (row: Row) => string;
  readonly keeper: {
    readonly saved: JsonValue | undefined;
    readonly keep: (columns: JsonValue | undefined) => void;
  };
  readonly selected: (row: Row) => void;
  /** Enter, or a double click. */
  readonly opened: (row: Row) => void;
  readonly copied: (count: number) => void;
  /** How many rows pass the filters. */
  readonly displayed: (count: number) => void;
}

/** A grid of records that are read anew now and then. While the pointer or the focus is on the rows, they stand still. */
export class RecordGrid<Row extends object> {
  readonly columns: ColumnControl<Row>;
  readonly #options: RecordGridOptions<Row>;
  readonly #api: GridApi<Row>;
  readonly #selection: RowSelection<Row>;
  readonly #hold: OrderHold;
  readonly #held = new Map<string, Row>();
  #waiting: readonly Row[] | undefined;
  #words: readonly string[] = [];
  #passes: ((row: Row) => boolean) | undefined;

  constructor(host: HTMLElement, options: RecordGridOptions<Row>) {
    const { label, columns, givesWay, idOf, keeper, selected, opened, displayed } = options;
    this.#options = options;
    this.#api = makeGrid<Row>(host, label, columns, {
      getRowId: ({ data }) => idOf(data),
      rowData: [],
      isExternalFilterPresent: () => this.#words.length > 0 || this.#passes !== undefined,
      doesExternalFilterPass: ({ data }) => data !== undefined && this.#matches(data),
    });
    this.columns = new ColumnControl(this.#api, columns, givesWay, keeper);
    this.#hold = new OrderHold(host, (held) => {
      if (!held) this.#takeWaiting();
    });
    this.#selection = new RowSelection(this.#api, host, {
      selected: (row) => selected(row),
      opened,
      menu: () => undefined,
      copied: (rows) => this.#copied(rows),
    });
    tellDisplayed(this.#api, displayed);
  }

  /** What there is now; rows that have not changed are left alone. */
  show(rows: readonly Row[]): void {
    this.#waiting = rows;
    if (!this.#hold.held) this.#takeWaiting();
  }

  /** Every word must be in a row's text. */
  search(words: readonly string[]): void {
    this.#words = words;
    this.#api.onFilterChanged();
  }

  /** Shows the rows that pass only; all of them where undefined. */
  narrow(passes: ((row: Row) => boolean) | undefined): void {
    this.#passes = passes;
    this.#api.onFilterChanged();
  }

  /** From the search line into the rows. */
  enter(): void {
    this.#selection.moveTo(0);
  }

  close(): void {
    this.#hold.close();
    this.#selection.close();
    this.columns.close();
    this.#api.destroy();
  }

  #takeWaiting(): void {
    const rows = this.#waiting;
    if (rows === undefined) return;
    this.#waiting = undefined;
    const next = new Map<string, Row>();
    let changed = rows.length !== this.#held.size;
    for (const row of rows) {
      const id = this.#options.idOf(row);
      const before = this.#held.get(id);
      const same = before !== undefined && sameRecord(before, row);
      next.set(id, same ? before : row);
      if (!same) changed = true;
    }
    if (!changed) return;
    this.#held.clear();
    for (const [id, row] of next) this.#held.set(id, row);
    this.#api.setGridOption('rowData', [...next.values()]);
  }

  #matches(row: Row): boolean {
    if (this.#passes?.(row) === false) return false;
    if (this.#words.length === 0) return true;
    const text = this.#options.textOf(row);
    return this.#words.every((word) => text.includes(word));
  }

  #copied(rows: readonly Row[]): string {
    const { columns, copied } = this.#options;
    const shown = this.#api.getAllDisplayedColumns().map((column) => column.getColId());
    copied(rows.length);
    return tabSeparated(
      shown.flatMap((id) => columns.find((column) => column.id === id) ?? []),
      rows,
    );
  }
}
