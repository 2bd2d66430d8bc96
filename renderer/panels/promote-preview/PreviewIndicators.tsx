import { formatCount } from '../../format/numbers.ts';

/** Keys that are named; the others are counted. */
const SHOWN = 5;

/** Indicators that every symbol gets. */
export function PreviewIndicators({ keys, symbols }: { keys: readonly string[]; symbols: number }) {
  const more = keys.length - SHOWN;
  const count = keys.length * symbols;
  return (
    <p className="preview-indicators" title={keys.join('\n')}>
      <span className="quiet">
        {count === 0
          ? 'The config asks for no indicators.'
          : `${formatCount(count)} ${count === 1 ? 'indicator' : 'indicators'}:`}
      </span>
      {keys.slice(0, SHOWN).map((key) => (
        <code key={key}>{key}</code>
      ))}
      {more > 0 && <span className="quiet">and {more} more each</span>}
    </p>
  );
}
