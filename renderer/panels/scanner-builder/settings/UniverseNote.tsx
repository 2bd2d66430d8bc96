import { useScannerConfigs } from '../../../stores/scanner-configs.ts';
import { editUniverse } from '../../../stores/universe-store.ts';

/** What all scanners of the session watch, and the way to where that is changed. */
export function UniverseNote() {
  const universe = useScannerConfigs((state) => state.universe);
  if (universe === '') return null;
  return (
    <span className="header-field">
      <span className="header-label">Universe</span>
      <button
        type="button"
        className="button"
        title="All scanners of the session watch the same symbols. Change which"
        onClick={() => void editUniverse()}
      >
        {universe}
      </button>
    </span>
  );
}
