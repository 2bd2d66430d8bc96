import type { CellClassParams } from 'ag-grid-community';
import type { IconName } from '../components/icon-shapes.ts';
import type { GridColumn } from './columns.ts';
import { drawnCell, iconElement, textElement } from './drawn-cell.ts';

interface WordColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly text: (row: Row) => string;
  readonly width: number;
  readonly cellClass?: string;
  /** Classes that hold for the cell only while the test passes. */
  readonly cellClassRules?: Readonly<Record<string, (params: CellClassParams<Row>) => boolean>>;
  readonly pinned?: boolean;
  /** Takes what room is left; `width` is then the least. */
  readonly flex?: boolean;
}

/** A column of words; long ones are shown in full under the pointer. */
export function wordColumn<Row>(column: WordColumn<Row>): GridColumn<Row> {
  const {
    id,
    title,
    hint,
    text,
    width,
    cellClass = 'cell-quiet',
    pinned = false,
    flex = false,
    cellClassRules = {},
  } = column;
  return {
    id,
    title,
    hint,
    copy: text,
    definition: {
      valueGetter: ({ data }) => (data === undefined ? '' : text(data)),
      tooltipValueGetter: ({ data }) => (data === undefined ? '' : text(data)),
      cellClass,
      cellClassRules: { ...cellClassRules },
      ...(flex ? { flex: 1, minWidth: width } : { width }),
      ...(pinned && { pinned: 'left', lockPinned: true }),
    },
  };
}

interface MarkColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly width: number;
  readonly word: (row: Row) => string;
  readonly icon: (row: Row) => IconName;
  /** Class of the mark: its colour. */
  readonly look: (row: Row) => string;
  /** Order of a sorted column: what needs a look comes first. */
  readonly rank: (row: Row) => number;
}

/** A column of marks: an icon in its colour, and the word that says the same. */
export function markColumn<Row>({
  id,
  title,
  hint,
  width,
  word,
  icon,
  look,
  rank,
}: MarkColumn<Row>): GridColumn<Row> {
  return {
    id,
    title,
    hint,
    copy: word,
    definition: {
      width,
      equals: () => false,
      valueGetter: ({ data }) => (data === undefined ? undefined : rank(data)),
      cellRenderer: drawnCell<Row>({
        signature: (row) => `${look(row)} ${word(row)}`,
        draw: (element, row) => {
          element.className = `mark-cell ${look(row)}`;
          element.replaceChildren(iconElement(icon(row)), textElement('', word(row)));
        },
      }),
    },
  };
}
