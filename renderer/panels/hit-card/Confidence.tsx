import { Check, Minus } from 'lucide-react';
import type { HitExplanation } from '../../../shared/session/hit-explanation.ts';
import { formatCount } from '../../format/numbers.ts';
import { spanWords } from './span-words.ts';

/** How far the data behind a hit can be relied on, and which bars that was. */
export function Confidence({ explanation }: { explanation: HitExplanation }) {
  const { confidence, bars, current } = explanation;
  return (
    <section className="hit-confidence">
      <div>
        <h3>
          Confidence
          {confidence !== null && <span className="hit-score">{confidence.score}</span>}
          {confidence !== null && <span className="muted">of 100</span>}
        </h3>
        <ul>
          {confidence === null && <li>It was not worked out for this hit.</li>}
          {confidence?.doubts.length === 0 && (
            <li>
              <Check aria-hidden="true" /> Warm, fresh and without gaps
            </li>
          )}
          {confidence?.doubts.map((doubt) => (
            <li key={doubt}>
              <Minus aria-hidden="true" /> {doubt}
            </li>
          ))}
          {!current && (
            <li>
              <Minus aria-hidden="true" /> The scanner was changed since
            </li>
          )}
        </ul>
      </div>
      <div>
        <h3>Bars used</h3>
        {bars.length === 0 && <p className="muted">They are not held any more.</p>}
        <ul>
          {bars.map(({ interval, bars: count, from, to }) => (
            <li key={interval}>
              <span className="bars-interval">{interval}</span>
              <span className="bars-span">{spanWords(interval, from, to)}</span>
              <span className="bars-count">{formatCount(count)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
