import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { formatProfit, profitClass } from '../../format/money.ts';
import { heldWords } from '../../format/positions.ts';
import type { PositionRow } from '../../stores/position-rows.ts';
import { closeAllPositions } from '../../stores/trading-store.ts';

/** Closes every position, after one question: an order cannot be taken back. */
export function CloseAll({ rows }: { rows: readonly PositionRow[] }) {
  const [isAsking, setAsking] = useState(false);
  const open = rows.filter(({ quantity, waiting }) => quantity + waiting !== 0);
  if (open.length === 0) return null;
  const leave = () => setAsking(false);
  return (
    <>
      <button
        type="button"
        className="button quiet"
        title="Close every position"
        onClick={() => setAsking(true)}
      >
        Close all
      </button>
      {isAsking && (
        <Dialog
          title={open.length === 1 ? 'Close the position?' : `Close all ${open.length} positions?`}
          lead="Market orders on paper, filled at the next bar’s open. This cannot be undone."
          icon={<LogOut />}
          tone="stale"
          width={440}
          onCancel={leave}
          actions={[
            { label: 'Keep them', isDefault: true, run: leave },
            {
              label: open.length === 1 ? 'Close it' : `Close ${open.length}`,
              look: 'danger',
              run: () => {
                leave();
                void closeAllPositions();
              },
            },
          ]}
        >
          <table className="plain">
            <tbody>
              {open.map(({ id, symbol, quantity, profit }) => (
                <tr key={id}>
                  <td className="strong">{symbol}</td>
                  <td className="cell-quiet">{heldWords(quantity)}</td>
                  <td className={`number ${profitClass(profit)}`}>{formatProfit(profit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Dialog>
      )}
    </>
  );
}
