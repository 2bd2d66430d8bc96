import { Menu } from 'electron';

/**
 * macOS needs a menu for quit, clipboard and window keys; elsewhere the command
 * bar is the menu and the system gives the clipboard keys by itself.
 */
export function installMenu(): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    isMac
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
