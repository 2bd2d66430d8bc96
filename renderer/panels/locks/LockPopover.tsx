import './locks.css';
import { useState } from 'react';
import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { Icon } from '../../components/icons.tsx';
import { Popover } from '../../components/Popover.tsx';
import { holderName, reasonWords } from '../../format/locks.ts';
import { formatTimeOn } from '../../format/times.ts';
import {
  askLockReason,
  closeLockPopover,
  DEFAULT_REASON,
  lockSymbol,
  unlockSymbol,
  useLockState,
} from '../../stores/lock-commands.ts';
import { useSession } from '../../stores/session-store.ts';
import { locksOf } from '../../stores/symbol-locks.ts';

const NONE: readonly LockRecord[] = [];
/** Longest reason that the engine takes. */
const REASON_LENGTH = 200;

/** What a padlock opens: the question why, or the list of who holds the symbol. Mounted once, in the window. */
export function LockPopover() {
  const popover = useLockState((state) => state.popover);
  if (popover === null) return null;
  const { symbol, kind, place } = popover;
  return (
    <Popover
      key={`${symbol} ${kind}`}
      label={kind === 'reason' ? `Lock ${symbol}` : `Holders of ${symbol}`}
      place={place}
      width={kind === 'reason' ? 280 : 340}
      onClose={closeLockPopover}
    >
      {kind === 'reason' ? <ReasonForm symbol={symbol} /> : <Holders symbol={symbol} />}
    </Popover>
  );
}

function ReasonForm({ symbol }: { symbol: SymbolId }) {
  const [reason, setReason] = useState(DEFAULT_REASON);
  const given = reason.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (given === '') return;
        closeLockPopover();
        void lockSymbol(symbol, given);
      }}
    >
      <h3>
        <Icon name="lock" />
        Lock {symbol}
      </h3>
      <input
        className="text-field"
        aria-label="Why"
        placeholder="Why"
        maxLength={REASON_LENGTH}
        spellCheck={false}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      <div className="popover-foot">
        <span className="muted">Neither removed nor demoted while locked</span>
        <span className="spacer" />
        <button type="submit" className="button" disabled={given === ''}>
          Lock <kbd>Enter</kbd>
        </button>
      </div>
    </form>
  );
}

function Holders({ symbol }: { symbol: SymbolId }) {
  const locks = locksOf(
    useSession((state) => state.snapshot?.locks ?? NONE),
    symbol,
  );
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const isLockedByHand = locks.some(({ holder }) => holder.kind === 'manual');
  const onlyPosition = locks.length > 0 && locks.every(({ holder }) => holder.kind === 'position');
  return (
    <>
      <h3>
        <Icon name={locks.length === 0 ? 'unlock' : 'lock'} />
        {locks.length === 0 ? `${symbol} is not locked any more` : `${symbol} is held by`}
      </h3>
      {locks.map(({ id, holder, reason, since }) => (
        <div key={id} className="popover-row holder-row">
          <span className="strong">{holderName(holder)}</span>
          <span className="muted holder-reason">{reasonWords(reason)}</span>
          <span className="spacer" />
          <span className="muted">{formatTimeOn(since, sessionDate)}</span>
          {holder.kind === 'manual' && (
            <button type="button" className="button" onClick={() => void unlockSymbol(symbol)}>
              Unlock
            </button>
          )}
        </div>
      ))}
      <div className="popover-foot">
        <span className="muted">
          {onlyPosition ? 'A position lets go when it is closed.' : 'It is free when the last one lets go.'}
        </span>
        <span className="spacer" />
        {locks.length > 0 && !isLockedByHand && (
          <button type="button" className="button" onClick={() => askLockReason(symbol)}>
            Lock by hand too…
          </button>
        )}
        <button type="button" className="button" data-autofocus="" onClick={closeLockPopover}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
    </>
  );
}
