import { create } from 'zustand';
import type { LogEntry, QualityRecord, ScannerRecord } from '../../shared/session/activity.ts';
import { formatCount } from '../format/numbers.ts';
import { request } from '../ipc/client.ts';
import { setPanelCount } from './panel-store.ts';
import { useSession } from './session-store.ts';

interface ActivityState {
  /** Null until they were read. */
  readonly scanners: readonly ScannerRecord[] | null;
  /** The worst first; null until it was read. */
  readonly quality: readonly QualityRecord[] | null;
  /** Oldest first. */
  readonly log: readonly LogEntry[];
}

const READ_MS = 2_000;
const LOG_READ_MS = 1_000;
/** Log entries that the window keeps. */
const LOG_LIMIT = 2_000;

const NOTHING: ActivityState = { scanners: null, quality: null, log: [] };

/** What the session tells beside the market: how its scanners stand, what is wrong with its data, its log. */
export const useActivity = create<ActivityState>()(() => NOTHING);

/** Reads scanners and quality now and then, for as long as the page lives: tabs and the status bar count them. */
export function followActivity(): void {
  setInterval(() => void readRecords(), READ_MS);
  useSession.subscribe((state, before) => {
    if (state.snapshot === null && before.snapshot !== null) useActivity.setState(NOTHING);
    else if (state.snapshot !== null && before.snapshot === null) void readRecords();
  });
}

/** Reads the log for as long as somebody looks at it; returns what ends it. */
export function followLog(): () => void {
  void readLog();
  const timer = setInterval(() => void readLog(), LOG_READ_MS);
  return () => clearInterval(timer);
}

async function readRecords(): Promise<void> {
  const { snapshot } = useSession.getState();
  if (snapshot === null || document.hidden) return;
  const [scanners, quality] = await Promise.all([
    request('session.scanners', undefined),
    request('session.quality', undefined),
  ]);
  if (!isStillOpen()) return;
  if (scanners.ok) {
    useActivity.setState({ scanners: scanners.value });
    setPanelCount('scanners', scanners.value.length === 0 ? '' : formatCount(scanners.value.length));
  }
  if (quality.ok) {
    useActivity.setState({ quality: quality.value });
    const issues = quality.value.length;
    setPanelCount(
      'data-quality',
      issues === 0 ? '' : formatCount(issues),
      issues === 0 ? 'quiet' : 'warning',
    );
  }
}

async function readLog(): Promise<void> {
  if (!isStillOpen()) return;
  const { log } = useActivity.getState();
  const after = log.at(-1)?.number ?? 0;
  const reply = await request('session.log', { after });
  // Whoever asked in between has brought them already.
  const isNews = reply.ok && reply.value.length > 0 && useActivity.getState().log === log;
  if (isNews && isStillOpen()) useActivity.setState({ log: [...log, ...reply.value].slice(-LOG_LIMIT) });
}

function isStillOpen(): boolean {
  return useSession.getState().snapshot !== null;
}
