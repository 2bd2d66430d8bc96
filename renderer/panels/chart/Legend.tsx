import type { ChartData, ChartLine } from '../../../shared/domain/chart.ts';
import type { ChartTheme } from '../../charts/chart-theme.ts';
import { lineId, lineStyles } from '../../charts/line-styles.ts';
import { formatPercent, formatPrice } from '../../format/numbers.ts';
import { barFigures, legendIndex, lineFigure, lineGroups } from './legend-values.ts';
import { signedChange } from './words.ts';

interface LegendProps {
  readonly data: ChartData;
  readonly hovered: number | null;
  readonly hidden: ReadonlySet<string>;
  readonly theme: ChartTheme;
  /** Newest price of the symbol and its close of the session before; NaN where unknown. */
  readonly last: number;
  readonly previousClose: number;
  readonly isStale: boolean;
}

/** Price and change now, the bar under the crosshair, and what the indicators say at that bar. */
export function Legend({ data, hovered, hidden, theme, last, previousClose, isStale }: LegendProps) {
  const index = legendIndex(data, hovered);
  const change = last - previousClose;
  const tone = isStale || !Number.isFinite(change) ? '' : change > 0 ? 'up' : change < 0 ? 'down' : '';
  const lines = data.lines.filter(({ key, pane }) => pane === 'price' && !hidden.has(key));
  return (
    <div className="chart-legend">
      <p className={`chart-last ${isStale ? 'is-stale' : ''}`}>
        <strong>{formatPrice(last)}</strong>
        <span className={tone}>{signedChange(last, previousClose)}</span>
        {Number.isFinite(change) && (
          <span className={tone}>{formatPercent((last / previousClose - 1) * 100)}</span>
        )}
      </p>
      <p className="chart-bar">
        {barFigures(data, index).map(([letter, figure]) => (
          <span key={letter}>
            <b>{letter}</b> {figure}
          </span>
        ))}
      </p>
      <LineValues lines={lines} all={data.lines} index={index} theme={theme} />
    </div>
  );
}

interface LineValuesProps {
  readonly lines: readonly ChartLine[];
  /** Every line of the chart: the colours are given in their order. */
  readonly all: readonly ChartLine[];
  readonly index: number;
  readonly theme: ChartTheme;
}

/** Name of each indicator, then the value of each of its lines beside a stroke of the line's colour. */
export function LineValues({ lines, all, index, theme }: LineValuesProps) {
  const styles = lineStyles(all, theme);
  return (
    <p className="chart-lines">
      {lineGroups(lines).map(({ key, name, lines: own }) => (
        <span key={key}>
          {`${name} `}
          {own.map((line) => (
            <span key={lineId(line)} title={line.label}>
              <i style={{ background: styles.get(lineId(line))?.colour }} />
              <b>{lineFigure(line, index)}</b>
            </span>
          ))}
        </span>
      ))}
    </p>
  );
}
