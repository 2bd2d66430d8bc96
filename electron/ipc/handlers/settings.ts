import { success } from '../../../shared/domain/result.ts';
import type { SettingsStore } from '../../platform/settings-store.ts';
import type { WorkspaceStore } from '../../platform/workspace-store.ts';
import type { RequestHandlers } from '../guard.ts';

type SettingsHandlers = Pick<
  RequestHandlers,
  'settings.get' | 'settings.set' | 'workspace.load' | 'workspace.save'
>;

/** Requests about what belongs to the user and not to a session: preferences, and the window's arrangement. */
export function settingsHandlers(settings: SettingsStore, workspace: WorkspaceStore): SettingsHandlers {
  return {
    'settings.get': async () => success(await settings.read()),
    'settings.set': (changed) => settings.write(changed),
    'workspace.load': async () => success(await workspace.read()),
    'workspace.save': ({ json }) => workspace.write(json),
  };
}
