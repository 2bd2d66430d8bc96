import './status-bar.css';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { Icon } from '../../components/icons.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatAge, formatWallTime } from '../../format/times.ts';
import { feedWord, modeWord, speedWord } from '../../format/words.ts';
import { usePaint } from '../../stores/paint-store.ts';
import { useProduct } from '../../stores/product-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { type UniverseCounts, universeCounts } from './counts.ts';
import { phaseSentence } from './phase.ts';
import { StatusItem } from './StatusItem.tsx';

/** What the engine puts before the cause where changes do not reach the disk. */
const NOT_SAVED = 'NOT SAVED';

/** The bottom of the window: what the session is made of and how it fares, in figures that were measured. */
export function StatusBar() {
  const snapshot = useSession((state) => state.snapshot);
  const counts = snapshot === null ? null : universeCounts(snapshot);
  return (
    <footer className="status-bar">
      {snapshot !== null && counts !== null && (
        <>
          <SourceFigures snapshot={snapshot} counts={counts} />
          <PaintFigure />
          <StatusItem>
            {phaseSentence(snapshot.status, formatWallTime(snapshot.status.close).slice(0, 5))}
          </StatusItem>
          <SymbolFigures status={snapshot.status} counts={counts} />
        </>
      )}
      <span className="spacer" />
      {snapshot !== null && <WorkFigures status={snapshot.status} />}
      <ProductFigures />
    </footer>
  );
}

const FEED_HINT =
  'Where the data comes from, and the age of its newest bar in market time. Stale: nothing came of any symbol for longer than this feed is ever silent';

function SourceFigures({ snapshot, counts }: { snapshot: SessionSnapshot; counts: UniverseCounts }) {
  const { status, sources } = snapshot;
  const look = status.feed === 'lost' || status.feed === 'stale' ? status.feed : undefined;
  // Of the feed where one streams, of whatever came last where none does.
  const newest = status.feedTime ?? counts.newest;
  const names = namesBeside(feedWord(status.feed), sources);
  return (
    <>
      <StatusItem className="mode-text">{modeFigure(status)}</StatusItem>
      <StatusItem panel="data-quality" title={FEED_HINT}>
        <Icon name="dot" className={look ?? 'well'} />
        <span className={look ?? 'lit'}>{feedWord(status.feed)}</span>
        {names !== '' && <span className="source-names">{names}</span>}
        {!Number.isNaN(newest) && <span>· data {formatAge(status.now - newest)} old</span>}
      </StatusItem>
    </>
  );
}

/** Names of the sources, where they say more than the word before them. */
function namesBeside(word: string, sources: readonly string[]): string {
  return sources.filter((name) => name.toLowerCase() !== word.toLowerCase()).join(', ');
}

function PaintFigure() {
  const p95 = usePaint((state) => state.p95);
  if (p95 === null) return null;
  return (
    <StatusItem
      className="spare"
      title="From the arrival of an update in the window to the paint after it, 95th percentile of the last 200; grids gather changes for up to 100 ms more"
    >
      Event to screen p95 <span className="lit">{Math.ceil(p95)} ms</span>
    </StatusItem>
  );
}

const WATCHED_HINT =
  'Symbols of the session. Scanners look at those that are watched; the others are promoted, locked or shown on a chart';

function SymbolFigures({ status, counts }: { status: SessionStatus; counts: UniverseCounts }) {
  const { symbols, loading, stale, withoutData, halted, errors } = counts;
  const { watchedCount } = status;
  return (
    <>
      <StatusItem panel="universe" title={WATCHED_HINT}>
        <span className="lit">{formatCount(symbols)}</span> symbols
        {watchedCount < symbols && (
          <>
            {' · '}
            <span className="lit">{formatCount(watchedCount)}</span> watched
          </>
        )}
      </StatusItem>
      <StatusItem panel="promoted">
        <span className="lit">{formatCount(status.promotedCount)}</span> promoted
        {loading > 0 && (
          <>
            {' · '}
            <span className="loading">{formatCount(loading)}</span> loading
          </>
        )}
      </StatusItem>
      <StatusItem panel="locks">
        <span className="lit">{formatCount(status.lockedCount)}</span> locked
      </StatusItem>
      <StatusItem panel="hits">
        <span className="lit">{formatCount(status.hitCount)}</span> hits
        {' · '}
        <span className="lit">{formatCount(status.firstHitCount)}</span> first
      </StatusItem>
      <Flagged count={stale} words="stale" icon="stale" />
      <Flagged count={withoutData} words="without data" icon="stale" />
      <Flagged count={halted} words="halted" icon="halted" />
      <Flagged count={errors} words={errors === 1 ? 'error' : 'errors'} icon="error" />
    </>
  );
}

interface FlaggedProps {
  readonly count: number;
  readonly words: string;
  readonly icon: 'stale' | 'halted' | 'error';
}

function Flagged({ count, words, icon }: FlaggedProps) {
  if (count === 0) return null;
  return (
    <StatusItem panel="universe" className={icon}>
      <Icon name={icon} /> {formatCount(count)} {words}
    </StatusItem>
  );
}

function WorkFigures({ status }: { status: SessionStatus }) {
  const { pendingLoads, rejectedRowCount, dataBytes, barCount } = status;
  const notSaved = status.warnings.find((warning) => warning.startsWith(NOT_SAVED));
  return (
    <>
      <StatusItem panel="promoted" title="Loads that wait or are under way">
        Queue <span className={pendingLoads > 0 ? 'loading' : 'lit'}>{formatCount(pendingLoads)}</span>
      </StatusItem>
      {rejectedRowCount > 0 && (
        <StatusItem panel="data-quality" className="stale" title="Rows of the data that could not be used">
          <Icon name="warning" /> {formatCount(rejectedRowCount)} rows rejected
        </StatusItem>
      )}
      <StatusItem className="spare" title="Bars that have come in this session">
        <span className="lit">{formatCount(barCount)}</span> bars
      </StatusItem>
      {dataBytes > 0 && (
        <StatusItem title="Memory of bars and indicators">
          <span className="lit">{formatBytes(dataBytes)}</span>
        </StatusItem>
      )}
      {notSaved !== undefined && (
        <StatusItem panel="log" className="error" title={notSaved}>
          <Icon name="error" /> {NOT_SAVED}
        </StatusItem>
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
        <StatusItem className="stale" title="For development: the released program brings its own runtime">
          <Icon name="warning" /> Development runtime, Electron {major}
        </StatusItem>
      )}
      <StatusItem>{info.version}</StatusItem>
    </>
  );
}

function modeFigure({ mode, seed, speed }: SessionStatus): string {
  const word = seed === null ? modeWord(mode) : `${modeWord(mode)} seed ${seed}`;
  return mode === 'live' ? word : `${word} · ${speedWord(speed)}`;
}
