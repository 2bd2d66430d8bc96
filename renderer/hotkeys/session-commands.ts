import {
  FileDown,
  FileSpreadsheet,
  FileUp,
  FolderInput,
  FolderOpen,
  House,
  Redo2,
  Undo2,
} from 'lucide-react';
import { chooseImport, exportConfig } from '../stores/config-store.ts';
import { chooseCsv } from '../stores/csv-import-store.ts';
import { chooseFolder, closeSession } from '../stores/home-store.ts';
import { redo, undo, useUndo } from '../stores/undo-store.ts';
import type { Command } from './command.ts';

/** What concerns the session as a whole, and what was done to it. */
export function sessionCommands(isOpen: boolean): readonly Command[] {
  const command = (rest: Omit<Command, 'group'>): Command => ({ group: 'Session', ...rest });
  const imported = command({
    id: 'session.import',
    title: 'Import a session config…',
    key: null,
    icon: FileUp,
    run: () => void chooseImport(),
  });
  const folder = command({
    id: 'session.folder',
    title: 'Open a data folder…',
    key: 'Ctrl+O',
    icon: FolderOpen,
    inFields: true,
    run: () => void chooseFolder(),
  });
  const files = command({
    id: 'session.import-csv',
    title: 'Import CSV files…',
    key: null,
    icon: FileSpreadsheet,
    run: () => void chooseCsv('files'),
  });
  const csvFolder = command({
    id: 'session.import-csv-folder',
    title: 'Import the CSV files of a folder…',
    key: null,
    icon: FolderInput,
    run: () => void chooseCsv('folder'),
  });
  if (!isOpen) return [folder, files, csvFolder, imported];
  const { past, future } = useUndo.getState();
  const [last, next] = [past.at(-1), future[0]];
  return [
    command({
      id: 'session.undo',
      title: last === undefined ? 'Undo' : `Undo: ${last.label}`,
      key: 'Ctrl+Z',
      icon: Undo2,
      refusal: last === undefined ? 'Nothing was done that can be undone.' : null,
      run: () => void undo(),
    }),
    command({
      id: 'session.redo',
      title: next === undefined ? 'Redo' : `Redo: ${next.label}`,
      key: 'Ctrl+Shift+Z',
      icon: Redo2,
      refusal: next === undefined ? 'Nothing was undone.' : null,
      run: () => void redo(),
    }),
    command({
      id: 'session.export',
      title: 'Export the session config…',
      key: 'Ctrl+E',
      icon: FileDown,
      inFields: true,
      run: () => void exportConfig(),
    }),
    folder,
    files,
    csvFolder,
    imported,
    command({
      id: 'session.close',
      title: 'Close the session and go to the start screen; the session is kept',
      key: null,
      icon: House,
      run: () => void closeSession(),
    }),
  ];
}
