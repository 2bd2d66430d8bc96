import { formatCount } from '../../format/numbers.ts';
import { formatWallTime } from '../../format/times.ts';
import { useHitCard } from '../../stores/hit-card-store.ts';

/** How many symbols each condition lets through, as of now: of one condition alone there is nothing to tell. */
export function FunnelLines() {
  const funnel = useHitCard((state) => state.funnel);
  if (funnel.kind !== 'answered' || funnel.value.stages.length < 2) return null;
  const { time, symbols, stages } = funnel.value;
  return (
    <section>
      <h3>
        Funnel{' '}
        <span className="muted">
          at {formatWallTime(time)}, of {formatCount(symbols)}; unknown is not passed
        </span>
      </h3>
      <ul className="misses">
        {stages.map(({ text, span, passed, unknown }) => (
          <li key={span.from}>
            <span className="figure">{formatCount(passed)}</span>
            <span className="condition">{text}</span>
            <span className="figure quiet">{unknown === 0 ? '' : `${formatCount(unknown)} unknown`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
