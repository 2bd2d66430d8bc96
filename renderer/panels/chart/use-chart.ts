import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { ChartData } from '../../../shared/domain/chart.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ChartTheme } from '../../charts/chart-theme.ts';
import type { ChartView } from '../../charts/chart-view.ts';
import type { ChartSettings } from '../../stores/chart-settings.ts';
import { countPainted } from '../../stores/chart-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { hitOfMark } from './marks.ts';
import { isStale } from './symbol-flags.ts';
import { useChartBars } from './use-chart-bars.ts';
import { useChartOverlay } from './use-chart-overlay.ts';
import { useChartTheme } from './use-chart-theme.ts';
import { type ChartPicture, useChartView } from './use-chart-view.ts';
import { type SymbolNow, useSymbolNow } from './use-symbol-now.ts';
import { useVisibility } from './use-visibility.ts';
import { type ChartNotice, chartNotice } from './words.ts';

/** Everything that a chart of one symbol shows and knows. */
export interface ChartState extends ChartPicture, Pick<SymbolNow, 'row' | 'previousClose'> {
  readonly data: ChartData | null;
  readonly notice: ChartNotice | null;
  readonly theme: ChartTheme;
  /** Keys of the indicators that are not drawn by the user's wish. */
  readonly hidden: ReadonlySet<string>;
  readonly hasPosition: boolean;
  /** The newest price may not be the market's any more: stale, or the feed is lost. */
  readonly isOld: boolean;
  /** Session clock, epoch ms; NaN where there is none. */
  readonly now: number;
  readonly retry: () => void;
}

/** Draws a symbol into `plot` for as long as the chart is mounted, and keeps it with the session. */
export function useChart(
  id: string,
  symbol: SymbolId,
  settings: ChartSettings,
  plot: RefObject<HTMLDivElement | null>,
): ChartState {
  const theme = useChartTheme();
  const listeners = useRef({
    onOldest: () => {},
    onMark: (_id: string) => {},
    onPainted: (bars: number) => countPainted(id, bars),
  });
  const picture = useChartView(plot, theme, listeners);
  const { view } = picture;
  const isVisible = useVisibility(plot);
  const { data, failure, feed } = useChartBars(id, view, symbol, settings.interval, isVisible);
  const { row, previousClose, promoted } = useSymbolNow(symbol);
  const now = useSession((state) => state.snapshot?.status.now ?? Number.NaN);
  const at = useSelection((state) => (state.symbol === symbol ? state.at : null));
  const hidden = useMemo(() => new Set(settings.hidden), [settings.hidden]);
  const isFeedLost = useSession((state) => state.snapshot?.status.feed === 'lost');
  const isOld = isFeedLost || isStale(row);
  const hasPosition = useChartOverlay(view, data, symbol, at, previousClose, isOld);

  listeners.current.onOldest = () => feed.current?.reachBack();
  listeners.current.onMark = (mark) => {
    const hit = hitOfMark(data?.hits ?? [], mark);
    if (hit !== undefined) select(symbol, hit.time);
  };
  useEffect(() => view?.hide(hidden), [view, hidden]);
  useEffect(() => view?.setNow(now), [view, now]);
  useGoingTo(view, data, at);

  const notice = chartNotice({ data, failure, asked: settings.interval, promoted });
  const retry = () => feed.current?.retry();
  return { ...picture, data, notice, theme, hidden, hasPosition, isOld, now, row, previousClose, retry };
}

/** Brings the bar of an instant into view, once for each time that it is asked for. */
function useGoingTo(view: ChartView | null, data: ChartData | null, at: number | null): void {
  const subject = data === null ? '' : `${data.symbol} ${data.interval}`;
  const gone = useRef('');
  useEffect(() => {
    const target = `${subject} ${at}`;
    if (at === null) gone.current = '';
    else if (subject !== '' && gone.current !== target && view?.goTo(at) === true) gone.current = target;
  }, [view, subject, at]);
}
