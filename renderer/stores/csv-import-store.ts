import { create } from 'zustand';
import {
  type ImportAnswers,
  type ImportOutcome,
  type ImportProgress,
  type ImportReport,
  openFindings,
} from '../../shared/domain/import-report.ts';
import type { Result } from '../../shared/domain/result.ts';
import { dropFiles, listen, request } from '../ipc/client.ts';
import { readHome, useHome } from './home-store.ts';
import { toast } from './toast-store.ts';

type Busy = 'looking' | 'answering' | 'running' | 'cancelling' | 'opening';

interface CsvImportStore {
  /** What was found in the files; null where no import is open. */
  readonly report: ImportReport | null;
  readonly answers: ImportAnswers;
  /** Ids of the findings that were ever asked: an answered question stays where it is. */
  readonly asked: readonly string[];
  /** Name of the dataset to be. */
  readonly name: string;
  readonly busy: Busy | null;
  readonly progress: ImportProgress | null;
  readonly outcome: ImportOutcome | null;
  /** Which sessions are to be played, where it is imported. */
  readonly sessions: string;
  /** Why the last step was not done; null while all is well. */
  readonly problem: string | null;
}

const CLOSED = {
  report: null,
  answers: {},
  asked: [],
  name: '',
  busy: null,
  progress: null,
  outcome: null,
  sessions: '',
  problem: null,
} satisfies CsvImportStore;

/** The import of CSV files that is open, from the first look to its session. */
export const useCsvImport = create<CsvImportStore>()(() => CLOSED);

/** Keeps the store true for as long as the page lives; call it once. */
export function connectCsvImport(): void {
  listen('import.progress', (progress) => {
    if (useCsvImport.getState().report?.id === progress.id) useCsvImport.setState({ progress });
  });
}

/** Asks for CSV files, or for a folder of them, and looks into them. */
export function chooseCsv(what: 'files' | 'folder'): Promise<void> {
  return look(() => request('import.choose', { what }));
}

/** Looks into the CSV files of a folder that was reported. */
export async function importFolder(reportId: string): Promise<void> {
  await look(() => request('import.folder', { reportId }));
  // Its report gives way to that of its files.
  if (useCsvImport.getState().report !== null) useHome.setState({ report: null });
}

export function importDropped(files: readonly File[]): Promise<void> {
  return look(() => dropFiles(files));
}

/** Answers one question, or corrects what was found: everything that builds on it is found anew. */
export async function answerImport(id: string, value: string): Promise<void> {
  const { report, answers } = useCsvImport.getState();
  if (report === null) return;
  const given = { ...answers, [id]: value };
  useCsvImport.setState({ answers: given, busy: 'answering', problem: null });
  const reply = await request('import.answer', { id: report.id, answers: given });
  // An answer that came meanwhile has a report of its own on its way.
  if (useCsvImport.getState().answers !== given) return;
  if (reply.ok) take(reply.value);
  else useCsvImport.setState({ problem: reply.error.message });
  useCsvImport.setState({ busy: null });
}

export function nameImport(name: string): void {
  useCsvImport.setState({ name, problem: null });
}

export function chooseImportedSessions(sessions: string): void {
  useCsvImport.setState({ sessions });
}

export async function runImport(): Promise<void> {
  const { report, answers, name, busy } = useCsvImport.getState();
  if (report === null || busy !== null) return;
  await finish(() => request('import.run', { id: report.id, answers, name: name.trim() }));
}

/** Commits without the rejected rows. */
export async function importGoodRows(): Promise<void> {
  const { report } = useCsvImport.getState();
  if (report !== null) await finish(() => request('import.goOn', { id: report.id }));
}

/** Gives up what is being read; the report stays. */
export async function cancelImport(): Promise<void> {
  const { report } = useCsvImport.getState();
  if (report === null) return;
  useCsvImport.setState({ busy: 'cancelling' });
  await request('import.cancel', { id: report.id });
  if (useCsvImport.getState().busy === 'cancelling') useCsvImport.setState({ busy: null });
  useCsvImport.setState({ outcome: null, progress: null });
}

/** Nothing more of it is wanted; what was imported stays in the archive. */
export async function closeImport(): Promise<void> {
  const { report, outcome } = useCsvImport.getState();
  useCsvImport.setState(CLOSED);
  if (report === null) return;
  await request('import.close', { id: report.id });
  if (outcome?.kind === 'imported') {
    toast('info', `${outcome.dataset} is in the archive`, [`${outcome.bars.toLocaleString('en-US')} bars.`]);
  }
}

export async function saveRejects(): Promise<void> {
  const { report } = useCsvImport.getState();
  if (report === null) return;
  const reply = await request('import.saveRejects', { id: report.id });
  if (!reply.ok) useCsvImport.setState({ problem: reply.error.message });
  else if (reply.value !== null) toast('info', `Saved ${reply.value}`, []);
}

/** Opens a session on what was imported. */
export async function openImported(): Promise<void> {
  const { report, sessions, busy } = useCsvImport.getState();
  if (report === null || busy !== null) return;
  useCsvImport.setState({ busy: 'opening', problem: null });
  const reply = await request('import.open', { id: report.id, sessions });
  useCsvImport.setState({ busy: null });
  if (!reply.ok) {
    useCsvImport.setState({ problem: reply.error.code === 'cancelled' ? null : reply.error.message });
    return;
  }
  useCsvImport.setState(CLOSED);
  useHome.setState({ report: null });
  await request('import.close', { id: report.id });
  await readHome();
}

async function look(ask: () => Promise<Result<ImportReport | null>>): Promise<void> {
  if (useCsvImport.getState().busy !== null || useHome.getState().opening !== null) return;
  useCsvImport.setState({ ...CLOSED, busy: 'looking' });
  useHome.setState({ opening: 'Looking into the files', problem: null });
  const reply = await ask();
  useHome.setState({ opening: null, filesRead: null });
  useCsvImport.setState({ busy: null });
  if (!reply.ok) {
    useHome.setState({ problem: reply.error.message });
    if (useHome.getState().state?.open === true)
      toast('refused', 'Nothing was imported', [reply.error.message]);
  } else if (reply.value !== null) {
    take(reply.value);
    useCsvImport.setState({ name: reply.value.name });
  }
}

async function finish(ask: () => Promise<Result<ImportOutcome>>): Promise<void> {
  useCsvImport.setState({ busy: 'running', problem: null, progress: null, outcome: null });
  const reply = await ask();
  if (useCsvImport.getState().report === null) return;
  useCsvImport.setState({ busy: null, progress: null });
  if (reply.ok) {
    const { value } = reply;
    const sessions = value.kind === 'imported' ? (value.sessions[0]?.value ?? '') : '';
    useCsvImport.setState({ outcome: value, sessions });
  } else if (reply.error.code !== 'cancelled') useCsvImport.setState({ problem: reply.error.message });
}

function take(report: ImportReport): void {
  const { asked } = useCsvImport.getState();
  const more = openFindings(report).map(({ id }) => id);
  useCsvImport.setState({ report, asked: [...new Set([...asked, ...more])] });
}
