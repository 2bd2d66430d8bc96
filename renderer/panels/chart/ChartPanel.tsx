import './chart.css';
import { useEffect } from 'react';
import { usePanelId } from '../../components/panel-host.tsx';
import { useFirstSymbol } from '../../stores/first-symbol.ts';
import { setPanelTitle } from '../../stores/panel-store.ts';
import { useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { Chart } from './Chart.tsx';
import { useChartSettings } from './use-chart-settings.ts';

/** The chart of the selected symbol, or of the one that it was told to stay with. */
export function ChartPanel() {
  const id = usePanelId();
  const [settings, change] = useChartSettings(id);
  const selected = useSelection((state) => state.symbol);
  const hasSession = useSession((state) => state.snapshot !== null);
  const first = useFirstSymbol((state) => state.symbol);
  const symbol = settings.pinned ?? selected ?? first;
  useEffect(() => setPanelTitle(id, symbol ?? 'Chart'), [id, symbol]);
  if (symbol !== null && hasSession) {
    return <Chart id={id} symbol={symbol} settings={settings} onChange={change} />;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: letters typed here begin the search for a symbol
    <section className="panel chart-panel" aria-label="Chart" data-typing="symbol" tabIndex={0}>
      <div className="empty chart-empty">
        <strong>Type a symbol</strong>
        <span>or select one in a grid; its chart is shown here</span>
      </div>
    </section>
  );
}
