import { ChartNoticeLine } from './ChartNoticeLine.tsx';
import { Legend } from './Legend.tsx';
import { PaneLegends } from './PaneLegends.tsx';
import type { ChartState } from './use-chart.ts';
import { OVER_PLOT } from './use-clear-boxes.ts';

/** What is written over the bars: price, bar, indicators, and what is to be said of them. */
export function ChartWords({ chart }: { chart: ChartState }) {
  const { data, hovered, hidden, theme, row, previousClose, notice, view, tops } = chart;
  if (data === null) return null;
  return (
    <>
      <div className="chart-top" {...OVER_PLOT}>
        <Legend
          data={data}
          hovered={hovered}
          hidden={hidden}
          theme={theme}
          last={row?.last ?? Number.NaN}
          previousClose={previousClose}
          isStale={chart.isOld}
        />
        {notice !== null && <ChartNoticeLine notice={notice} onRetry={chart.retry} />}
      </div>
      <PaneLegends data={data} hovered={hovered} panes={view?.panes ?? []} tops={tops} theme={theme} />
    </>
  );
}

/** In place of the bars: why there are none, or that they are on their way. */
export function NoBars({ chart, subject }: { chart: ChartState; subject: string }) {
  const { notice } = chart;
  return (
    <div className="empty chart-empty">
      {notice === null ? (
        <span className="late">Reading {subject}…</span>
      ) : (
        <ChartNoticeLine notice={notice} onRetry={chart.retry} />
      )}
    </div>
  );
}
