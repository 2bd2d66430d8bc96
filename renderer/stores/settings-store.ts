import { create } from 'zustand';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/ipc/requests/product.ts';
import { request } from '../ipc/client.ts';
import { toast } from './toast-store.ts';

interface SettingsState {
  readonly settings: Settings;
  /** False until the saved ones have come. */
  readonly loaded: boolean;
  /** What was wrong with the saved ones; null where all is well, or once it was dismissed. */
  readonly notice: string | null;
  /** The newest change is not on the disk yet. */
  readonly saving: boolean;
}

/** The user's preferences. A change shows at once and is undone where the disk refuses it. */
export const useSettings = create<SettingsState>()(() => ({
  settings: DEFAULT_SETTINGS,
  loaded: false,
  notice: null,
  saving: false,
}));

/** Asks for the saved preferences; call it once. */
export async function loadSettings(): Promise<void> {
  const reply = await request('settings.get', undefined);
  if (reply.ok) useSettings.setState({ ...reply.value, loaded: true });
  else {
    useSettings.setState({ loaded: true });
    toast('refused', 'The settings could not be read', [reply.error.message]);
  }
}

export async function changeSettings(changes: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings;
  const settings = { ...before, ...changes };
  useSettings.setState({ settings, saving: true });
  const reply = await request('settings.set', settings);
  // A later change has its own answer.
  if (useSettings.getState().settings !== settings) return;
  useSettings.setState(reply.ok ? { saving: false } : { settings: before, saving: false });
  if (!reply.ok) toast('refused', 'The setting was not saved', [reply.error.message]);
}

export function dismissSettingsNotice(): void {
  useSettings.setState({ notice: null });
}
