import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

const CONFIG_FILES = [{ name: 'Session config', extensions: ['json'] }];

/** What the user is asked through the system's own dialogs; each answers an absolute path, or null for none. */
export interface Dialogs {
  chooseFolder(): Promise<string | null>;
  chooseConfig(): Promise<string | null>;
  /** @param fileName what is proposed */
  chooseExport(fileName: string): Promise<string | null>;
}

/** The dialogs of the window that stands when they are asked for. */
export function systemDialogs(window: () => BrowserWindow | undefined): Dialogs {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePaths } =
      parent === undefined
        ? await dialog.showOpenDialog(options)
        : await dialog.showOpenDialog(parent, options);
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    chooseFolder: () =>
      open({ title: 'Open a data folder', buttonLabel: 'Look inside', properties: ['openDirectory'] }),
    chooseConfig: () =>
      open({
        title: 'Import a session config',
        buttonLabel: 'Compare',
        filters: CONFIG_FILES,
        properties: ['openFile'],
      }),
    chooseExport: async (fileName) => {
      const parent = window();
      const options: SaveDialogOptions = {
        title: 'Export the session config',
        defaultPath: fileName,
        filters: CONFIG_FILES,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const { canceled, filePath } =
        parent === undefined
          ? await dialog.showSaveDialog(options)
          : await dialog.showSaveDialog(parent, options);
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
