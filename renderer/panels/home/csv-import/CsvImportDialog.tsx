import './csv-import.css';
import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportReport } from '../../../../shared/domain/import-report.ts';
import { Banner } from '../../../components/Banner.tsx';
import { Dialog, type DialogAction } from '../../../components/Dialog.tsx';
import {
  cancelImport,
  closeImport,
  importGoodRows,
  openImported,
  runImport,
  saveRejects,
  useCsvImport,
} from '../../../stores/csv-import-store.ts';
import { progressWords as openingProgress, useHome } from '../../../stores/home-store.ts';
import { ImportDone } from './ImportDone.tsx';
import { ManyRejects } from './ManyRejects.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { ReportView } from './ReportView.tsx';
import { outcomeWords, progressWords, whyNotYet } from './words.ts';

const WIDTH = 1_080;

interface Step {
  readonly lead: string;
  readonly body: ReactNode;
  readonly actions: readonly DialogAction[];
  readonly cancel: () => void;
}

/** The import of CSV files, over whatever the window shows: report, progress, result. */
export function CsvImportDialog() {
  const report = useCsvImport((state) => state.report);
  return report === null ? null : <OpenImport key={report.id} report={report} />;
}

function OpenImport({ report }: { report: ImportReport }) {
  const problem = useCsvImport((state) => state.problem);
  const step = useStep(report);
  return (
    <Dialog
      title={`Import ${report.title}`}
      lead={<span role="status">{step.lead}</span>}
      icon={<FileSpreadsheet size={16} aria-hidden="true" />}
      width={WIDTH}
      onCancel={step.cancel}
      actions={step.actions}
    >
      <div className="csv-import">
        {problem !== null && <Banner critical text={problem} />}
        {step.body}
      </div>
    </Dialog>
  );
}

/** What the dialog shows now, and the ways on from it. */
function useStep(report: ImportReport): Step {
  const { busy, progress, outcome, name, sessions } = useCsvImport();
  const opening = useHome(openingProgress);
  const close = () => void closeImport();
  if (busy === 'running' || busy === 'cancelling') {
    const cancel = () => void cancelImport();
    const lead = busy === 'cancelling' ? 'Cancelling; nothing is kept…' : progressWords(progress);
    const actions = [{ label: 'Cancel', run: cancel, isDefault: true, disabled: busy === 'cancelling' }];
    return { lead, body: <ProgressBar progress={progress} />, actions, cancel };
  }
  if (outcome?.kind === 'many_rejects') return manyRejects(outcome, close);
  if (outcome?.kind === 'imported') {
    const isOpening = busy === 'opening';
    return {
      lead: isOpening ? (opening ?? 'Opening the session…') : outcomeWords(outcome),
      body: <ImportDone outcome={outcome} />,
      actions: [
        ...savingRejects(outcome.tally.rejected),
        { label: 'Close', run: close, disabled: isOpening },
        {
          label: 'Start session',
          run: () => void openImported(),
          look: 'primary',
          isDefault: true,
          disabled: isOpening || sessions === '',
        },
      ],
      cancel: close,
    };
  }
  const refusal = whyNotYet(report, name);
  return {
    lead: refusal ?? 'Nothing is imported yet. The files are only read, never changed.',
    body: <ReportView report={report} />,
    actions: [
      { label: 'Cancel', run: close },
      {
        label: 'Import',
        run: () => void runImport(),
        look: 'primary',
        disabled: refusal !== null || busy !== null,
        ...(refusal === null ? {} : { hint: refusal }),
      },
    ],
    cancel: close,
  };
}

function manyRejects(outcome: Parameters<typeof ManyRejects>[0]['outcome'], close: () => void): Step {
  const { rejected, rows } = outcome.tally;
  return {
    lead: `${((100 * rejected) / rows).toFixed(1)} % of the rows make no bars. Nothing is imported yet.`,
    body: <ManyRejects outcome={outcome} />,
    actions: [
      ...savingRejects(rejected),
      { label: 'Back to the report', run: () => void cancelImport(), isDefault: true },
      { label: 'Import the good rows', run: () => void importGoodRows(), look: 'primary' },
    ],
    cancel: close,
  };
}

function savingRejects(rejected: number): DialogAction[] {
  if (rejected === 0) return [];
  return [{ label: 'Save reject list…', run: () => void saveRejects(), place: 'start' }];
}
