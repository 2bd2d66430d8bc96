import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

const CONFIG_FILES = [{ name: 'Session config', extensions: ['json'] }];

const TEXT_FILES = [
  { name: 'CSV and text', extensions: ['csv', 'txt', 'tsv', 'dat', 'prn', 'asc'] },
  { name: 'All files', extensions: ['*'] },
];

/** What the user is asked through the system's own dialogs; each answers an absolute path, or null for none. */
export interface Dialogs {
  chooseFolder(): Promise<string | null>;
  chooseConfig(): Promise<string | null>;
  /** A scanner script that is copied into the folder of scripts. */
  chooseScript(): Promise<string | null>;
  /** A file of tickers. */
  chooseSymbols(): Promise<string | null>;
  /** Files or folders with CSV files; empty for none. */
  chooseImport(what: 'files' | 'folder'): Promise<string[]>;
  /** @param fileName what is proposed */
  chooseExport(fileName: string): Promise<string | null>;
  /** Where rejected rows are saved. @param fileName what is proposed */
  chooseRejects(fileName: string): Promise<string | null>;
}

/** The dialogs of the window that stands when they are asked for. */
export function systemDialogs(window: () => BrowserWindow | undefined): Dialogs {
  const openAll = async (options: OpenDialogOptions): Promise<string[]> => {
    const parent = window();
    const { canceled, filePaths } =
      parent === undefined
        ? await dialog.showOpenDialog(options)
        : await dialog.showOpenDialog(parent, options);
    return canceled ? [] : filePaths;
  };
  const open = async (options: OpenDialogOptions): Promise<string | null> =>
    (await openAll(options))[0] ?? null;
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePath } =
      parent === undefined
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(parent, options);
    return canceled || filePath === '' ? null : filePath;
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
    chooseSymbols: () =>
      open({
        title: 'Read symbols from a file',
        buttonLabel: 'Read',
        filters: TEXT_FILES,
        properties: ['openFile'],
      }),
    chooseScript: () =>
      open({
        title: 'Import a scanner script',
        buttonLabel: 'Copy',
        filters: [{ name: 'JavaScript', extensions: ['js', 'mjs'] }],
        properties: ['openFile'],
      }),
    chooseImport: (what) =>
      openAll({
        title: what === 'files' ? 'Import CSV files' : 'Import the CSV files of a folder',
        buttonLabel: 'Look inside',
        filters: what === 'files' ? TEXT_FILES : [],
        properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
      }),
    chooseExport: (fileName) =>
      save({
        title: 'Export the session config',
        defaultPath: fileName,
        filters: CONFIG_FILES,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }),
    chooseRejects: (fileName) =>
      save({
        title: 'Save the rejected rows',
        defaultPath: fileName,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }),
  };
}
