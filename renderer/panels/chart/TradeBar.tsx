import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { Icon } from '../../components/icons.tsx';
import { openPreview } from '../../stores/preview-store.ts';
import { demoteSymbols } from '../../stores/removal-store.ts';
import { closePosition, openOrderTicket, useTrading } from '../../stores/trading-store.ts';
import { OVER_PLOT } from './use-clear-boxes.ts';

interface TradeBarProps {
  readonly symbol: SymbolId;
  readonly isPromoted: boolean;
  readonly hasPosition: boolean;
}

/** What one does with a symbol while looking at its chart; always in the same place. */
export function TradeBar({ symbol, isPromoted, hasPosition }: TradeBarProps) {
  const isClosing = useTrading(({ closing }) => closing.has(symbol));
  return (
    <div className="trade-bar" role="toolbar" aria-label={`Orders and promotion of ${symbol}`} {...OVER_PLOT}>
      <button
        type="button"
        className="button buy"
        title={`Buy ${symbol} on paper`}
        onClick={() => openOrderTicket(symbol, 'buy')}
      >
        <Icon name="buy" />
        Buy
      </button>
      <button
        type="button"
        className="button sell"
        title={`Sell ${symbol} on paper`}
        onClick={() => openOrderTicket(symbol, 'sell')}
      >
        <Icon name="sell" />
        Sell
      </button>
      {hasPosition && (
        <button
          type="button"
          className="button"
          disabled={isClosing}
          title={`Close the position in ${symbol} at the next bar’s open`}
          onClick={() => void closePosition(symbol)}
        >
          {isClosing ? 'Closing…' : 'Close'}
        </button>
      )}
      {isPromoted ? (
        <button
          type="button"
          className="button"
          title={`Demote ${symbol} (Ctrl+Backspace)`}
          onClick={() => void demoteSymbols([symbol])}
        >
          Demote
        </button>
      ) : (
        <button
          type="button"
          className="button"
          title={`Promote ${symbol} (Ctrl+Enter)`}
          onClick={() => openPreview([symbol])}
        >
          Promote…
        </button>
      )}
    </div>
  );
}
