import type { LockRecord } from '../../../shared/domain/lock.ts';
import { Icon } from '../../components/icons.tsx';
import { formatTimeOn } from '../../format/times.ts';
import { act } from '../../stores/commands.ts';
import { select } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';

const NONE: readonly LockRecord[] = [];

/** Who keeps which symbol from being removed. */
export function LocksPanel() {
  const locks = useSession((state) => state.snapshot?.locks ?? NONE);
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const symbols = new Set(locks.map(({ symbol }) => symbol)).size;
  return (
    <section className="panel" aria-label="Locks">
      <header className="panel-header">
        <h2>Locks</h2>
        <span className="muted">
          {locks.length === 0 ? 0 : `${locks.length} on ${symbols} ${symbols === 1 ? 'symbol' : 'symbols'}`}
        </span>
      </header>
      <div className="panel-body scrolls">
        {locks.length > 0 ? (
          <table className="plain">
            <thead>
              <tr>
                <th>Symbol</th>
                <th className="spare">Kind</th>
                <th>Holder, reason</th>
                <th className="number">Since</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {locks.map((lock) => (
                <LockRow key={lock.id} lock={lock} sessionDate={sessionDate} />
              ))}
            </tbody>
          </table>
        ) : (
          <div className="empty">
            <strong>No locks</strong>
            <span>
              A locked symbol cannot be removed or demoted. <kbd>Ctrl L</kbd>
            </span>
          </div>
        )}
      </div>
    </section>
  );
}

function LockRow({ lock, sessionDate }: { lock: LockRecord; sessionDate: string }) {
  const { symbol, holder, reason, since } = lock;
  const isManual = holder.kind === 'manual';
  return (
    <tr onPointerDown={() => select(symbol)}>
      <td className="strong">{symbol}</td>
      <td className="cell-quiet spare">{holder.kind}</td>
      <td className="cell-quiet rest">{isManual ? reason : `${holder.id}, ${reason}`}</td>
      <td className="number cell-quiet">{formatTimeOn(since, sessionDate)}</td>
      <td className="number">
        {isManual && (
          <button
            type="button"
            className="icon-button"
            title={`Unlock ${symbol}`}
            onClick={() => void act('unlock', symbol)}
          >
            <Icon name="lock" className="locked" />
          </button>
        )}
      </td>
    </tr>
  );
}
