import { useScreen } from '../../stores/screen-store.ts';
import { useSession } from '../../stores/session-store.ts';

/** Says why there are no rows. */
export function UniverseEmpty() {
  const rows = useScreen((state) => state.rows);
  const connection = useSession((state) => state.connection.kind);
  if (rows > 0) return null;
  if (connection === 'starting') {
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
    </div>
  );
}
