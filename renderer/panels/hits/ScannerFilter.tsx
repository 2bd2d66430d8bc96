import { useState } from 'react';
import { PopoverButton } from '../../components/PopoverButton.tsx';
import type { HitsGrid } from './hits-grid.ts';

interface ScannerFilterProps {
  readonly grid: HitsGrid;
  readonly muted: ReadonlySet<string>;
}

/** Which scanners' hits are shown; the button says how many are not. */
export function ScannerFilter({ grid, muted }: ScannerFilterProps) {
  const [scanners, setScanners] = useState<readonly string[]>([]);
  const choose = (scanner: string, shown: boolean) => {
    const next = new Set(muted);
    if (shown) next.delete(scanner);
    else next.add(scanner);
    grid.mute(next);
  };
  return (
    <PopoverButton
      icon="scanner"
      label="Scanners whose hits are shown"
      text={muted.size === 0 ? <span className="tool-words">All scanners</span> : `${muted.size} muted`}
      active={muted.size > 0}
      onOpen={() => setScanners(grid.scanners)}
    >
      <fieldset className="choices" aria-label="Scanners">
        {scanners.length === 0 && <p className="muted">No scanner has found anything yet.</p>}
        {scanners.map((scanner) => (
          <label key={scanner}>
            <input
              type="checkbox"
              checked={!muted.has(scanner)}
              onChange={(event) => choose(scanner, event.target.checked)}
            />
            {scanner}
          </label>
        ))}
      </fieldset>
      <footer>
        <button
          type="button"
          className="button quiet"
          disabled={muted.size === 0}
          onClick={() => grid.mute(new Set())}
        >
          Show all
        </button>
      </footer>
    </PopoverButton>
  );
}
