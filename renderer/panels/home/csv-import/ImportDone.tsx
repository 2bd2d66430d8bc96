import type { ImportOutcome } from '../../../../shared/domain/import-report.ts';
import { formatCount } from '../../../format/numbers.ts';
import { chooseImportedSessions, useCsvImport } from '../../../stores/csv-import-store.ts';
import { RejectTable } from './RejectTable.tsx';

/** Series that are shown one by one. */
const SHOWN = 200;

/** What is in the archive now, what it lacks, and which of its sessions can be played. */
export function ImportDone({ outcome }: { outcome: Extract<ImportOutcome, { kind: 'imported' }> }) {
  const { series, sessions, tally } = outcome;
  return (
    <>
      {sessions.length > 0 ? <Sessions options={sessions} /> : <p>Nothing of it can be played by itself.</p>}
      <div className="csv-table-box" data-tall="">
        <table className="csv-table">
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Bars of</th>
              <th scope="col" className="number">
                Bars
              </th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col" className="number">
                Sessions missing
              </th>
              <th scope="col" className="number">
                Bars missing on the others
              </th>
            </tr>
          </thead>
          <tbody>
            {series
              .slice(0, SHOWN)
              .map(({ symbol, interval, bars, first, last, missingSessions, missingBars }) => (
                <tr key={`${symbol} ${interval}`}>
                  <th scope="row">{symbol}</th>
                  <td>{interval}</td>
                  <td className="number">{formatCount(bars)}</td>
                  <td>{first}</td>
                  <td>{last}</td>
                  <td className="number">{missingSessions === 0 ? 'none' : formatCount(missingSessions)}</td>
                  <td className="number">{missingBars === 0 ? 'none' : formatCount(missingBars)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {series.length > SHOWN && (
        <p className="muted">
          The first {SHOWN} of {formatCount(series.length)}.
        </p>
      )}
      {tally.rejected > 0 && <RejectTable tally={tally} />}
    </>
  );
}

function Sessions({ options }: { options: readonly { readonly value: string; readonly label: string }[] }) {
  const chosen = useCsvImport((state) => state.sessions);
  return (
    <fieldset className="csv-question">
      <legend>Which sessions are to be played?</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            className="radio"
            name="import-sessions"
            checked={value === chosen}
            onChange={() => chooseImportedSessions(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
