import { useEffect, useMemo } from 'react';
import type { ChartData } from '../../../shared/domain/chart.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ChartView } from '../../charts/chart-view.ts';
import { useSession } from '../../stores/session-store.ts';
import { locksOf } from '../../stores/symbol-locks.ts';
import { fillMarks, hitMarks, lockMarks, positionOf } from './marks.ts';

/** Draws hits, locks, fills and the position over the bars; true where shares are held. */
export function useChartOverlay(
  view: ChartView | null,
  data: ChartData | null,
  symbol: SymbolId,
  at: number | null,
  previousClose: number,
  isOld: boolean,
): boolean {
  const locks = useSession((state) => state.snapshot?.locks);
  const trading = useSession((state) => state.snapshot?.trading);
  const hits = data?.hits;
  const marks = useMemo(
    () => [
      ...hitMarks(hits ?? [], at),
      ...lockMarks(locks === undefined ? [] : locksOf(locks, symbol)),
      ...fillMarks(trading?.fills ?? [], symbol),
    ],
    [hits, at, locks, trading, symbol],
  );
  const last = data?.bars.close.at(-1) ?? Number.NaN;
  const position = useMemo(() => positionOf(trading?.positions ?? [], symbol, last), [trading, symbol, last]);
  useEffect(
    () => view?.setOverlay({ marks, position, previousClose, isOld }),
    [view, marks, position, previousClose, isOld],
  );
  return position !== null;
}
