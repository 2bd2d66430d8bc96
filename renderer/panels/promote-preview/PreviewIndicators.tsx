import { formatCount } from '../../format/numbers.ts';

/** Keys that are named; the others are counted. */
const SHOWN = 5;

/** Indicators that every symbol gets. */
export function PreviewIndicators({ keys, symbols }: { keys: readonly string[]; symbols: number }) {
  const more = keys.length - SHOWN;
  return (
    <p className="preview-indicators" title={keys.join('\n')}>
      <span className="quiet">{countWords(keys.length, symbols)}</span>
      {keys.slice(0, SHOWN).map((key) => (
        <code key={key}>{key}</code>
      ))}
      {more > 0 && <span className="quiet">and {more} more each</span>}
    </p>
  );
}

function countWords(each: number, symbols: number): string {
  if (each === 0) return 'The config asks for no indicators.';
  const count = each * symbols;
  return count === 0 ? 'Indicators:' : `${formatCount(count)} ${count === 1 ? 'indicator' : 'indicators'}:`;
}
