import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { type SessionStatus, SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { Icon } from '../../components/icons.tsx';
import { formatCount } from '../../format/numbers.ts';
import { feedWord, modeWord, phaseWord, speedWord } from '../../format/words.ts';
import { useProduct } from '../../stores/product-store.ts';
import { useSession } from '../../stores/session-store.ts';

/** The bottom of the window: what the session is made of, in figures. */
export function StatusBar() {
  const snapshot = useSession((state) => state.snapshot);
  return (
    <footer className="status-bar">
      {snapshot !== null && <SessionFigures snapshot={snapshot} />}
      <span className="spacer" />
      <ProductFigures />
    </footer>
  );
}

function SessionFigures({ snapshot }: { snapshot: SessionSnapshot }) {
  const { status } = snapshot;
  return (
    <>
      <span className="mode-text">{mode(status)}</span>
      <span className="feed">
        <Icon name="dot" className={status.feed === 'lost' ? 'lost' : 'well'} />
        {feedWord(status.feed)}
      </span>
      <span>
        {phaseWord(status.phase)} {status.wallTime} ET
      </span>
      <span>{formatCount(counted(snapshot, () => true))} symbols</span>
      <span>
        {formatCount(status.promotedCount)} promoted · {formatCount(status.lockedCount)} locked
      </span>
      <Flagged snapshot={snapshot} />
      <span>{formatCount(status.hitCount)} hits</span>
      <span>{formatCount(status.barCount)} bars</span>
      {status.pendingLoads > 0 && (
        <span className="loading">{formatCount(status.pendingLoads)} loads to go</span>
      )}
      <span className={status.rejectedRowCount > 0 ? 'rejected' : ''}>
        {formatCount(status.rejectedRowCount)} rows rejected
      </span>
    </>
  );
}

function Flagged({ snapshot }: { snapshot: SessionSnapshot }) {
  const isKnown = (row: number) => !Number.isNaN(snapshot.columns.last[row] ?? Number.NaN);
  const stale = counted(snapshot, (row, flags) => (flags & SYMBOL_FLAG.stale) !== 0 && isKnown(row));
  const absent = counted(snapshot, (row, flags) => (flags & SYMBOL_FLAG.stale) !== 0 && !isKnown(row));
  const halted = counted(snapshot, (_, flags) => (flags & SYMBOL_FLAG.halted) !== 0);
  return (
    <>
      {absent > 0 && (
        <span className="stale">
          <Icon name="stale" /> {formatCount(absent)} without data
        </span>
      )}
      {stale > 0 && (
        <span className="stale">
          <Icon name="stale" /> {formatCount(stale)} stale
        </span>
      )}
      {halted > 0 && (
        <span className="halted">
          <Icon name="halted" /> {formatCount(halted)} halted
        </span>
      )}
    </>
  );
}

function ProductFigures() {
  const info = useProduct((state) => state.info);
  if (info === null) return null;
  const major = info.electron.split('.')[0];
  return (
    <>
      {info.developmentRuntime && (
        <span className="development">
          <Icon name="warning" /> Development runtime, Electron {major}
        </span>
      )}
      <span>{info.version}</span>
    </>
  );
}

function mode({ mode, seed, speed }: SessionStatus): string {
  const word = seed === null ? modeWord(mode) : `${modeWord(mode)} seed ${seed}`;
  return mode === 'live' ? word : `${word} · ${speedWord(speed)}`;
}

/** Symbols that are counted among those of the universe. */
function counted(snapshot: SessionSnapshot, counts: (row: number, flags: number) => boolean): number {
  let count = 0;
  snapshot.columns.flags.forEach((flags, row) => {
    if ((flags & SYMBOL_FLAG.excluded) === 0 && counts(row, flags)) count += 1;
  });
  return count;
}
