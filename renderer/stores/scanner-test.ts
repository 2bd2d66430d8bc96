import { create } from 'zustand';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import type { DraftTest } from '../../shared/session/scanner-draft.ts';
import { listen, request } from '../ipc/client.ts';
import { selectedItem, wireEntry } from './scanner-drafts.ts';
import { nextDraftId } from './scanner-preview.ts';
import { useSession } from './session-store.ts';
import { useWorkspace } from './workspace-store.ts';

type Tested = Extract<DraftTest, { kind: 'tested' }>;

interface TestState {
  /** How many sessions a test plays. */
  readonly sessions: number;
  /** The scanner as it was tested; null where none was. */
  readonly entry: ScannerConfig | null;
  readonly result: Tested | null;
  /** Number of the test that runs; null where none does. */
  readonly running: number | null;
  readonly progress: { readonly done: number; readonly of: number; readonly words: string } | null;
  readonly problem: string | null;
}

const NOTHING: TestState = {
  sessions: 5,
  entry: null,
  result: null,
  running: null,
  progress: null,
  problem: null,
};

/** The draft and the saved scanner, played over past sessions. */
export const useScannerTest = create<TestState>()(() => NOTHING);

useSession.subscribe(({ snapshot }) => {
  if (snapshot === null && useScannerTest.getState() !== NOTHING) useScannerTest.setState(NOTHING);
});

/** Shows where a test is asked for, and begins one. */
export function openReplayTest(): void {
  useWorkspace.getState().dock?.show('scanner-test');
  void runTest();
}

export function chooseSessions(sessions: number): void {
  useScannerTest.setState({ sessions });
}

/** Plays the selected scanner over the last sessions; a test that runs gives way. */
export async function runTest(): Promise<void> {
  const item = selectedItem();
  if (item === undefined || useSession.getState().snapshot === null) return;
  const id = nextDraftId();
  const { entry, draft } = item;
  useScannerTest.setState({ running: id, entry, progress: null, problem: null });
  const stop = listen('scanner.draftProgress', ({ id: of, ...progress }) => {
    if (of === id) useScannerTest.setState({ progress });
  });
  const { sessions } = useScannerTest.getState();
  const reply = await request('scanner.testDraft', {
    id,
    draft: wireEntry(entry),
    saved: draft === null || item.saved === null ? null : wireEntry(item.saved),
    sessions,
  });
  stop();
  if (useScannerTest.getState().running !== id) return;
  const ended = { running: null, progress: null };
  if (!reply.ok) {
    const isGivenUp = reply.error.code === 'cancelled' || reply.error.code === 'superseded';
    useScannerTest.setState({ ...ended, problem: isGivenUp ? 'The test was stopped.' : reply.error.message });
  } else if (reply.value.kind === 'refused') {
    useScannerTest.setState({ ...ended, problem: reply.value.message });
  } else useScannerTest.setState({ ...ended, result: reply.value, problem: null });
}

export function stopTest(): void {
  const { running } = useScannerTest.getState();
  if (running !== null) void request('scanner.stopDraft', undefined);
}
