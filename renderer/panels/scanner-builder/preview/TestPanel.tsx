import type { TestedSession } from '../../../../shared/session/scanner-draft.ts';
import { formatCount } from '../../../format/numbers.ts';
import { formatSessionDate } from '../../../format/times.ts';
import { ruleRefusal } from '../../../stores/scanner-commands.ts';
import { useScannerItem } from '../../../stores/scanner-item.ts';
import { chooseSessions, runTest, stopTest, useScannerTest } from '../../../stores/scanner-test.ts';

const LENGTHS = [1, 5, 10, 20, 60] as const;

/** The draft and the saved scanner over past sessions: how often each would have hit, and what differs. */
export function TestPanel() {
  const { sessions, running, progress, problem, result, entry } = useScannerTest();
  const item = useScannerItem();
  const isChanged = entry !== null && item !== undefined && entry !== item.entry;
  const isOther = result !== null && isChanged;
  const refusal = item === undefined ? 'There is no scanner.' : ruleRefusal(item);
  return (
    <section className="panel preview-panel" aria-label="Past sessions">
      <div className="test-head">
        <label className="scanner-setting">
          <span>Last</span>
          <select value={sessions} onChange={({ target }) => chooseSessions(Number(target.value))}>
            {LENGTHS.map((each) => (
              <option key={each} value={each}>
                {each === 1 ? '1 session' : `${each} sessions`}
              </option>
            ))}
          </select>
        </label>
        {running === null ? (
          <button
            type="button"
            className="button"
            disabled={refusal !== undefined}
            title={refusal}
            onClick={() => void runTest()}
          >
            Test {item?.entry.name ?? ''}
          </button>
        ) : (
          <>
            <span className="test-progress" role="status">
              {progress === null ? 'Starting…' : progress.words}
            </span>
            <button type="button" className="button" onClick={stopTest}>
              Stop
            </button>
          </>
        )}
      </div>
      {problem !== null && !isChanged && (
        <p className="diff-error" role="alert">
          {problem}
        </p>
      )}
      <div className={`panel-body ${isOther || running !== null ? 'is-old' : ''}`}>
        {result === null ? (
          <div className="empty preview-empty">
            <strong>{running === null ? 'Not tested yet' : 'Playing past sessions…'}</strong>
            <span>
              Past sessions are played with the saved scanner and with the draft. The session itself is not
              touched.
            </span>
          </div>
        ) : (
          <>
            {isOther && (
              <p className="diff-more">Of {entry.name} as it was then; test again for what is shown now.</p>
            )}
            <Sessions sessions={result.sessions} />
            <p className="diff-more">
              {formatCount(result.sessions.reduce((sum, { draft }) => sum + draft, 0))} hits on{' '}
              {formatCount(result.symbolCount)} symbols, in {(result.tookMs / 1_000).toFixed(1)} s. Most
              often:{' '}
              {result.symbols
                .slice(0, 8)
                .map(({ symbol, draft }) => `${symbol} ${draft}`)
                .join(', ') || 'none'}
              .
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function Sessions({ sessions }: { sessions: readonly TestedSession[] }) {
  const hasSaved = sessions.some(({ saved }) => saved !== null);
  const most = Math.max(1, ...sessions.map(({ draft, saved }) => Math.max(draft, saved ?? 0)));
  return (
    <table className="plain test-table">
      <thead>
        <tr>
          <th scope="col">Session</th>
          {hasSaved && (
            <th scope="col" className="number">
              Saved
            </th>
          )}
          <th scope="col" className="number">
            {hasSaved ? 'Draft' : 'Hits'}
          </th>
          {hasSaved && (
            <th scope="col" className="number">
              Difference
            </th>
          )}
          <th scope="col" className="rest">
            <span className="visually-hidden">As a bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...sessions].reverse().map(({ date, draft, saved, gained, lost, hits }) => (
          <tr
            key={date}
            title={hits
              .slice(0, 40)
              .map(({ symbol }) => symbol)
              .join(', ')}
          >
            <td>{formatSessionDate(date)}</td>
            {hasSaved && <td className="number">{saved === null ? '—' : formatCount(saved)}</td>}
            <td className="number strong">{formatCount(draft)}</td>
            {hasSaved && (
              <td className="number">
                <span className="gained">+{formatCount(gained)}</span>{' '}
                <span className="lost">−{formatCount(lost)}</span>
              </td>
            )}
            <td className="rest">
              <span className="funnel-bar test-bar" aria-hidden="true">
                <span style={{ width: `${(draft / most) * 100}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
