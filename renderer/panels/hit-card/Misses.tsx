import { valueWords } from '../../format/measured.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatWallTime } from '../../format/times.ts';
import { useHitCard, useIsChanged } from '../../stores/hit-card-store.ts';
import { select } from '../../stores/selection-store.ts';
import { marginWords, missWords } from './evidence-rows.ts';

/** The symbols that one condition keeps from hitting, as of now. */
export function Misses() {
  const misses = useHitCard((state) => state.misses);
  const isChanged = useIsChanged();
  if (misses.kind === 'refused') return null;
  if (misses.kind === 'asked') return <MissesHead words="looking…" />;
  const { time, symbols, misses: found } = misses.value;
  return (
    <section>
      <MissesHead
        words={`at ${formatWallTime(time)}${isChanged ? ', by the scanner as it is now' : ''}, one condition away, of ${formatCount(symbols)}`}
      />
      {found.length === 0 && <p className="muted">No symbol is one condition away.</p>}
      <ul className="misses">
        {found.map(({ symbol, condition }) => (
          <li key={symbol}>
            <button type="button" className="link-button" onClick={() => select(symbol)}>
              {symbol}
            </button>
            <span className="condition">{condition.text}</span>
            <span className="figure">
              {valueWords(condition.value, condition.unit)}, {missWords(condition)}
            </span>
            <span className="figure quiet">{condition.margin === 0 ? 'equal' : marginWords(condition)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MissesHead({ words }: { words: string }) {
  return (
    <h3>
      Nearest misses <span className="muted">{words}</span>
    </h3>
  );
}
