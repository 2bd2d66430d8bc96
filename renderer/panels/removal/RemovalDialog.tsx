import './removal.css';
import {
  BriefcaseBusiness,
  FileText,
  Hand,
  type LucideIcon,
  Radar,
  ScrollText,
  TimerReset,
  Trash2,
} from 'lucide-react';
import type { LockHolderKind, LockRecord } from '../../../shared/domain/lock.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { Dialog, type DialogAction } from '../../components/Dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { unlockSymbol, useLockState } from '../../stores/lock-commands.ts';
import { lastOf, type PositionRow, positionRows } from '../../stores/position-rows.ts';
import {
  closeRefusal,
  demoteSymbols,
  type Refusal,
  removeSymbols,
  removeWhenReleased,
  useRemoval,
} from '../../stores/removal-store.ts';
import { select } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { locksOf } from '../../stores/symbol-locks.ts';
import { rowOfSymbol } from '../../stores/symbol-rows.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { holderLines, refusalWords } from './refusal-words.ts';

const ICONS: Record<LockHolderKind, LucideIcon> = {
  position: BriefcaseBusiness,
  order: FileText,
  manual: Hand,
  scanner: Radar,
  script: ScrollText,
};

/** Why a symbol was not removed or demoted, who holds it, and the ways out. Mounted once, in the window. */
export function RemovalDialog() {
  const refusal = useRemoval((state) => state.refusal);
  const snapshot = useSession((state) => state.snapshot);
  if (refusal === null || snapshot === null) return null;
  return <Refused refusal={refusal} snapshot={snapshot} />;
}

function Refused({ refusal, snapshot }: { refusal: Refusal; snapshot: SessionSnapshot }) {
  const { action, symbols, entry } = refusal;
  const locks = symbols.flatMap((symbol) => locksOf(snapshot.locks, symbol));
  const locked = [...new Set(locks.map(({ symbol }) => symbol))];
  const [only] = symbols;
  const leaving = symbols.length === 1 && only !== undefined && isLeaving(snapshot, only);
  const { title, lead } = refusalWords(action, symbols, locked, locks.length, leaving);
  return (
    <Dialog
      title={title}
      lead={lead}
      icon={<Icon name={locked.length === 0 ? 'unlock' : 'lock'} />}
      tone="locked"
      actions={waysOut(refusal, locked, leaving)}
      onCancel={closeRefusal}
    >
      {locks.length > 0 && (
        <HolderTable
          locks={locks}
          named={symbols.length > 1}
          rows={positionRows(snapshot.trading, lastOf(snapshot))}
          sessionDate={snapshot.status.sessionDate}
        />
      )}
      {entry !== null && (
        <p className="refusal-entry">
          <ScrollText aria-hidden="true" />
          The refusal is entry {formatCount(entry)} in the ledger.
          <button type="button" className="link-button" onClick={() => leaveTo('log')}>
            Show
          </button>
        </p>
      )}
    </Dialog>
  );
}

interface HolderTableProps {
  readonly locks: readonly LockRecord[];
  /** True where the table tells the symbols too. */
  readonly named: boolean;
  readonly rows: readonly PositionRow[];
  readonly sessionDate: string;
}

function HolderTable({ locks, named, rows, sessionDate }: HolderTableProps) {
  return (
    <table className="holders">
      <thead>
        <tr>
          <th className="holder-kind" aria-label="Kind" />
          <th>Held by</th>
          <th className="number">Since</th>
          <th className="holder-out" aria-label="Way out" />
        </tr>
      </thead>
      <tbody>
        {locks.map((lock) => (
          <HolderRow
            key={lock.id}
            lock={lock}
            named={named}
            position={rows.find(({ id }) => lock.holder.kind === 'position' && id === lock.holder.id)}
            since={formatTimeOn(lock.since, sessionDate)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface HolderRowProps {
  readonly lock: LockRecord;
  readonly named: boolean;
  readonly position: PositionRow | undefined;
  readonly since: string;
}

function HolderRow({ lock, named, position, since }: HolderRowProps) {
  const { symbol, holder } = lock;
  const KindIcon = ICONS[holder.kind];
  const { name, detail } = holderLines(lock, position);
  const isPending = useLockState((state) => state.pending.has(symbol));
  return (
    <tr>
      <td className="holder-kind">
        <KindIcon aria-hidden="true" />
      </td>
      <td className="holder-words">
        <span className="strong">{named ? `${symbol}: ${name}` : name}</span>
        <span>{detail}</span>
      </td>
      <td className="number">{since}</td>
      <td className="holder-out">
        {holder.kind === 'position' && (
          <button type="button" className="dialog-button" onClick={() => leaveTo('positions', symbol)}>
            Show position
          </button>
        )}
        {holder.kind === 'manual' && (
          <button
            type="button"
            className="dialog-button"
            disabled={isPending}
            onClick={() => void unlockSymbol(symbol)}
          >
            {isPending ? 'Unlocking…' : 'Unlock'}
          </button>
        )}
      </td>
    </tr>
  );
}

function waysOut(refusal: Refusal, locked: readonly SymbolId[], leaving: boolean): DialogAction[] {
  const { action, symbols } = refusal;
  const [symbol] = symbols;
  const close: DialogAction = {
    label: symbols.length === 1 ? `Keep ${symbol}` : 'Keep them',
    look: 'primary',
    isDefault: true,
    run: closeRefusal,
  };
  if (symbols.length !== 1 || symbol === undefined) return [close];
  if (locked.length === 0) {
    const isRemoval = action === 'remove';
    const run = (): void => {
      closeRefusal();
      void (isRemoval ? removeSymbols([symbol]) : demoteSymbols([symbol]));
    };
    return [
      { label: `${isRemoval ? 'Remove' : 'Demote'} ${symbol}`, place: 'start', icon: <Trash2 />, run },
      close,
    ];
  }
  if (action === 'demote') return [close];
  const later: DialogAction = {
    label: leaving ? 'Leaves when released' : 'Remove when released',
    place: 'start',
    icon: <TimerReset />,
    disabled: leaving,
    run: () => {
      closeRefusal();
      void removeWhenReleased(symbol);
    },
  };
  return [later, close];
}

function isLeaving(snapshot: SessionSnapshot, symbol: SymbolId): boolean {
  return ((rowOfSymbol(snapshot, symbol)?.flags ?? 0) & SYMBOL_FLAG.leaving) !== 0;
}

/** Closes the dialog and goes to what it named. */
function leaveTo(panel: string, symbol?: SymbolId): void {
  closeRefusal();
  if (symbol !== undefined) select(symbol);
  useWorkspace.getState().dock?.show(panel);
}
