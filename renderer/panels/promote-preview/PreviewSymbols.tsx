import type { SymbolPreview } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { choose, usePreview } from '../../stores/preview-store.ts';

/** The symbols that are asked for, each with why and with what it would get. */
export function PreviewSymbols({ isChoosing }: { isChoosing: boolean }) {
  const asked = usePreview((state) => state.asked);
  return (
    <table className="preview-table">
      <thead>
        <tr>
          <th className="first">Symbol</th>
          <th>Why</th>
          <th className="number">Fetch</th>
          <th className="number">Held</th>
          <th className="number">Ready after</th>
        </tr>
      </thead>
      <tbody>
        {asked.map((symbol) => (
          <SymbolLine key={symbol} symbol={symbol} isChoosing={isChoosing} />
        ))}
      </tbody>
    </table>
  );
}

function SymbolLine({ symbol, isChoosing }: { symbol: SymbolId; isChoosing: boolean }) {
  const known = usePreview((state) => state.known.get(symbol));
  const isChosen = usePreview((state) => state.chosen.has(symbol));
  const isOut = known !== undefined && (known.refusal !== null || known.alreadyPromoted);
  return (
    <tr className={isChosen && !isOut ? undefined : 'is-out'}>
      <td className="first strong">
        {isChoosing ? (
          <label>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={(event) => choose(symbol, event.currentTarget.checked)}
            />
            {symbol}
          </label>
        ) : (
          symbol
        )}
      </td>
      <td className="rest" title={known?.refusal ?? undefined}>
        <Why known={known} />
      </td>
      <td className="number">{isOut || known === undefined ? MISSING : formatCount(known.fetch)}</td>
      <td className="number quiet">{isOut || known === undefined ? MISSING : formatCount(known.held)}</td>
      <td className={`number ${isOut || isReady(known) ? '' : 'is-short'}`}>
        {isOut || known === undefined ? MISSING : `${known.ready} of ${known.indicators}`}
      </td>
    </tr>
  );
}

function Why({ known }: { known: SymbolPreview | undefined }) {
  if (known?.refusal != null) return <span className="refusal">{known.refusal}</span>;
  if (known?.alreadyPromoted === true) return <>Promoted already</>;
  return <>{known?.reason ?? 'By hand'}</>;
}

function isReady(known: SymbolPreview | undefined): boolean {
  return known === undefined || known.ready === known.indicators;
}
