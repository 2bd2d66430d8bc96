import { create } from 'zustand';
import type { FolderReport } from '../../shared/domain/folder-report.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { HomeState } from '../../shared/ipc/requests/home.ts';
import { formatCount } from '../format/numbers.ts';
import { listen, request } from '../ipc/client.ts';
import { dismissSettingsNotice } from './settings-store.ts';

interface HomeStore {
  /** Undefined until the main process has answered. */
  readonly state: HomeState | undefined;
  /** What is being done, in words: "Opening the simulated session"; null while nothing is. */
  readonly opening: string | null;
  /** What was found in the folder that was chosen; null where none is being looked at. */
  readonly report: FolderReport | null;
  /** Files read so far of the folder that is being looked into; null while none is. */
  readonly filesRead: number | null;
  /** What the start-up found wrong, until it was read. */
  readonly newNotices: readonly string[];
  /** What was brought back has been read. */
  readonly recoverySeen: boolean;
  /** Why the last attempt did not open anything; null while all is well. */
  readonly problem: string | null;
}

/** Whether a session is open, and the way to one. */
export const useHome = create<HomeStore>()(() => ({
  state: undefined,
  opening: null,
  report: null,
  filesRead: null,
  newNotices: [],
  recoverySeen: false,
  problem: null,
}));

/** What is being done, in words: `Reading the folder: 212 files…`; null while nothing is. */
export function progressWords({
  opening,
  filesRead,
}: Pick<HomeStore, 'opening' | 'filesRead'>): string | null {
  if (opening === null) return null;
  if (filesRead === null) return `${opening}…`;
  return `Reading the folder: ${formatCount(filesRead)} ${filesRead === 1 ? 'file' : 'files'}…`;
}

/** Keeps the store true for as long as the page lives; call it once. */
export function connectHome(): void {
  listen('session.changed', () => void readHome());
  listen('home.progress', ({ files }) => useHome.setState({ filesRead: files }));
  void readHome();
}

export async function readHome(): Promise<void> {
  const reply = await request('home.state', undefined);
  if (reply.ok) take(reply.value);
  else useHome.setState({ problem: reply.error.message });
}

export function startSimulated(): Promise<void> {
  return open('Opening the simulated session', () => request('home.startSimulated', undefined));
}

export function continueLast(): Promise<void> {
  return open('Opening the last session', () => request('home.continueLast', undefined));
}

/** Asks for a folder and reads what it holds; nothing is opened yet. */
export async function chooseFolder(): Promise<void> {
  await look('Choose a folder', () => request('home.chooseFolder', undefined));
}

export async function lookAtSample(): Promise<void> {
  await look('Reading the sample folder', () => request('home.sampleFolder', undefined));
}

/** Opens a session on the folder that was reported, with the answers to its questions by their id. */
export async function loadFolder(answers: Readonly<Record<string, string>>): Promise<void> {
  const { report } = useHome.getState();
  if (report === null) return;
  await open(`Opening ${report.folderName}`, () => request('home.loadFolder', { id: report.id, answers }));
}

/** Back to the start; the session is kept and can be continued. */
export function closeSession(): Promise<void> {
  return open('Closing the session', () => request('home.closeSession', undefined));
}

export function dismissNotices(): void {
  useHome.setState({ newNotices: [] });
}

export function dismissRecovery(): void {
  useHome.setState({ recoverySeen: true });
}

/** Back to the choice, with nothing opened. */
export function dismissReport(): void {
  useHome.setState({ report: null, problem: null });
}

async function look(words: string, ask: () => Promise<Result<FolderReport | null>>): Promise<void> {
  const reply = await busy(words, ask);
  if (reply?.ok === true && reply.value !== null) useHome.setState({ report: reply.value });
}

async function open(words: string, ask: () => Promise<Result<null>>): Promise<void> {
  // They stood on the start screen, or in a dialog before.
  useHome.setState({ newNotices: [] });
  dismissSettingsNotice();
  const reply = await busy(words, ask);
  if (reply?.ok !== true) return;
  useHome.setState({ report: null });
  await readHome();
}

/** Each notice is shown once. */
function take(state: HomeState): void {
  const known = useHome.getState().state?.notices ?? [];
  const added = state.notices.filter((notice) => !known.includes(notice));
  useHome.setState(({ newNotices }) => ({ state, newNotices: state.open ? [...newNotices, ...added] : [] }));
}

/** One thing at a time: what is asked for meanwhile is not done. */
async function busy<Value>(words: string, ask: () => Promise<Result<Value>>): Promise<Result<Value> | null> {
  if (useHome.getState().opening !== null) return null;
  useHome.setState({ opening: words, problem: null });
  const reply = await ask();
  useHome.setState({ opening: null, filesRead: null, problem: reply.ok ? null : reply.error.message });
  return reply;
}
