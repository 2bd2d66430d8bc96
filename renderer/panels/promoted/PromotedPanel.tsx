import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG, SYMBOL_STATES } from '../../../shared/session/status.ts';
import { StateCell } from '../../components/StateCell.tsx';
import { formatPercent, formatPrice, MISSING } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { type SymbolRow, symbolRow } from '../../stores/symbol-rows.ts';

const PROMOTED = SYMBOL_STATES.indexOf('promoted');
const LOADING = SYMBOL_STATES.indexOf('loading');

/** The few symbols that carry full data. */
export function PromotedPanel() {
  const snapshot = useSession((state) => state.snapshot);
  const rows = snapshot === null ? [] : promotedRows(snapshot);
  const count = snapshot?.status.promotedCount ?? 0;
  return (
    <section className="panel" aria-label="Promoted">
      <header className="panel-header">
        <h2>Promoted</h2>
        <span className="muted">{count}</span>
      </header>
      <div className="panel-body scrolls">
        {rows.length > 0 ? (
          <table className="plain">
            <thead>
              <tr>
                <th>Symbol</th>
                <th>State</th>
                <th className="number">Last</th>
                <th className="number">Chg %</th>
                <th className="number spare">Hits</th>
                <th className="number spare">Last hit</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PromotedRow key={row.symbol} row={row} sessionDate={snapshot?.status.sessionDate ?? ''} />
              ))}
            </tbody>
          </table>
        ) : (
          <div className="empty">
            <strong>Nothing promoted</strong>
            <span>
              Select a symbol, then <kbd>Ctrl Enter</kbd>
            </span>
          </div>
        )}
      </div>
    </section>
  );
}

function PromotedRow({ row, sessionDate }: { row: SymbolRow; sessionDate: string }) {
  const isSelected = useSelection((state) => state.symbol === row.symbol);
  const direction = row.changePercent > 0.005 ? 'cell-up' : row.changePercent < -0.005 ? 'cell-down' : '';
  return (
    <tr aria-selected={isSelected} onPointerDown={() => select(row.symbol)}>
      <td className="strong">{row.symbol}</td>
      <td>
        <StateCell symbol={row} />
      </td>
      <td className="number">{formatPrice(row.last)}</td>
      <td className={`number ${direction}`}>{formatPercent(row.changePercent)}</td>
      <td className="number cell-quiet spare">{row.hits > 0 ? row.hits : MISSING}</td>
      <td className="number cell-quiet spare">
        {Number.isNaN(row.lastHit) ? MISSING : formatTimeOn(row.lastHit, sessionDate)}
      </td>
    </tr>
  );
}

/** Promoted symbols and those on the way, the newest hit first. */
function promotedRows(snapshot: SessionSnapshot): SymbolRow[] {
  const rows: SymbolRow[] = [];
  snapshot.columns.state.forEach((state, index) => {
    const isOut = ((snapshot.columns.flags[index] ?? 0) & SYMBOL_FLAG.excluded) !== 0;
    if (!isOut && (state === PROMOTED || state === LOADING)) rows.push(symbolRow(snapshot, index));
  });
  return rows.sort((a, b) => (b.lastHit || 0) - (a.lastHit || 0) || (a.symbol < b.symbol ? -1 : 1));
}
