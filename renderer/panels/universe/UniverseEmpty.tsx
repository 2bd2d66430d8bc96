import { chooseFolder, startSimulated } from '../../stores/home-store.ts';
import { useScreen } from '../../stores/screen-store.ts';
import { useSession } from '../../stores/session-store.ts';
import type { UniverseFilter } from './universe-filter.ts';

interface UniverseEmptyProps {
  /** True where no row passes the filters. */
  readonly isFiltered: boolean;
  readonly filter: UniverseFilter;
  /** True where words narrow the rows too. */
  readonly isSearched: boolean;
  readonly onShowAll: () => void;
}

/** Says why there are no rows, and the way to some. */
export function UniverseEmpty({ isFiltered, filter, isSearched, onShowAll }: UniverseEmptyProps) {
  const rows = useScreen((state) => state.rows);
  const connection = useSession((state) => state.connection.kind);
  const runState = useSession((state) => state.snapshot?.status.runState);
  if (rows > 0) {
    if (!isFiltered) return null;
    return (
      <div className="empty">
        <strong>{filter === 'issues' && !isSearched ? 'No issues' : 'No symbol matches'}</strong>
        <button type="button" className="button" onClick={onShowAll}>
          Show all
        </button>
      </div>
    );
  }
  if (connection === 'starting' || runState === 'starting' || runState === 'loading') {
    return (
      <div className="empty">
        <strong>Starting the session</strong>
        The universe appears as soon as the engine answers.
      </div>
    );
  }
  return (
    <div className="empty">
      <strong>No symbols</strong>
      {connection === 'failed' ? 'The session did not start.' : 'The session has an empty universe.'}
      <span className="empty-ways">
        <button type="button" className="button" onClick={() => void startSimulated()}>
          Start a simulation
        </button>
        <button type="button" className="button" onClick={() => void chooseFolder()}>
          Open a folder
        </button>
      </span>
    </div>
  );
}
