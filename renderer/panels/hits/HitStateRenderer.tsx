import type { CustomCellRendererProps } from 'ag-grid-react';
import { StateCell } from '../../components/StateCell.tsx';
import type { HitRow } from './hit-rows.ts';
import { symbolNow } from './symbol-now.ts';

/** The state that a hit's symbol has now. */
export function HitStateRenderer({ data }: CustomCellRendererProps<HitRow>) {
  const now = symbolNow(data);
  return now === undefined ? null : <StateCell symbol={now} />;
}
