import type { ColDef, IRowNode, ValueFormatterParams } from 'ag-grid-community';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { stateWord } from '../../components/symbol-state.ts';
import { formatPercent, formatPrice, formatVolume, MISSING } from '../../format/numbers.ts';
import { formatAge, formatTimeOn } from '../../format/times.ts';
import { useSession } from '../../stores/session-store.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { StateCellRenderer } from './StateCellRenderer.tsx';

/** Grids compare NaN as unequal to itself; a missing number is undefined to them. */
const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? undefined : value);

const shown =
  (format: (value: number | undefined) => string) => (params: ValueFormatterParams<SymbolRow, number>) =>
    format(params.value ?? undefined);

const dimmed = (row: SymbolRow | undefined) =>
  row !== undefined && (row.flags & (SYMBOL_FLAG.stale | SYMBOL_FLAG.halted)) !== 0;

const number: ColDef<SymbolRow, number> = {
  type: 'rightAligned',
  cellClass: 'cell-number',
  sortingOrder: ['desc', 'asc'],
  getQuickFilterText: () => '',
};

function age(row: SymbolRow | undefined): number | undefined {
  const now = useSession.getState().snapshot?.status.now;
  if (row === undefined || now === undefined) return undefined;
  return known(Math.floor((now - row.lastBarEnd) / 1_000) * 1_000);
}

function timeOfHit(value: number | null | undefined): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return value === null || value === undefined || date === undefined ? MISSING : formatTimeOn(value, date);
}

/** Most hits first in the descending order, then the alphabet in both. */
function byHitsThenSymbol(
  a: number | null | undefined,
  b: number | null | undefined,
  nodeA: IRowNode<SymbolRow>,
  nodeB: IRowNode<SymbolRow>,
  isDescending: boolean,
): number {
  const byHits = (a ?? 0) - (b ?? 0);
  if (byHits !== 0) return byHits;
  const alphabetical = (nodeA.data?.symbol ?? '') < (nodeB.data?.symbol ?? '') ? -1 : 1;
  return isDescending ? -alphabetical : alphabetical;
}

/** Columns of the universe, in their default order. */
export const UNIVERSE_COLUMNS: ColDef<SymbolRow>[] = [
  {
    colId: 'symbol',
    headerName: 'Symbol',
    field: 'symbol',
    // Wide enough for the arrow of the sort.
    width: 78,
    pinned: 'left',
    cellClass: 'cell-symbol',
  },
  {
    colId: 'state',
    headerName: 'State',
    valueGetter: ({ data }) => (data === undefined ? '' : `${stateWord(data)} ${data.flags} ${data.holders}`),
    getQuickFilterText: ({ data }) => stateWord(data),
    cellRenderer: StateCellRenderer,
    width: 112,
  },
  {
    ...number,
    colId: 'last',
    headerName: 'Last',
    valueGetter: ({ data }) => known(data?.last),
    valueFormatter: shown(formatPrice),
    cellClassRules: { 'cell-faint': ({ data }) => dimmed(data) },
    width: 68,
  },
  {
    ...number,
    colId: 'change',
    headerName: 'Chg %',
    valueGetter: ({ data }) => known(data?.changePercent),
    valueFormatter: shown(formatPercent),
    cellClassRules: {
      'cell-faint': ({ data }) => dimmed(data),
      'cell-up': ({ data, value }) => !dimmed(data) && value > 0.005,
      'cell-down': ({ data, value }) => !dimmed(data) && value < -0.005,
    },
    width: 74,
  },
  {
    ...number,
    colId: 'volume',
    headerName: 'Vol',
    valueGetter: ({ data }) => known(data?.volume),
    valueFormatter: shown(formatVolume),
    cellClass: 'cell-number cell-quiet',
    width: 56,
  },
  {
    ...number,
    colId: 'hits',
    headerName: 'Hits',
    valueGetter: ({ data }) => known(data?.hits),
    valueFormatter: ({ value }) => (value ? String(value) : MISSING),
    cellClassRules: { 'cell-hot': ({ value }) => value > 0, 'cell-faint': ({ value }) => !value },
    comparator: byHitsThenSymbol,
    sort: 'desc',
    width: 52,
  },
  {
    ...number,
    colId: 'lastHit',
    headerName: 'Last hit',
    valueGetter: ({ data }) => known(data?.lastHit),
    valueFormatter: ({ value }) => timeOfHit(value),
    cellClass: 'cell-number cell-quiet',
    width: 70,
  },
  {
    ...number,
    colId: 'age',
    headerName: 'Age',
    valueGetter: ({ data }) => age(data),
    valueFormatter: ({ value }) => formatAge(value ?? Number.NaN),
    cellClass: 'cell-number cell-faint',
    cellClassRules: { 'cell-stale-age': ({ data }) => ((data?.flags ?? 0) & SYMBOL_FLAG.stale) !== 0 },
    width: 50,
  },
  {
    colId: 'sector',
    headerName: 'Sector',
    field: 'sector',
    valueFormatter: ({ value }) => value ?? MISSING,
    cellClass: 'cell-quiet',
    flex: 1,
    minWidth: 78,
  },
];
