import type { DraftDifference } from '../../../../shared/session/scanner-draft.ts';
import { formatCount } from '../../../format/numbers.ts';
import { formatWallTime } from '../../../format/times.ts';
import type { Tried } from '../../../stores/scanner-preview.ts';
import { select } from '../../../stores/selection-store.ts';
import { useWorkspace } from '../../../stores/workspace-store.ts';
import { PreviewEmpty, PreviewLine } from './PreviewState.tsx';
import { usePreview } from './use-preview.ts';

/** Today played with the saved scanner and with the draft: what the change would have gained and lost. */
export function DiffPanel() {
  const { result, resultBasis, isOld } = usePreview();
  return (
    <section className="panel preview-panel" aria-label="Today, replayed twice">
      <PreviewLine />
      <div className={`panel-body diff-body ${isOld && result !== null ? 'is-old' : ''}`}>
        {result === null ? (
          <PreviewEmpty what="The session date is played with the saved scanner and with the draft; the difference stands here." />
        ) : (
          <Difference result={result} isDraft={resultBasis?.isDraft ?? true} />
        )}
      </div>
    </section>
  );
}

/** @param isDraft what was tried was being written, whatever has become of it since */
function Difference({ result, isDraft }: { result: Tried; isDraft: boolean }) {
  const { saved, draft, gained, lost, gainedCount, lostCount } = result;
  const rows = [...gained, ...lost].length;
  const hidden = gainedCount + lostCount - rows;
  return (
    <>
      <dl className="diff-sums">
        <div>
          <dt>Saved</dt>
          <dd>
            {isDraft ? (saved === null ? '—' : formatCount(saved.hitCount)) : formatCount(draft.hitCount)}
          </dd>
        </div>
        <div>
          <dt>Draft</dt>
          <dd>{isDraft ? formatCount(draft.hitCount) : '—'}</dd>
        </div>
        <div>
          <dt>Difference</dt>
          {saved === null ? (
            <dd>—</dd>
          ) : (
            <dd className="diff-marks">
              <span className="gained">+{formatCount(gainedCount)}</span>
              <span className="lost">−{formatCount(lostCount)}</span>
            </dd>
          )}
        </div>
      </dl>
      {(draft.error ?? saved?.error) != null && (
        <p className="diff-error">
          {draft.error === null
            ? `The saved one failed: ${saved?.error}`
            : `It failed while it ran: ${draft.error}`}
        </p>
      )}
      <p className="diff-note">
        Played up to {formatWallTime(result.at).slice(0, 5)}, in {(result.tookMs / 1_000).toFixed(1)} s
      </p>
      <div className="diff-rows">
        {saved === null ? (
          <FirstHits result={result} />
        ) : (
          <>
            <table aria-label="Symbols gained and lost">
              <tbody>
                {gained.map((each) => (
                  <Row key={`+${each.symbol}`} side="gained" of={each} />
                ))}
                {lost.map((each) => (
                  <Row key={`-${each.symbol}`} side="lost" of={each} />
                ))}
              </tbody>
            </table>
            {hidden > 0 && <p className="diff-more">and {formatCount(hidden)} more</p>}
            {rows === 0 && <p className="diff-more">Both would have hit the same symbols today.</p>}
          </>
        )}
      </div>
    </>
  );
}

/** Without a saved scanner beside it: what the rule would have hit so far. */
function FirstHits({ result: { draft } }: { result: Tried }) {
  if (draft.hits.length === 0) {
    return (
      <p className="diff-more">
        {draft.scans === 0
          ? 'No scan was due yet today.'
          : `No hit in ${formatCount(draft.scans)} ${draft.scans === 1 ? 'scan' : 'scans'} today.`}
      </p>
    );
  }
  return (
    <>
      <table aria-label="First hits today">
        <tbody>
          {draft.hits.map(({ symbol, time }) => (
            <Row key={symbol} side="hit" of={{ symbol, time, why: 'first hit' }} />
          ))}
        </tbody>
      </table>
      {draft.hitCount > draft.hits.length && (
        <p className="diff-more">and {formatCount(draft.hitCount - draft.hits.length)} more</p>
      )}
    </>
  );
}

const SIGNS = { gained: '+', lost: '−', hit: '·' } as const;
const SPOKEN = { gained: 'gained', lost: 'lost', hit: 'hit' } as const;

function Row({
  side,
  of: { symbol, time, why },
}: {
  side: keyof typeof SIGNS;
  of: Pick<DraftDifference, 'symbol' | 'time' | 'why'>;
}) {
  const show = () => {
    select(symbol, time);
    useWorkspace.getState().dock?.show('chart');
  };
  return (
    <tr className={side}>
      <td className="diff-sign">
        <span aria-hidden="true">{SIGNS[side]}</span>
        <span className="visually-hidden">{SPOKEN[side]}</span>
      </td>
      <td>
        <button type="button" className="diff-symbol" title="Show it on a chart at that bar" onClick={show}>
          {symbol}
        </button>
      </td>
      <td className="diff-time">{formatWallTime(time).slice(0, 5)}</td>
      <td className="diff-why" title={why}>
        {why}
      </td>
    </tr>
  );
}
