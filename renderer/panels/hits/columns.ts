import type { IRowNode } from 'ag-grid-community';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { stateRank, stateWord } from '../../components/symbol-state.ts';
import { formatPercent, formatPrice, MISSING } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { figureColumn, type GridColumn } from '../../grids/columns.ts';
import { stateCell } from '../../grids/state-cell.ts';
import { useSession } from '../../stores/session-store.ts';
import { HeldBackCell, SideCell, StrengthCell, sideWord, WhyCell } from './cells.ts';
import { heldBackWord, sincePercent } from './reading.ts';
import type { HitRow } from './repeats.ts';
import { boundsNow, reasonOf, strengthOf } from './rules-now.ts';
import { symbolNow } from './symbol-now.ts';

/** Percent that rounds to nothing has no colour. */
const LEAST_PERCENT = 0.005;

function timeText(instant: number): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return date === undefined ? MISSING : formatTimeOn(instant, date);
}

/** Stale and halted figures are no news. */
const isDimmed = (row: HitRow) => {
  const flags = symbolNow(row)?.flags ?? 0;
  return (flags & (SYMBOL_FLAG.stale | SYMBOL_FLAG.halted)) !== 0;
};
const lastOf = (row: HitRow) => symbolNow(row)?.last ?? Number.NaN;
const sinceOf = (row: HitRow) => sincePercent(row.hit, lastOf(row));

/** `×3 14:20`: how often it matched, and when last; empty for one match. */
function repeatText(row: HitRow): string {
  if (!row.isWhole) return `×${row.count}+ ${timeText(row.newest.time).slice(0, -3)}`;
  return row.count === 1 ? '' : `×${row.count} ${timeText(row.newest.time).slice(0, -3)}`;
}

/** The newest scan first in the descending order, its hits in their own order in both. */
function byScan(
  _a: unknown,
  _b: unknown,
  { data: a }: IRowNode<HitRow>,
  { data: b }: IRowNode<HitRow>,
  isDescending: boolean,
): number {
  if (a === undefined || b === undefined) return 0;
  const byTime = a.hit.time - b.hit.time;
  return byTime !== 0 ? byTime : (a.index - b.index) * (isDescending ? -1 : 1);
}

const time: GridColumn<HitRow> = {
  id: 'time',
  title: 'Time ET',
  hint: 'Exchange time of the scan',
  copy: ({ hit }) => timeText(hit.time),
  definition: {
    valueGetter: ({ data }) => data?.index,
    valueFormatter: ({ data }) => (data === undefined ? '' : timeText(data.hit.time)),
    comparator: byScan,
    sortingOrder: ['desc', 'asc'],
    sort: 'desc',
    sortIndex: 0,
    cellClass: 'cell-figure',
    pinned: 'left',
    lockPinned: true,
    width: 68,
  },
};

const symbol: GridColumn<HitRow> = {
  id: 'symbol',
  title: 'Symbol',
  hint: 'The symbol that matched',
  copy: ({ hit }) => hit.symbol,
  definition: {
    valueGetter: ({ data }) => data?.hit.symbol,
    cellAriaRole: 'rowheader',
    cellClass: 'cell-strong',
    pinned: 'left',
    lockPinned: true,
    width: 60,
  },
};

const scanner: GridColumn<HitRow> = {
  id: 'scanner',
  title: 'Scanner',
  hint: 'The scanner that found it',
  copy: ({ hit }) => hit.scanner,
  definition: {
    valueGetter: ({ data }) => data?.hit.scanner,
    tooltipValueGetter: ({ data }) => data?.hit.scanner,
    flex: 1,
    minWidth: 104,
    maxWidth: 160,
  },
};

const repeats: GridColumn<HitRow> = {
  id: 'repeats',
  title: 'Repeats',
  hint: 'How often it matched and when last; + where earlier matches of the day were not seen',
  copy: ({ count }) => count,
  definition: {
    valueGetter: ({ data }) => data?.count,
    valueFormatter: ({ data }) => (data === undefined ? '' : repeatText(data)),
    equals: () => false,
    sortingOrder: ['desc', 'asc', null],
    cellClass: 'cell-quiet cell-figure',
    width: 80,
  },
};

const side: GridColumn<HitRow> = {
  id: 'side',
  title: 'Side',
  hint: 'Which way the scanner looks: as its settings say; of a gap scanner, long above the average, short below it',
  copy: sideWord,
  definition: {
    valueGetter: ({ data }) => (data === undefined ? undefined : sideWord(data)),
    cellRenderer: SideCell,
    width: 58,
  },
};

const strength: GridColumn<HitRow> = {
  id: 'strength',
  title: 'Strength',
  hint: 'How many times its threshold the closest condition was: 1× just passed, the meter is full at 3×',
  copy: strengthOf,
  definition: {
    valueGetter: ({ data }) => (data === undefined ? undefined : strengthOf(data)),
    comparator: (a: number, b: number) => (Number.isNaN(a) ? -1 : a) - (Number.isNaN(b) ? -1 : b),
    equals: () => false,
    cellRenderer: StrengthCell,
    sortingOrder: ['desc', 'asc', null],
    cellClass: 'cell-figure',
    width: 68,
  },
};

