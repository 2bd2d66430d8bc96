import type { ColumnState, GridApi } from 'ag-grid-community';
import type { JsonValue } from '../../shared/domain/json.ts';
import { columnsFromJson, columnsToJson } from './column-layout.ts';
import type { GridColumn } from './columns.ts';
import { columnsToHide } from './fit.ts';

/** A column as the chooser lists it. */
export interface ColumnChoice {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly shown: boolean;
  /** True where it cannot be hidden: it says what the row is. */
  readonly fixed: boolean;
}

interface ColumnKeeper {
  readonly saved: JsonValue | undefined;
  /** `undefined` puts the layout back to how it comes. */
  readonly keep: (columns: JsonValue | undefined) => void;
}

const SAVE_AFTER_MS = 300;
/** Room for the scroll bar. */
const SCROLL_BAR = 10;

/**
 * Widths, order, choice and sort of a grid's columns, kept as the user changes them. Until they choose among the
 * columns, those of `givesWay` leave, in that order, where the dock is too narrow for all.
 */
export class ColumnControl<Row> {
  readonly #api: GridApi<Row>;
  readonly #columns: readonly GridColumn<Row>[];
  readonly #defaults: ColumnState[];
  readonly #keeper: ColumnKeeper;
  readonly #givesWay: readonly string[];
  #isChosen: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    api: GridApi<Row>,
    columns: readonly GridColumn<Row>[],
    givesWay: readonly string[],
    keeper: ColumnKeeper,
  ) {
    this.#api = api;
    this.#columns = columns;
    this.#givesWay = givesWay;
    this.#keeper = keeper;
    this.#defaults = api.getColumnState();
    const saved = columnsFromJson(keeper.saved, this.#defaults);
    this.#isChosen = saved?.chosen ?? false;
    if (saved !== undefined) api.applyColumnState({ state: saved.columns, applyOrder: true });
    api.addEventListener('gridSizeChanged', ({ clientWidth }) => this.#fit(clientWidth));
    api.addEventListener('columnMoved', ({ finished, source }) => {
      if (finished && source !== 'api') this.#saveChoice();
    });
    api.addEventListener('columnResized', ({ finished, source }) => {
      if (finished && source !== 'api' && source !== 'flex') this.#saveChoice();
    });
    api.addEventListener('sortChanged', ({ source }) => {
      if (source !== 'api') this.#saveLater();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** Every column in the order of the screen. */
  get choices(): readonly ColumnChoice[] {
    return this.#api.getColumnState().flatMap(({ colId, hide }) => {
      const column = this.#columns.find(({ id }) => id === colId);
      if (column === undefined) return [];
      const { id, title, hint, definition } = column;
      return [{ id, title, hint, shown: hide !== true, fixed: definition.lockPinned === true }];
    });
  }

  choose(id: string, shown: boolean): void {
    this.#api.setColumnsVisible([id], shown);
    this.#saveChoice();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#isChosen = false;
    this.#api.applyColumnState({ state: this.#defaults, applyOrder: true });
    this.#fit(this.#width());
    this.#keeper.keep(undefined);
  }

  #fit(available: number): void {
    if (this.#isChosen || available <= 0) return;
    const shown = this.#defaults.filter(({ hide }) => hide !== true);
    const widths = shown.map(({ colId, width }) => ({
      id: colId,
      width: this.#leastWidth(colId) ?? width ?? 0,
    }));
    const hidden = columnsToHide(widths, this.#givesWay, available - SCROLL_BAR);
    const [out, kept] = [[...hidden], this.#givesWay.filter((id) => !hidden.has(id))];
    this.#api.setColumnsVisible(out, false);
    this.#api.setColumnsVisible(kept, true);
  }

  /** What a column that takes the rest of the room needs at least; undefined for those of a fixed width. */
  #leastWidth(id: string): number | undefined {
    const definition = this.#columns.find((column) => column.id === id)?.definition;
    return definition?.flex === undefined ? undefined : definition.minWidth;
  }

  #width(): number {
    return this.#api.getGridElement()?.clientWidth ?? 0;
  }

  #saveChoice(): void {
    this.#isChosen = true;
    this.#saveLater();
  }

  #saveLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#keeper.keep(columnsToJson(this.#api.getColumnState(), this.#isChosen)),
      SAVE_AFTER_MS,
    );
  }
}
