import { useHome } from '../../stores/home-store.ts';
import { FolderReportDialog } from './FolderReportDialog.tsx';

/** The report of a folder that was chosen while a session is open; the start screen shows it as a page. */
export function FolderReportOver() {
  const report = useHome(({ state, report: found }) => (state?.open === true ? found : null));
  return report === null ? null : <FolderReportDialog key={report.id} report={report} />;
}
