import type { ColDef } from 'ag-grid-community';
import type { Hit } from '../../../shared/domain/hit.ts';
import { stateWord } from '../../components/symbol-state.ts';
import { formatPercent, formatPrice, MISSING } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { useSession } from '../../stores/session-store.ts';
import { HitStateRenderer } from './HitStateRenderer.tsx';
import type { HitRow } from './hit-rows.ts';
import { symbolNow } from './symbol-now.ts';

const HELD_BACK: Record<NonNullable<Hit['heldBack']>, string> = {
  auto: 'By hand',
  max_promoted: 'Total limit',
  max_per_scan: 'Scan limit',
};

function sincePercent(row: HitRow | undefined): number | undefined {
  const last = symbolNow(row)?.last;
  const price = row?.hit.metadata.price;
  const percent = last === undefined || price === undefined ? Number.NaN : (last / price - 1) * 100;
  return Number.isNaN(percent) ? undefined : percent;
}

function ordinalWord(row: HitRow | undefined): string {
  if (row === undefined) return '';
  if (row.hit.first) return 'First';
  return row.ordinal === null ? 'Repeat' : `Repeat ${row.ordinal}`;
}

function time(row: HitRow | undefined): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return row === undefined || date === undefined ? '' : formatTimeOn(row.hit.time, date);
}

const signed = {
  'cell-up': ({ value }: { value?: number | null }) => (value ?? 0) > 0.005,
  'cell-down': ({ value }: { value?: number | null }) => (value ?? 0) < -0.005,
};

const number: ColDef<HitRow, number> = {
  type: 'rightAligned',
  cellClass: 'cell-number',
  sortingOrder: ['desc', 'asc', null],
  width: 70,
};

const figure = (name: string): ColDef<HitRow, number> => ({
  ...number,
  colId: name,
  valueGetter: ({ data }) => data?.hit.metadata[name],
  valueFormatter: ({ value }) => formatPrice(value ?? undefined),
});

/** Columns that give way first where the panel is narrow. */
export const SPARE_HIT_COLUMNS = ['heldBack', 'sma'];

/** Columns of the hits, in their default order. */
export const HIT_COLUMNS: ColDef<HitRow>[] = [
  {
    colId: 'time',
    headerName: 'Time ET',
    valueGetter: ({ data }) => data?.index,
    valueFormatter: ({ data }) => time(data),
    width: 70,
  },
  { colId: 'symbol', headerName: 'Symbol', field: 'hit.symbol', cellClass: 'cell-symbol', width: 60 },
  {
    colId: 'scanner',
    headerName: 'Scanner',
    field: 'hit.scanner',
    cellClass: 'cell-quiet',
    width: 120,
    flex: 2,
    minWidth: 68,
  },
  {
    ...number,
    colId: 'gap',
    headerName: 'vs SMA',
    valueGetter: ({ data }) => data?.hit.metadata.gap_percent,
    valueFormatter: ({ value }) => formatPercent(value ?? undefined),
    cellClassRules: signed,
    width: 78,
  },
  { ...figure('price'), headerName: 'At hit' },
  { ...figure('sma'), headerName: 'SMA', cellClass: 'cell-number cell-quiet' },
  {
    ...number,
    colId: 'since',
    headerName: 'Since %',
    valueGetter: ({ data }) => sincePercent(data),
    valueFormatter: ({ value }) => formatPercent(value ?? undefined),
    cellClassRules: signed,
  },
  {
    colId: 'ordinal',
    headerName: 'Match',
    valueGetter: ({ data }) => ordinalWord(data),
    cellClassRules: {
      'cell-hot': ({ data }) => data?.hit.first === true,
      'cell-faint': ({ data }) => data?.hit.first === false,
    },
    width: 76,
  },
  {
    colId: 'state',
    headerName: 'State',
    valueGetter: ({ data }) => {
      const now = symbolNow(data);
      return now === undefined ? '' : `${stateWord(now)} ${now.flags} ${now.holders}`;
    },
    cellRenderer: HitStateRenderer,
    // Room for the padlock where the panel is wide.
    flex: 2,
    minWidth: 98,
  },
  {
    colId: 'heldBack',
    headerName: 'Held back',
    valueGetter: ({ data }) => (data?.hit.heldBack ? HELD_BACK[data.hit.heldBack] : undefined),
    valueFormatter: ({ value }) => value ?? MISSING,
    cellClass: 'cell-quiet',
    flex: 2,
    minWidth: 84,
  },
];
