import { PanelActions } from '../../../components/panel-host.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { revealInText } from '../../../stores/scanner-item.ts';
import { PreviewEmpty, PreviewLine } from './PreviewState.tsx';
import { TriedAt } from './TriedAt.tsx';
import { usePreview } from './use-preview.ts';

/** How many symbols pass each condition of the draft, one after the other. */
export function FunnelPanel() {
  const { result, isOld } = usePreview();
  const stages = result?.draft.funnel ?? [];
  return (
    <section className="panel preview-panel" aria-label="Funnel">
      <PanelActions>
        <TriedAt />
      </PanelActions>
      <PreviewLine />
      <div className={`panel-body scrolls ${isOld && result !== null ? 'is-old' : ''}`}>
        {result === null || stages.length === 0 ? (
          <PreviewEmpty what="A rule's conditions stand here one after the other, with what each lets through." />
        ) : (
          <ol className="funnel">
            <li className="funnel-stage first">
              <span className="funnel-text">Watched</span>
              <span className="funnel-count">{formatCount(result.symbols)}</span>
              <Bar share={1} />
            </li>
            {stages.map((stage) => (
              <li key={stage.span.from} className="funnel-stage">
                <button
                  type="button"
                  className="funnel-text code"
                  title="Show it in the text"
                  onClick={() => revealInText(stage.span.from)}
                >
                  {stage.text}
                </button>
                <span className="funnel-count">{formatCount(stage.passed)}</span>
                <Bar share={stage.passed / Math.max(1, result.symbols)} />
                <span className="funnel-rest">
                  {formatCount(stage.failed)} not
                  {stage.unknown > 0 && `, ${formatCount(stage.unknown)} unknown`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <span className="funnel-bar" aria-hidden="true">
      <span style={{ width: `${Math.max(share * 100, share > 0 ? 0.5 : 0)}%` }} />
    </span>
  );
}
