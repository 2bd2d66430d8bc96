import { create } from 'zustand';
import type { FolderReport } from '../../shared/domain/folder-report.ts';
import type { Failure, Result } from '../../shared/domain/result.ts';
import type { HomeState, OpeningSession } from '../../shared/ipc/requests/home.ts';
import { formatCount } from '../format/numbers.ts';
import { dropFolder, listen, request } from '../ipc/client.ts';
import { openingWords } from './opening-words.ts';
import { dismissSettingsNotice } from './settings-store.ts';
import { toast } from './toast-store.ts';

interface HomeStore {
  /** Undefined until the main process has answered. */
  readonly state: HomeState | undefined;
  /** What was asked for and is being done, in words: "Reading the sample folder"; null while nothing is. */
  readonly opening: string | null;
  /** The session that is being opened, whoever asked for it, and how far it is; null while none is. */
  readonly session: OpeningSession | null;
  /** That is being given up. */
  readonly cancelling: boolean;
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
  session: null,
  cancelling: false,
  report: null,
  filesRead: null,
  newNotices: [],
  recoverySeen: false,
  problem: null,
}));

/** What is being done, in words: `Reading the folder: 212 files…`; null while nothing is. */
export function progressWords({
  opening,
  session,
  cancelling,
  filesRead,
}: Pick<HomeStore, 'opening' | 'session' | 'cancelling' | 'filesRead'>): string | null {
  if (session !== null) return cancelling ? `Cancelling ${session.name}…` : openingWords(session);
  if (opening === null) return null;
  if (filesRead === null) return `${opening}…`;
  return `Reading the folder: ${formatCount(filesRead)} ${filesRead === 1 ? 'file' : 'files'}…`;
}

/** Keeps the store true for as long as the page lives; call it once. */
export function connectHome(): void {
  listen('session.changed', () => void readHome());
  listen('home.opening', ({ opening: session }) => follow(session));
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

/** Gives up what is being opened: a session that is open goes on, one that was kept stays as it was. */
export async function cancelOpening(): Promise<void> {
  useHome.setState({ cancelling: true });
  await request('home.cancelOpening', undefined);
}

/** Asks for a folder and reads what it holds; nothing is opened yet. */
export async function chooseFolder(): Promise<void> {
  await look('Choose a folder', () => request('home.chooseFolder', undefined));
}

/** Reads the folder that was dropped on the window; nothing is opened yet. */
export async function lookAtDropped(file: File): Promise<void> {
  await look('Reading the dropped folder', () => dropFolder(file));
  const { problem, state } = useHome.getState();
  // On the start screen a banner says it.
  if (problem !== null && state?.open === true) toast('refused', 'The folder was not opened', [problem]);
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

/** It is not shown again, also not after the page was loaded anew. */
export function dismissRecovery(): void {
  useHome.setState({ recoverySeen: true });
  void request('home.dismissRecovery', undefined);
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
  if (reply === null) return;
  if (!reply.ok) sayNotOpened(reply.error);
  else {
    useHome.setState({ report: null });
    await readHome();
  }
}

/** Why nothing was opened, where no other place of the screen says it. */
export function sayNotOpened({ code, message }: Failure): void {
  const { state, report } = useHome.getState();
  if (code === 'cancelled' || state?.open !== true || report !== null) return;
  toast('refused', 'It was not opened; the session goes on', [message]);
}

function follow(session: OpeningSession | null): void {
  useHome.setState(session === null ? { session, cancelling: false } : { session });
}

/** Each notice is shown once. */
function take(state: HomeState): void {
  const known = useHome.getState().state?.notices ?? [];
  const added = state.notices.filter((notice) => !known.includes(notice));
  follow(state.opening);
  useHome.setState(({ newNotices }) => ({ state, newNotices: state.open ? [...newNotices, ...added] : [] }));
}

/** One thing at a time: what is asked for meanwhile is not done. */
async function busy<Value>(words: string, ask: () => Promise<Result<Value>>): Promise<Result<Value> | null> {
  if (useHome.getState().opening !== null) return null;
  useHome.setState({ opening: words, problem: null });
  const reply = await ask();
  const problem = reply.ok || reply.error.code === 'cancelled' ? null : reply.error.message;
  useHome.setState({ opening: null, filesRead: null, problem });
  return reply;
}
