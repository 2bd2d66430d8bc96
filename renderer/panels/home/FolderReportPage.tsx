import { FolderOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { Banner } from '../../components/Banner.tsx';
import { cancelOpening, dismissReport, progressWords, useHome } from '../../stores/home-store.ts';
import { ReportBody } from './ReportBody.tsx';
import { periodWords } from './report-words.ts';
import { useAnswers } from './use-answers.ts';

/** What a folder holds, as a page of the start screen. */
export function FolderReportPage({ report }: { report: FolderReport }) {
  const { answers, answer, refusal, load } = useAnswers(report);
  const progress = useHome(progressWords);
  const problem = useHome((state) => state.problem);
  const loadButton = useRef<HTMLButtonElement>(null);
  // The one way on; Escape is the way back.
  useEffect(() => loadButton.current?.focus(), []);
  const cancel = () => {
    if (progress === null) dismissReport();
    else void cancelOpening();
  };
  return (
    <section
      className="folder-report"
      aria-labelledby="folder-report-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel();
      }}
    >
      <header className="folder-report-header">
        <span className="home-card-icon">
          <FolderOpen aria-hidden="true" />
        </span>
        <div>
          <h1 id="folder-report-title">{report.folderName}</h1>
          <p>{periodWords(report)}</p>
        </div>
      </header>
      {problem !== null && <Banner critical text={problem} />}
      <ReportBody report={report} answers={answers} onAnswer={answer} />
      <footer className="folder-report-footer">
        <span className="home-progress" role="status">
          {progress ?? refusal}
        </span>
        <button type="button" className="dialog-button" onClick={cancel}>
          Cancel
        </button>
        <button
          type="button"
          className="dialog-button primary"
          ref={loadButton}
          disabled={refusal !== null || progress !== null}
          onClick={load}
        >
          Load
        </button>
      </footer>
    </section>
  );
}
