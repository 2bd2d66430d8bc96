import { TriangleAlert } from 'lucide-react';
import type { ImportFinding, ImportLayout } from '../../../../shared/domain/import-report.ts';
import { Sparkline } from '../../../components/Sparkline.tsx';
import { FindingTable } from './FindingTable.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { Questions } from './Questions.tsx';
import { filesWords } from './words.ts';

interface LayoutSectionProps {
  readonly layout: ImportLayout;
  readonly isAsked: (finding: ImportFinding) => boolean;
  readonly many: boolean;
}

/** Files of one layout: questions first, then their rows as bars, then everything that was found. */
export function LayoutSection({ layout, isAsked, many }: LayoutSectionProps) {
  const { number, findings, preview, closes, problems, usable } = layout;
  const title = `csv-layout-${number}`;
  const shown = usable ? findings : findings.filter(({ topic }) => topic === 'layout');
  const change = (closes.at(-1) ?? 0) - (closes[0] ?? 0);
  return (
    <section className="csv-layout" aria-labelledby={title}>
      <header>
        <h3 id={title}>{many ? `Layout ${number}` : 'Files'}</h3>
        <p className="muted">{filesWords(layout)}</p>
        {closes.length > 1 && <Sparkline closes={closes} change={change} width={180} height={28} />}
      </header>
      {problems.map((problem) => (
        <p key={problem} className="csv-problem">
          <TriangleAlert aria-hidden="true" />
          {problem}
        </p>
      ))}
      <Questions findings={shown.filter(isAsked)} />
      {usable && preview.length > 0 && <PreviewTable rows={preview} />}
      {usable && <FindingTable findings={findings.filter((finding) => !isAsked(finding))} />}
    </section>
  );
}
