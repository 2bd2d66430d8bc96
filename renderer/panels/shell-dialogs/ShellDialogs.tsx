import './shell-dialogs.css';
import { type ShellDialog, useShell } from '../../stores/shell-store.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { RenameLayoutDialog, SaveLayoutDialog } from './LayoutNameDialog.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';

const DIALOGS: Record<ShellDialog, () => React.ReactNode> = {
  settings: SettingsDialog,
  keys: KeysDialog,
  'save-layout': SaveLayoutDialog,
  'rename-layout': RenameLayoutDialog,
};

/** Whichever dialog of the window itself is open. */
export function ShellDialogs() {
  const name = useShell((state) => state.dialog);
  if (name === null) return null;
  const Open = DIALOGS[name];
  return <Open />;
}
