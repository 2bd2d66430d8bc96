import { FolderOpen } from 'lucide-react';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { Banner } from '../../components/Banner.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { cancelOpening, dismissReport, progressWords, useHome } from '../../stores/home-store.ts';
import { ReportBody } from './ReportBody.tsx';
import { periodWords } from './report-words.ts';
import { useAnswers } from './use-answers.ts';

/** What a folder holds, over the session that is still open. */
export function FolderReportDialog({ report }: { report: FolderReport }) {
  const { answers, answer, refusal, load } = useAnswers(report);
  const progress = useHome(progressWords);
  const problem = useHome((state) => state.problem);
  const cancel = () => {
    if (progress === null) dismissReport();
    else void cancelOpening();
  };
  return (
    <Dialog
      title={report.folderName}
      lead={progress ?? refusal ?? `${periodWords(report)} The session that is open is closed and kept.`}
      icon={<FolderOpen size={16} aria-hidden="true" />}
      width={984}
      onCancel={cancel}
      actions={[
        { label: 'Cancel', run: cancel, isDefault: true },
        {
          label: 'Load',
          run: load,
          look: 'primary',
          disabled: refusal !== null || progress !== null,
          ...(refusal === null ? {} : { hint: refusal }),
        },
      ]}
    >
      <div className="folder-report-dialog">
        {problem !== null && <Banner critical text={problem} />}
        <ReportBody report={report} answers={answers} onAnswer={answer} />
      </div>
    </Dialog>
  );
}
