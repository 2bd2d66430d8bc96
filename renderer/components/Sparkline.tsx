import './sparkline.css';
import { memo } from 'react';
import { sparkShape } from './spark-line.ts';

interface SparklineProps {
  /** Closes of the newest bars, oldest first; NaN in front where there are fewer. */
  readonly closes: ArrayLike<number> | undefined;
  /** Change since the previous close: its sign colours the end dot; NaN or 0 for neither. */
  readonly change: number;
  readonly width?: number;
  readonly height?: number;
}

/** The newest bars as a neutral line whose end dot says whether the day is up or down. Decoration: the figures beside it carry the meaning. */
export const Sparkline = memo(function Sparkline(props: SparklineProps) {
  const { closes, change, width = 60, height = 16 } = props;
  const shape = closes === undefined ? undefined : sparkShape(closes, width, height);
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'flat';
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      {shape !== undefined && (
        <>
          {shape.points !== '' && <polyline points={shape.points} />}
          <circle className={direction} cx={shape.endX} cy={shape.endY} r="1.75" />
        </>
      )}
    </svg>
  );
});
