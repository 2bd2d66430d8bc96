import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { type Answers, folderConfig } from './folder-config.ts';
import { folderReport } from './folder-report.ts';
import type { FoundFolder } from './found-folder.ts';
import type { SessionChoice } from './session-door.ts';

/** Reports that can still be answered; a folder can be looked at anew at any time. */
const KEPT = 4;

export interface FolderDeskOptions {
  /** Reads a folder by its absolute path; never rejects. */
  readonly read: (path: string) => Promise<Result<FoundFolder>>;
  readonly calendar: Calendar;
  /** The day of this computer. */
  readonly today: () => SessionDate;
}

interface Kept {
  readonly path: string;
  readonly found: FoundFolder;
  readonly report: FolderReport;
}

/** Keeps where the folders lie that were reported: the window knows them by an id, never by a path. */
export class FolderDesk {
  readonly #options: FolderDeskOptions;
  readonly #kept = new Map<string, Kept>();

  constructor(options: FolderDeskOptions) {
    this.#options = options;
  }

  /** Reads a folder that the user chose, and reports what it holds. */
  async look(path: string): Promise<Result<FolderReport>> {
    const { read, calendar, today } = this.#options;
    const absolute = resolve(path);
    const found = await read(absolute);
    if (!found.ok) return found;
    const report = folderReport(randomUUID(), basename(absolute), found.value, calendar, today());
    this.#kept.set(report.id, { path: absolute, found: found.value, report });
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return success(report);
  }

  /** Where a reported folder lies; undefined where the report is no longer kept. */
  pathOf(id: string): string | undefined {
    return this.#kept.get(id)?.path;
  }

  /** The session that a reported folder is played in. */
  choice(id: string, answers: Answers): Result<SessionChoice> {
    const kept = this.#kept.get(id);
    if (kept === undefined)
      return failure('report_gone', 'This report is no longer there: open the folder again.');
    const made = folderConfig(kept.report, kept.found, answers, this.#options.calendar);
    if (!made.ok) return made;
    // Absolute, so that the session finds its data when it is continued; an export leaves it out.
    return success({
      kind: 'config',
      config: { ...made.value, data_folder: kept.path },
      dataFolder: kept.path,
    });
  }
}
