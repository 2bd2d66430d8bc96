import './locks.css';
import { ArrowUpRight } from 'lucide-react';
import { useEffect } from 'react';
import type { LockRecord } from '../../../shared/domain/lock.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { Icon } from '../../components/icons.tsx';
import { usePanelId } from '../../components/panel-host.tsx';
import { moveBetweenRows } from '../../components/row-keys.ts';
import { reasonWords } from '../../format/locks.ts';
import { heldWords } from '../../format/positions.ts';
import { formatTimeOn } from '../../format/times.ts';
import { unlockSymbol, useLockState } from '../../stores/lock-commands.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol } from '../../stores/symbol-rows.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';

const NONE: readonly LockRecord[] = [];

/** Who keeps which symbol from being removed. */
export function LocksPanel() {
  const id = usePanelId();
  const locks = useSession((state) => state.snapshot?.locks ?? NONE);
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const symbols = new Set(locks.map(({ symbol }) => symbol)).size;
  const count =
    locks.length === 0 ? '' : `${locks.length} on ${symbols} ${symbols === 1 ? 'symbol' : 'symbols'}`;
  useEffect(() => setPanelCount(id, count), [id, count]);
  return (
    <section className="panel" aria-label="Locks">
      <div className="panel-body scrolls">
        {locks.length > 0 ? (
          <table className="plain">
            <thead>
              <tr>
                <th>Symbol</th>
                <th>Kind</th>
                <th>Holder, reason</th>
                <th className="number">Since</th>
                <th className="tail" aria-label="Way out" />
              </tr>
            </thead>
            <tbody onKeyDown={moveBetweenRows}>
              {locks.map((lock) => (
                <LockRow key={lock.id} lock={lock} since={formatTimeOn(lock.since, sessionDate)} />
              ))}
            </tbody>
          </table>
        ) : (
          <div className="empty">
            <strong>No locks</strong>
            <span>
              A locked symbol can be neither removed nor demoted. <kbd>Ctrl L</kbd>
            </span>
          </div>
        )}
      </div>
    </section>
  );
}

function LockRow({ lock, since }: { lock: LockRecord; since: string }) {
  const { symbol, holder } = lock;
  const isSelected = useSelection((state) => state.symbol === symbol);
  const held = useSession(({ snapshot }) => {
    const position = snapshot?.trading.positions.find(
      ({ id }) => holder.kind === 'position' && id === holder.id,
    );
    return position?.quantity;
  });
  const leaves = useSession(({ snapshot }) => {
    const flags = snapshot === null ? 0 : (rowOfSymbol(snapshot, symbol)?.flags ?? 0);
    return (flags & SYMBOL_FLAG.leaving) !== 0;
  });
  const words = holderWords(lock, held);
  return (
    <tr tabIndex={0} aria-selected={isSelected} onFocus={() => select(symbol)}>
      <td className="strong">{symbol}</td>
      <td className="cell-quiet">{holder.kind}</td>
      <td
        className="cell-quiet rest"
        title={leaves ? `${words}. ${symbol} is removed when the last holder lets go` : words}
      >
        {leaves && <span className="leaves">leaving · </span>}
        {words}
      </td>
      <td className="number cell-quiet" title={since}>
        {since.slice(0, -3)}
      </td>
      <td className="tail">
        <WayOut lock={lock} />
      </td>
    </tr>
  );
}

function WayOut({ lock: { symbol, holder } }: { lock: LockRecord }) {
  const isPending = useLockState((state) => state.pending.has(symbol));
  if (holder.kind === 'manual') {
    return (
      <button
        type="button"
        className="icon-button"
        title={`Unlock ${symbol}`}
        aria-label={`Unlock ${symbol}`}
        disabled={isPending}
        onClick={() => void unlockSymbol(symbol)}
      >
        <Icon name={isPending ? 'loading' : 'lock'} className="locked" />
      </button>
    );
  }
  if (holder.kind !== 'position') return null;
  const show = () => {
    select(symbol);
    useWorkspace.getState().dock?.show('positions');
  };
  return (
    <button
      type="button"
      className="icon-button quiet-icon"
      title={`Show position ${holder.id}`}
      aria-label={`Show position ${holder.id}`}
      onClick={show}
    >
      <ArrowUpRight />
    </button>
  );
}

/** `P-104 long 200`, `earnings 16 Oct`, `Trend-v2, trailing stop`. */
function holderWords({ holder, reason }: LockRecord, held: number | undefined): string {
  if (holder.kind === 'manual') return reason;
  if (held === undefined) return `${holder.id}, ${reasonWords(reason)}`;
  return held === 0 ? `${holder.id}, order waits` : `${holder.id} ${heldWords(held).toLowerCase()}`;
}
