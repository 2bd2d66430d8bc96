import type { ChartData } from '../../../shared/domain/chart.ts';
import type { ChartTheme } from '../../charts/chart-theme.ts';
import { LineValues } from './Legend.tsx';
import { legendIndex } from './legend-values.ts';

interface PaneLegendsProps {
  readonly data: ChartData;
  readonly hovered: number | null;
  /** Keys of the indicators with a pane of their own, from the second pane on. */
  readonly panes: readonly string[];
  readonly tops: readonly number[];
  readonly theme: ChartTheme;
}

/** What each indicator with a pane of its own says, at the top of its pane. */
export function PaneLegends({ data, hovered, panes, tops, theme }: PaneLegendsProps) {
  const index = legendIndex(data, hovered);
  return panes.map((key, i) => {
    const top = tops[i + 1];
    if (top === undefined) return null;
    return (
      <div key={key} className="pane-legend" style={{ top }}>
        <LineValues
          lines={data.lines.filter((line) => line.key === key)}
          all={data.lines}
          index={index}
          theme={theme}
        />
      </div>
    );
  });
}
