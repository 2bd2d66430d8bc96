import { memo, useMemo } from 'react';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatWallTime } from '../../format/times.ts';
import { type TrackBar, trackBars, trackPosition } from './track.ts';

const WIDTH = 1_000;
const HEIGHT = 16;
const GAP = 2;

/** The session from open to close: how far it is, and how many hits each ten minutes had. */
export function SessionTrack({ status }: { status: SessionStatus }) {
  const { now, open, close, hitsByTenMinutes, hitCount } = status;
  const bars = useMemo(() => trackBars(hitsByTenMinutes, open, close), [hitsByTenMinutes, open, close]);
  const position = trackPosition(now, open, close);
  const [from, to] = [formatWallTime(open).slice(0, 5), formatWallTime(close).slice(0, 5)];
  const words = `${Math.round(position * 100)} % of ${from} to ${to}, ${formatCount(hitCount)} hits`;
  return (
    <div className="track" role="img" aria-label={`Session: ${words}`}>
      <span className="track-end">{from}</span>
      <div className="track-body">
        <Bars bars={bars} />
        <div className="track-line" />
        <div className="track-done" style={{ width: `${position * 100}%` }} />
        <div className="track-at" style={{ left: `${position * 100}%` }} />
      </div>
      <span className="track-end">
        {to}
        {status.halfDay && ' half day'}
      </span>
    </div>
  );
}

const Bars = memo(({ bars }: { bars: readonly TrackBar[] }) => (
  <svg
    className="track-bars"
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    {bars.map(({ left, width, height, hits, start }) => (
      <rect
        key={start}
        x={left * WIDTH + GAP}
        y={HEIGHT * (1 - height)}
        width={Math.max(1, width * WIDTH - 2 * GAP)}
        height={HEIGHT * height}
      >
        <title>{`${formatWallTime(start).slice(0, 5)}: ${formatCount(hits)} hits`}</title>
      </rect>
    ))}
  </svg>
));
