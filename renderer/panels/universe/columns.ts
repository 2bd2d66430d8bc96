import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { stateRank, stateWord } from '../../components/symbol-state.ts';
import { formatPercent, formatPrice, formatRatio, formatVolume, MISSING } from '../../format/numbers.ts';
import { formatAge, formatTimeOn } from '../../format/times.ts';
import { figureColumn, type GridColumn } from '../../grids/columns.ts';
import { stateCell } from '../../grids/state-cell.ts';
import { useSession } from '../../stores/session-store.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { SparkCell, SymbolCell } from './cells.ts';

/** A hit is news for this long. */
const NEWS_MS = 10 * 60_000;
/** Twice the usual volume is what a trader looks for. */
const BUSY = 2;
/** Percent that rounds to nothing has no colour. */
const LEAST_PERCENT = 0.005;

const has = ({ flags }: SymbolRow, flag: keyof typeof SYMBOL_FLAG) => (flags & SYMBOL_FLAG[flag]) !== 0;
const isDimmed = (row: SymbolRow) => has(row, 'stale') || has(row, 'halted');
const now = () => useSession.getState().snapshot?.status.now ?? Number.NaN;
const ageOf = (row: SymbolRow) => Math.floor((now() - row.lastBarEnd) / 1_000) * 1_000;

function timeText(instant: number): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return Number.isNaN(instant) || date === undefined ? MISSING : formatTimeOn(instant, date);
}

const text = (value: string | null) => value ?? MISSING;

const symbol: GridColumn<SymbolRow> = {
  id: 'symbol',
  title: 'Symbol',
  hint: 'Symbol, and the padlock with the number of its holders',
  copy: (row) => row.symbol,
  definition: {
    valueGetter: ({ data }) => data?.symbol,
    equals: () => false,
    cellRenderer: SymbolCell,
    cellAriaRole: 'rowheader',
    cellClass: 'cell-strong',
    pinned: 'left',
    lockPinned: true,
    width: 78,
  },
};

const state: GridColumn<SymbolRow> = {
  id: 'state',
  title: 'State',
  hint: 'Error, stale and halted first, then the life-cycle',
  copy: stateWord,
  definition: {
    valueGetter: ({ data }) => (data === undefined ? undefined : stateRank(data)),
    equals: () => false,
    cellRenderer: stateCell<SymbolRow>((row) => row),
    width: 86,
    minWidth: 80,
    flex: 1,
  },
};

const spark: GridColumn<SymbolRow> = {
  id: 'spark',
  title: '60 bars',
  hint: 'Closes of the newest 60 bars; the dot has the colour of the day',
  copy: () => undefined,
  definition: {
    equals: () => false,
    cellRenderer: SparkCell,
    sortable: false,
    width: 58,
    cellClass: 'cell-spark',
  },
};

const words = (
  id: string,
  title: string,
  hint: string,
  width: number,
  value: (row: SymbolRow) => string | null,
): GridColumn<SymbolRow> => ({
  id,
  title,
  hint,
  spare: true,
  copy: (row) => value(row) ?? undefined,
  definition: {
    valueGetter: ({ data }) => (data === undefined ? undefined : text(value(data))),
    cellClass: 'cell-quiet',
    width,
  },
});

/** Columns of the universe, in their default order. */
export const UNIVERSE_COLUMNS: readonly GridColumn<SymbolRow>[] = [
  symbol,
  state,
  figureColumn<SymbolRow>({
    id: 'last',
    title: 'Last',
    hint: 'Newest price',
    width: 58,
    value: (row) => row.last,
    text: formatPrice,
    classes: { 'cell-faint': isDimmed },
  }),
  figureColumn<SymbolRow>({
    id: 'change',
    title: 'Chg %',
    hint: 'Change since the close of the session before, in percent',
    width: 62,
    value: (row) => row.changePercent,
    text: formatPercent,
    classes: {
      'cell-faint': isDimmed,
      'cell-up': (row, value) => !isDimmed(row) && value > LEAST_PERCENT,
      'cell-down': (row, value) => !isDimmed(row) && value < -LEAST_PERCENT,
    },
  }),
  figureColumn<SymbolRow>({
    id: 'volume',
    title: 'Vol',
    hint: 'Shares traded in this session',
    width: 50,
    value: (row) => row.volume,
    text: formatVolume,
    classes: { 'cell-quiet': (row) => !isDimmed(row), 'cell-faint': isDimmed },
  }),
  figureColumn<SymbolRow>({
    id: 'rvol',
    title: 'RVol',
    hint: 'Volume so far over the usual volume by this time of day',
    width: 52,
    value: (row) => row.relativeVolume,
    text: formatRatio,
    classes: { 'cell-strong': (row, value) => !isDimmed(row) && value >= BUSY, 'cell-faint': isDimmed },
    sort: 'desc',
    sortIndex: 1,
  }),
  spark,
  figureColumn<SymbolRow>({
    id: 'hits',
    title: 'Hits',
    hint: 'Matches of all scanners today; in colour for ten minutes after one',
    width: 50,
    value: (row) => row.hits,
    text: (value) => (value > 0 ? String(value) : MISSING),
    classes: {
      'cell-hot': (row) => now() - row.lastHit < NEWS_MS,
      'cell-faint': (_row, value) => !(value > 0),
    },
    sort: 'desc',
    sortIndex: 0,
  }),
  figureColumn<SymbolRow>({
    id: 'lastHit',
    title: 'Last hit',
    hint: 'Exchange time of the newest match',
    spare: true,
    width: 66,
    value: (row) => row.lastHit,
    text: timeText,
    copy: (row) => (Number.isNaN(row.lastHit) ? undefined : timeText(row.lastHit)),
    classes: { 'cell-quiet': () => true },
  }),
  figureColumn<SymbolRow>({
    id: 'age',
    title: 'Age',
    hint: 'Session time since the newest bar ended',
    width: 46,
    value: ageOf,
    text: formatAge,
    copy: (row) => (Number.isNaN(row.lastBarEnd) ? undefined : `${ageOf(row) / 1_000} s`),
    classes: {
      'cell-faint': (row) => !isDimmed(row),
      'cell-stale-age': (row) => has(row, 'stale'),
    },
  }),
  words('source', 'Source', 'Where its bars come from', 120, (row) => row.source),
  words('sector', 'Sector', 'GICS sector', 130, (row) => row.sector),
];

/** Columns that change with the clock alone. */
export const UNIVERSE_CLOCK_COLUMNS = ['symbol', 'age', 'lastHit', 'hits'];

/** What leaves a narrow dock first, unless the user has chosen. */
export const UNIVERSE_GIVES_WAY = ['spark', 'volume', 'age', 'rvol'];
