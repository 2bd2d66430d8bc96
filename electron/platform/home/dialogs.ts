import { type BrowserWindow, dialog } from 'electron';

const CONFIG_FILES = [{ name: 'Session config', extensions: ['json'] }];

/** What the user is asked through the system's own dialogs; each answers an absolute path, or null for none. */
export interface Dialogs {
  chooseFolder(): Promise<string | null>;
  chooseConfig(): Promise<string | null>;
  /** @param fileName what is proposed */
  chooseExport(fileName: string): Promise<string | null>;
}

/** The dialogs of a window. */
export function systemDialogs(window: BrowserWindow): Dialogs {
  const first = ({ canceled, filePaths }: Electron.OpenDialogReturnValue) =>
    canceled ? null : (filePaths[0] ?? null);
  return {
    chooseFolder: async () =>
      first(
        await dialog.showOpenDialog(window, {
          title: 'Open a data folder',
          buttonLabel: 'Look inside',
          properties: ['openDirectory'],
        }),
      ),
    chooseConfig: async () =>
      first(
        await dialog.showOpenDialog(window, {
          title: 'Import a session config',
          buttonLabel: 'Compare',
          filters: CONFIG_FILES,
          properties: ['openFile'],
        }),
      ),
    chooseExport: async (fileName) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: 'Export the session config',
        defaultPath: fileName,
        filters: CONFIG_FILES,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
