import { formatCount } from '../../format/numbers.ts';
import { formatWallTime } from '../../format/times.ts';
import { useHitCard, useIsChanged } from '../../stores/hit-card-store.ts';

/** How many symbols each condition lets through, as of now: of one condition alone there is nothing to tell. */
export function FunnelLines() {
  const funnel = useHitCard((state) => state.funnel);
  const isChanged = useIsChanged();
  if (funnel.kind !== 'answered' || funnel.value.stages.length < 2) return null;
  const { time, symbols, stages } = funnel.value;
  return (
    <section>
      <h3>
        Funnel{' '}
        <span className="muted">
          at {formatWallTime(time)}
          {isChanged ? ', by the scanner as it is now' : ''}, of {formatCount(symbols)}; unknown is not passed
        </span>
      </h3>
      <ul className="misses funnel-lines">
        {stages.map(({ text, span, passed, unknown }) => (
          <li key={span.from}>
            <span className="condition">{text}</span>
            <span className="quiet">{unknown === 0 ? '' : `${formatCount(unknown)} unknown`}</span>
            <span className="margin-bar" aria-hidden="true">
              <span style={{ width: `${(passed / Math.max(1, symbols)) * 100}%` }} />
            </span>
            <span className="figure">{formatCount(passed)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
