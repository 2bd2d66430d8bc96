import { basename, isAbsolute } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { CsvDesk } from '../../platform/home/csv-desk.ts';
import type { Dialogs } from '../../platform/home/dialogs.ts';
import type { FolderDesk } from '../../platform/home/folder-desk.ts';
import type { SessionDoor } from '../../platform/home/session-door.ts';
import type { RequestHandlers } from '../guard.ts';

type ImportHandlers = Pick<
  RequestHandlers,
  | 'import.choose'
  | 'import.folder'
  | 'import.drop'
  | 'import.answer'
  | 'import.run'
  | 'import.goOn'
  | 'import.cancel'
  | 'import.close'
  | 'import.saveRejects'
  | 'import.open'
>;

export interface ImportParts {
  readonly door: Pick<SessionDoor, 'open'>;
  readonly csv: CsvDesk;
  /** Knows where folders lie that were reported. */
  readonly folders: Pick<FolderDesk, 'pathOf'>;
  readonly dialogs: Pick<Dialogs, 'chooseImport' | 'chooseRejects'>;
}

const REJECTS_FILE = 'rejected-rows.csv';

/** Requests about CSV files that are imported into the archive. */
export function importHandlers({ door, csv, folders, dialogs }: ImportParts): ImportHandlers {
  return {
    'import.choose': async ({ what }) => {
      const paths = await dialogs.chooseImport(what);
      return paths.length === 0 ? success(null) : csv.look(paths);
    },
    'import.folder': async ({ reportId }) => {
      const path = folders.pathOf(reportId);
      if (path === undefined)
        return failure('report_gone', 'This report is no longer there: open the folder again.');
      return csv.look([path]);
    },
    'import.drop': async ({ paths }) =>
      paths.every(isAbsolute)
        ? csv.look(paths)
        : failure(
            'no_files',
            'What was dropped are no files of this computer: drop CSV files, or a folder of them.',
          ),
    'import.answer': ({ id, answers }) => csv.answer(id, answers),
    'import.run': ({ id, answers, name }) => csv.run(id, answers, name),
    'import.goOn': ({ id }) => csv.goOn(id),
    'import.cancel': async ({ id }) => {
      await csv.cancel(id);
      return success(null);
    },
    'import.close': async ({ id }) => {
      await csv.close(id);
      return success(null);
    },
    'import.saveRejects': async ({ id }): Promise<Result<string | null>> => {
      const path = await dialogs.chooseRejects(REJECTS_FILE);
      if (path === null) return success(null);
      const saved = await csv.saveRejects(id, path);
      return saved.ok ? success(basename(path)) : saved;
    },
    'import.open': async ({ id, sessions }) => {
      const choice = csv.choice(id, sessions);
      return choice.ok ? door.open(choice.value) : choice;
    },
  };
}
