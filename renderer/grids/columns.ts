import type { ColDef, IRowNode } from 'ag-grid-community';
import type { CopiedColumn } from './copy.ts';

/** One column of a grid: how it is shown, and how it is copied. */
export interface GridColumn<Row> extends CopiedColumn<Row> {
  /** Stable: saved layouts name it. */
  readonly id: string;
  /** What it means, for the header's tooltip and the column chooser. */
  readonly hint: string;
  /** True where it is shown only when chosen. */
  readonly spare?: boolean;
  readonly definition: ColDef<Row>;
}

interface FigureColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly spare?: boolean;
  readonly width: number;
  /** NaN where there is none. */
  readonly value: (row: Row) => number;
  readonly text: (value: number, row: Row) => string;
  /** Classes that hold for the cell only while the test passes. */
  readonly classes?: Readonly<Record<string, (row: Row, value: number) => boolean>>;
  /** What is copied, where it is not the figure itself. */
  readonly copy?: (row: Row) => string | number | undefined;
  readonly sort?: 'asc' | 'desc';
  readonly sortIndex?: number;
}

/** A column of figures: right-aligned, largest first at the first click, missing ones last in either order. */
export function figureColumn<Row>(column: FigureColumn<Row>): GridColumn<Row> {
  const { id, title, hint, width, value, text, classes = {}, copy = value } = column;
  const rules = Object.entries(classes).map(([name, holds]) => [
    name,
    ({ data }: { data?: Row | undefined }) => data !== undefined && holds(data, value(data)),
  ]);
  return {
    id,
    title,
    hint,
    ...(column.spare === true && { spare: true }),
    copy,
    definition: {
      type: 'rightAligned',
      cellClass: 'cell-number',
      cellClassRules: Object.fromEntries(rules),
      sortingOrder: ['desc', 'asc', null],
      comparator: missingLast,
      width,
      valueGetter: ({ data }) => (data === undefined ? undefined : known(value(data))),
      valueFormatter: ({ data, value: shown }) =>
        data === undefined ? '' : text(typeof shown === 'number' ? shown : Number.NaN, data),
      ...(column.sort !== undefined && { sort: column.sort, sortIndex: column.sortIndex ?? 0 }),
    },
  };
}

/** Grids compare NaN as unequal to itself; a missing figure is undefined to them. */
function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** Orders figures; what is missing stands last whichever way the column is sorted. */
export function missingLast(
  a: number | null | undefined,
  b: number | null | undefined,
  _nodeA?: IRowNode,
  _nodeB?: IRowNode,
  isDescending = false,
): number {
  const [left, right] = [a ?? undefined, b ?? undefined];
  if (left === undefined || right === undefined) {
    if (left === right) return 0;
    const last = left === undefined ? 1 : -1;
    return isDescending ? -last : last;
  }
  return left - right;
}

/** The columns as the grid takes them. */
export function columnDefinitions<Row>(columns: readonly GridColumn<Row>[]): ColDef<Row>[] {
  return columns.map(({ id, title, hint, spare = false, definition }) => ({
    colId: id,
    headerName: title,
    headerTooltip: hint,
    initialHide: spare,
    ...definition,
  }));
}
