import { readFile } from 'node:fs/promises';
import { type Result, success } from '../../shared/domain/result.ts';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { LastSession, Recovery } from '../../shared/ipc/requests/home.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import type { RunningSession, SessionView } from '../engine/coordinator/session-view.ts';
import { embeddedConfig } from './embedded-config.ts';
import type { SessionChoice, SessionDoor } from './home/session-door.ts';
import type { SessionMark } from './position-file.ts';
import { type OpenedSession, openFolder, type sourcesInWorker } from './session-factory.ts';
import type { SessionFolder, SessionStart } from './session-folder.ts';
import type { SessionLibrary } from './session-library.ts';
import { dataBase } from './source-options.ts';

/** Who has the one session of the window. */
export interface OpensSessions {
  readonly isOpen: boolean;
  failure(): { readonly message: string } | undefined;
  running(): Promise<Result<RunningSession>>;
  open(create: () => Promise<RunningSession>): Promise<Result<RunningSession>>;
  close(): Promise<void>;
}

/** Opens new sessions and goes on with the last one; each has a folder of its own. */
export class Sessions implements SessionDoor {
  readonly #host: OpensSessions;
  readonly #library: SessionLibrary;
  readonly #connect: typeof sourcesInWorker | undefined;
  #notices: readonly string[] = [];
  #recovery: Recovery | null = null;
  #dataFolder: string | undefined;

  constructor(host: OpensSessions, library: SessionLibrary, connect?: typeof sourcesInWorker) {
    this.#host = host;
    this.#library = library;
    this.#connect = connect;
  }

  get isOpen(): boolean {
    return this.#host.isOpen;
  }

  /**
   * At the start of the program: goes on with the session that was open when the program ended without
   * being asked to. Where it ended on the way to that, it is left to the user. Resolves once that is decided.
   */
  async recover(): Promise<void> {
    const folder = await this.#library.newest();
    const left = await folder?.leftAs();
    if (folder === undefined || left === undefined || left === 'closed') return;
    const mark = await this.#library.newestMark();
    if (left === 'opening') {
      await folder.mark('closed');
      this.#notices = [
        `The program ended while it opened the session “${mark?.name ?? 'without a name'}”. It was not opened again by itself: continue it here.`,
      ];
      return;
    }
    void this.#host.open(async () => {
      const opened = await this.#openFolder(folder);
      this.#recovery = recoveryOf(opened, mark);
      return opened.session;
    });
  }

  /**
   * Opens a config file that was named at the start of the program; it is read, never written.
   * @param dataFolder what the paths of its data sources begin at, in place of its own folder
   */
  openFile(path: string, dataFolder: string | undefined): Promise<Result<RunningSession>> {
    return this.#host.open(async () => {
      const config = usable(await readFile(path, 'utf8'), path);
      return this.#openNew({ config, dataFolder: dataBase(config, path, dataFolder) });
    });
  }

  async open(choice: SessionChoice): Promise<Result<null>> {
    const opened = await this.#host.open(async () => {
      this.#recovery = null;
      return choice.kind === 'last' ? this.#openLast() : this.#openNew(startOf(choice));
    });
    return opened.ok ? success(null) : opened;
  }

  close(): Promise<void> {
    this.#recovery = null;
    return this.#host.close();
  }

  async view(): Promise<Result<SessionView>> {
    const session = await this.#host.running();
    return session.ok ? success(session.value.view) : session;
  }

  dataFolder(): string | undefined {
    return this.#host.isOpen ? this.#dataFolder : undefined;
  }

  async last(): Promise<LastSession | null> {
    const folder = await this.#library.newest();
    if (folder === undefined) return null;
    const mark = await this.#library.newestMark();
    return mark === null ? null : lastOf(mark);
  }

  recovery(): Recovery | null {
    return this.#recovery;
  }

  notices(): readonly string[] {
    const failed = this.#host.failure();
    return failed === undefined ? this.#notices : [failed.message, ...this.#notices];
  }

  async #openLast(): Promise<RunningSession> {
    const folder = await this.#library.newest();
    if (folder === undefined) throw new Error('There is no session to continue: open a new one.');
    return (await this.#openFolder(folder)).session;
  }

  /** A session that cannot be opened leaves nothing behind: the last one stays the one to continue. */
  async #openNew(start: SessionStart): Promise<RunningSession> {
    const folder = await this.#library.create(start);
    try {
      return (await this.#openFolder(folder)).session;
    } catch (error) {
      await this.#library.discard(folder);
      throw error;
    }
  }

  async #openFolder(folder: SessionFolder): Promise<OpenedSession> {
    this.#notices = [];
    this.#dataFolder = (await folder.start()).dataFolder;
    const opened = await openFolder(folder, this.#connect);
    this.#notices = [...(await folder.notices()), ...opened.kept.repairs, ...opened.kept.differences];
    return opened;
  }
}

function usable(text: string, path: string): SessionConfig {
  const read = readSessionConfig(text, path);
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}

function startOf(choice: Exclude<SessionChoice, { kind: 'last' }>): SessionStart {
  if (choice.kind === 'simulated') return { config: embeddedConfig(), dataFolder: undefined };
  return { config: choice.config, dataFolder: choice.dataFolder };
}

function recoveryOf({ live, kept }: OpenedSession, mark: SessionMark | null): Recovery {
  const { lockedCount, promotedCount, symbolCount } = live.view.status();
  return {
    endedAt: mark?.savedAt ?? Date.now(),
    symbols: symbolCount,
    promoted: promotedCount,
    locks: lockedCount,
    positions: live.positions.positions().length,
    differences: [...kept.differences],
  };
}

function lastOf({
  name,
  mode,
  sessionDate,
  wallTime,
  symbols,
  promoted,
  locked,
  savedAt,
}: SessionMark): LastSession {
  return { name, mode, sessionDate, wallTime, symbols, promoted, locked, savedAt };
}
