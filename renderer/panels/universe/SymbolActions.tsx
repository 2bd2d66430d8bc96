import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { Icon, type IconName } from '../../components/icons.tsx';
import { act, type SymbolAction, usePending } from '../../stores/commands.ts';
import { useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol } from '../../stores/symbol-rows.ts';

interface OfferedAction {
  readonly action: SymbolAction;
  readonly label: string;
  /** While the engine has not confirmed it. */
  readonly waiting: string;
  readonly icon: IconName;
  readonly keys: string;
}

const PROMOTE: OfferedAction = {
  action: 'promote',
  label: 'Promote',
  waiting: 'Promoting…',
  icon: 'promoted',
  keys: 'Ctrl+Enter',
};
const DEMOTE: OfferedAction = {
  action: 'demote',
  label: 'Demote',
  waiting: 'Demoting…',
  icon: 'demote',
  keys: 'Ctrl+Backspace',
};
const LOCK: OfferedAction = {
  action: 'lock',
  label: 'Lock',
  waiting: 'Locking…',
  icon: 'lock',
  keys: 'Ctrl+L',
};
const UNLOCK: OfferedAction = {
  action: 'unlock',
  label: 'Unlock',
  waiting: 'Unlocking…',
  icon: 'unlock',
  keys: 'Ctrl+L',
};
const REMOVE: OfferedAction = {
  action: 'remove',
  label: 'Remove',
  waiting: 'Removing…',
  icon: 'remove',
  keys: 'Delete',
};

/** What can be asked for a symbol as it stands now. */
function offeredActions(isPromoted: boolean, isLocked: boolean): readonly OfferedAction[] {
  return [isPromoted ? DEMOTE : PROMOTE, isLocked ? UNLOCK : LOCK, REMOVE];
}

/** The offered actions of a symbol, following its state. */
export function useOfferedActions(symbol: SymbolId | null): readonly OfferedAction[] {
  const row = (field: 'state' | 'flags') => (state: ReturnType<typeof useSession.getState>) =>
    symbol === null || state.snapshot === null ? undefined : rowOfSymbol(state.snapshot, symbol)?.[field];
  const state = useSession(row('state'));
  const flags = useSession(row('flags'));
  const isLocked = typeof flags === 'number' && (flags & SYMBOL_FLAG.locked) !== 0;
  return offeredActions(state === 'promoted' || state === 'loading', isLocked);
}

/** Buttons for the selected symbol; disabled while nothing is selected. */
export function SymbolActions() {
  const symbol = useSelection((state) => state.symbol);
  const pending = usePending((state) => (symbol === null ? undefined : state.pending.get(symbol)));
  const actions = useOfferedActions(symbol);
  return (
    <div role="toolbar" aria-label="Actions for the selected symbol" className="action-row">
      {actions.map(({ action, label, waiting, icon, keys }) => (
        <button
          key={icon}
          type="button"
          className="button quiet"
          disabled={symbol === null || pending !== undefined}
          title={symbol === null ? `${label}: select a symbol first` : `${label} ${symbol} (${keys})`}
          onClick={() => symbol !== null && void act(action, symbol)}
        >
          <Icon name={icon} />
          {pending === action ? waiting : label}
        </button>
      ))}
    </div>
  );
}
