import { create } from 'zustand';
import type { ConfigView, ImportCandidate } from '../../shared/ipc/requests/home.ts';
import { request } from '../ipc/client.ts';
import { readHome, sayNotOpened, useHome } from './home-store.ts';
import { toast } from './toast-store.ts';

interface ConfigState {
  /** Undefined until it was read, or while no session is open. */
  readonly view: ConfigView | undefined;
  /** The file that was chosen to be imported; null where none is being looked at. */
  readonly candidate: ImportCandidate | null;
  /** The import is being opened. */
  readonly applying: boolean;
  /** Exports that were written since the page was loaded. */
  readonly exports: number;
}

/** The open session's config as the main process tells it, and a file that may take its place. */
export const useConfig = create<ConfigState>()(() => ({
  view: undefined,
  candidate: null,
  applying: false,
  exports: 0,
}));

export async function readConfig(): Promise<void> {
  const reply = await request('config.view', undefined);
  useConfig.setState({ view: reply.ok ? reply.value : undefined });
}

/** Asks where to, and writes the config as it stands. */
export async function exportConfig(): Promise<void> {
  const reply = await request('config.export', undefined);
  if (!reply.ok) toast('refused', 'The config was not exported', [reply.error.message]);
  else if (reply.value !== null) {
    useConfig.setState(({ exports }) => ({ exports: exports + 1 }));
    toast('info', `Config exported to ${reply.value}`);
  }
}

/** Asks which file; what it would change is shown before anything is done. */
export async function chooseImport(): Promise<void> {
  const reply = await request('config.chooseImport', undefined);
  if (!reply.ok) toast('refused', 'The config was not read', [reply.error.message]);
  else if (reply.value !== null) useConfig.setState({ candidate: reply.value });
}

export async function applyImport(): Promise<void> {
  const id = useConfig.getState().candidate?.id ?? null;
  if (id === null || useConfig.getState().applying) return;
  useConfig.setState({ applying: true });
  const reply = await request('config.applyImport', { id });
  useConfig.setState({ applying: false, candidate: null });
  if (!reply.ok) {
    sayNotOpened(reply.error);
    // Where none is open, the start screen says why.
    useHome.setState({ problem: reply.error.code === 'cancelled' ? null : reply.error.message });
  }
  await readHome();
}

export function dismissImport(): void {
  useConfig.setState({ candidate: null });
}
