import type { PromotionPreview } from '../../../shared/domain/promotion.ts';
import { type Figure, figuresOf } from './preview-words.ts';

/** The four figures of the price. */
export function PreviewFigures({ preview }: { preview: PromotionPreview }) {
  return (
    <dl className="preview-figures">
      {figuresOf(preview).map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd className="value">{figure.value}</dd>
          <dd className="note">{figure.note}</dd>
          <FigureBar bar={figure.bar} />
        </div>
      ))}
    </dl>
  );
}

/** What is there already, and what comes in addition. */
function FigureBar({ bar }: { bar: Figure['bar'] }) {
  if (bar === null) return null;
  return (
    <dd className="figure-bar" aria-hidden="true">
      <span className="before" style={{ width: `${bar.before * 100}%` }} />
      <span className="added" style={{ width: `${(bar.after - bar.before) * 100}%` }} />
    </dd>
  );
}
