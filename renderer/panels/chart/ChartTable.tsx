import { useEffect, useRef } from 'react';
import type { ChartData } from '../../../shared/domain/chart.ts';
import { isIntraday } from '../../../shared/domain/interval.ts';
import { barTime } from '../../charts/axis-times.ts';
import { lineId } from '../../charts/line-styles.ts';
import { Icon } from '../../components/icons.tsx';
import { formatCount, formatPrice, MISSING } from '../../format/numbers.ts';
import { lineFigure } from './legend-values.ts';

interface ChartTableProps {
  readonly data: ChartData;
  /** Indices of the first and last bar in view. */
  readonly range: { readonly first: number; readonly last: number };
  readonly onClose: () => void;
}

/** More rows than these nobody reads; the newest are kept. */
const MOST_ROWS = 400;

/** The bars in view as a table, newest first: what the picture says, to read and to hear. */
export function ChartTable({ data, range, onClose }: ChartTableProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const first = Math.max(range.first, range.last - MOST_ROWS + 1);
  const rows = Array.from({ length: range.last - first + 1 }, (_, i) => range.last - i);
  const title = `${data.symbol} ${data.interval}, ${formatCount(rows.length)} bars in view, newest first`;
  return (
    <section
      ref={box}
      className="chart-table"
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <span>{title}</span>
        <button type="button" className="icon-button" aria-label="Close the table" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Time ET</th>
            {['Open', 'High', 'Low', 'Close', 'Volume'].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
            {data.lines.map((line) => (
              <th key={lineId(line)} scope="col" className="number">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => (
            <BarRow key={data.bars.start[index]} data={data} index={index} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BarRow({ data, index }: { data: ChartData; index: number }) {
  const { bars } = data;
  const isForming = data.formingUntil !== null && index === bars.start.length - 1;
  const volume = bars.volume[index] ?? Number.NaN;
  return (
    <tr>
      <th scope="row">
        {barTime(bars.wallSeconds[index] ?? Number.NaN, isIntraday(data.interval))}
        {isForming && <span className="muted"> forming</span>}
      </th>
      {[bars.open, bars.high, bars.low, bars.close].map((column, i) => (
        // The columns are these four, in this order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <td key={i} className="number">
          {formatPrice(column[index])}
        </td>
      ))}
      <td className="number">{Number.isFinite(volume) ? formatCount(volume) : MISSING}</td>
      {data.lines.map((line) => (
        <td key={lineId(line)} className="number">
          {lineFigure(line, index)}
        </td>
      ))}
    </tr>
  );
}