/** Below this the data behind a hit asks for a look. */
const SURE = 90;

const confidence: GridColumn<HitRow> = withTooltip(
  figureColumn<HitRow>({
    id: 'confidence',
    title: 'Conf.',
    hint: 'How much the data behind the hit could be relied on, 0-100: less for gaps, values that were old, indicators that had not settled',
    width: 48,
    value: ({ hit }) => hit.confidence?.score ?? Number.NaN,
    text: (score) => (Number.isNaN(score) ? MISSING : String(score)),
    classes: { 'cell-doubted': (_row, score) => score < SURE },
  }),
  ({ hit }) => hit.confidence?.doubts.join('; ') || 'Nothing speaks against the data behind it',
);

/** The same column with words under the pointer. */
function withTooltip(column: GridColumn<HitRow>, words: (row: HitRow) => string): GridColumn<HitRow> {
  const tooltipValueGetter = ({ data }: { data?: HitRow | undefined }) =>
    data === undefined ? '' : words(data);
  return { ...column, definition: { ...column.definition, tooltipValueGetter } };
}

const why: GridColumn<HitRow> = {
  id: 'why',
  title: 'Why',
  hint: 'What the scanner saw, and what it asks for',
  copy: reasonOf,
  definition: {
    valueGetter: ({ data }) => (data === undefined ? undefined : reasonOf(data)),
    equals: () => false,
    cellRenderer: WhyCell,
    cellClass: 'cell-quiet cell-figure',
    sortable: false,
    flex: 3,
    minWidth: 270,
  },
};

/** A past bar that the scan saw was corrected; the hit stands as it was. */
const revised: GridColumn<HitRow> = {
  id: 'revised',
  title: 'Revised',
  hint: 'When a bar that the scan saw was revised after it; the hit stands as it was',
  copy: ({ hit }) => (hit.revisedAt === undefined ? undefined : timeText(hit.revisedAt)),
  definition: {
    valueGetter: ({ data }) => data?.hit.revisedAt,
    valueFormatter: ({ data }) =>
      data?.hit.revisedAt === undefined ? '' : `↻ ${timeText(data.hit.revisedAt).slice(0, -3)}`,
    cellClass: 'cell-quiet cell-figure',
    width: 70,
  },
};

const state: GridColumn<HitRow> = {
  id: 'state',
  title: 'State',
  hint: 'What the symbol is now',
  copy: (row) => {
    const now = symbolNow(row);
    return now === undefined ? undefined : stateWord(now);
  },
  definition: {
    valueGetter: ({ data }) => {
      const now = data === undefined ? undefined : symbolNow(data);
      return now === undefined ? undefined : stateRank(now);
    },
    equals: () => false,
    cellRenderer: stateCell<HitRow>(symbolNow),
    width: 88,
  },
};

const heldBack: GridColumn<HitRow> = {
  id: 'heldBack',
  title: 'Held back',
  hint: 'The bound that kept it from being promoted, and the way to promote it by hand',
  copy: ({ newest }) =>
    newest.heldBack === undefined ? undefined : heldBackWord(newest.heldBack, boundsNow()),
  definition: {
    valueGetter: ({ data }) => data?.newest.heldBack,
    equals: () => false,
    cellRenderer: HeldBackCell,
    width: 106,
  },
};

/** Columns of the hits, in their default order. */
export const HIT_COLUMNS: readonly GridColumn<HitRow>[] = [
  time,
  symbol,
  scanner,
  side,
  figureColumn<HitRow>({
    id: 'price',
    title: 'At hit',
    hint: 'The price that the scanner saw',
    width: 60,
    value: ({ hit }) => hit.metadata.price ?? Number.NaN,
    text: formatPrice,
  }),
  figureColumn<HitRow>({
    id: 'last',
    title: 'Last',
    hint: 'The newest price',
    width: 60,
    value: lastOf,
    text: formatPrice,
    classes: { 'cell-faint': isDimmed },
  }),
  figureColumn<HitRow>({
    id: 'since',
    title: 'Since',
    hint: 'Change of the price since the hit, in percent',
    width: 62,
    value: sinceOf,
    text: formatPercent,
    classes: {
      'cell-faint': isDimmed,
      'cell-up': (row, value) => !isDimmed(row) && value > LEAST_PERCENT,
      'cell-down': (row, value) => !isDimmed(row) && value < -LEAST_PERCENT,
    },
  }),
  strength,
  confidence,
  repeats,
  why,
  state,
  heldBack,
  revised,
];

/** Columns that follow the market, not the hit. */
export const HIT_MOVING_COLUMNS = ['last', 'since', 'state', 'heldBack'];

/** Columns that follow the config. */
export const HIT_RULE_COLUMNS = ['strength', 'why', 'heldBack', 'side'];

/** What leaves a narrow dock first, unless the user has chosen: what the other columns tell as well. */
export const HIT_GIVES_WAY = [
  'revised',
  'price',
  'last',
  'state',
  'repeats',
  'strength',
  'confidence',
  'side',
];
