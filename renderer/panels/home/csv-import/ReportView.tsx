import { TriangleAlert } from 'lucide-react';
import type { ImportFinding, ImportReport } from '../../../../shared/domain/import-report.ts';
import { nameImport, useCsvImport } from '../../../stores/csv-import-store.ts';
import { FindingTable } from './FindingTable.tsx';
import { LayoutSection } from './LayoutSection.tsx';
import { Questions } from './Questions.tsx';

/** What was found in the files, what has to be asked, and the bars that come of it. */
export function ReportView({ report }: { report: ImportReport }) {
  const asked = useCsvImport((state) => state.asked);
  const isAsked = ({ id }: ImportFinding): boolean => asked.includes(id);
  const general = report.general.filter((finding) => !isAsked(finding));
  return (
    <>
      {report.problems.length > 0 && (
        <ul className="csv-problems" aria-label="Left out">
          {report.problems.map((problem) => (
            <li key={problem}>
              <TriangleAlert aria-hidden="true" />
              {problem}
            </li>
          ))}
        </ul>
      )}
      <Questions findings={report.general.filter(isAsked)} />
      {report.layouts.map((layout) => (
        <LayoutSection
          key={layout.number}
          layout={layout}
          isAsked={isAsked}
          many={report.layouts.length > 1}
        />
      ))}
      {general.length > 0 && <FindingTable findings={general} />}
      {report.layouts.some(({ usable }) => usable) && <NameField taken={report.taken} />}
    </>
  );
}

function NameField({ taken }: { taken: readonly string[] }) {
  const name = useCsvImport((state) => state.name);
  const isTaken = taken.includes(name.trim());
  return (
    <label className="csv-name">
      <span>Name in the archive</span>
      <input
        type="text"
        className="csv-input"
        value={name}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        aria-describedby="csv-name-note"
        onChange={(event) => nameImport(event.target.value)}
      />
      <span id="csv-name-note" className={isTaken ? 'csv-warning' : 'muted'}>
        {isTaken
          ? 'There is one of this name: this import takes its place.'
          : 'Sessions name their data by it.'}
      </span>
    </label>
  );
}
