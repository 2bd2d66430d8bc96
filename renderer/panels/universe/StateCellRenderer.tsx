import type { CustomCellRendererProps } from 'ag-grid-react';
import { StateCell } from '../../components/StateCell.tsx';
import type { SymbolRow } from '../../stores/symbol-rows.ts';

/** The state of a universe row. */
export function StateCellRenderer({ data }: CustomCellRendererProps<SymbolRow>) {
  return data === undefined ? null : <StateCell symbol={data} />;
}
