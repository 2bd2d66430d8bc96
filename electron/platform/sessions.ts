import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { LastSession, OpeningSession, Recovery } from '../../shared/ipc/requests/home.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import type { RunningSession, SessionView } from '../engine/coordinator/session-view.ts';
import type { ScriptService } from '../engine/scripts/contract.ts';
import { begun } from './begun.ts';
import { embeddedConfig } from './embedded-config.ts';
import type { SessionChoice, SessionDoor } from './home/session-door.ts';
import type { SessionMark } from './position-file.ts';
import { recoveryOf } from './recovery.ts';
import { type ConnectSources, type OpenedSession, openFolder } from './session-factory.ts';
import type { SessionFolder, SessionStart } from './session-folder.ts';
import type { SessionLibrary } from './session-library.ts';
import { dataBase } from './source-options.ts';
import type { WayBack } from './way-back.ts';

/** Who has the one session of the window. */
export interface OpensSessions {
  readonly isOpen: boolean;
  failure(): { readonly message: string } | undefined;
  running(): Promise<Result<RunningSession>>;
  open(build: (signal: AbortSignal) => Promise<RunningSession>): Promise<Result<RunningSession>>;
  cancel(): void;
  close(): Promise<void>;
}

export interface SessionsOptions {
  readonly host: OpensSessions;
  readonly library: SessionLibrary;
  /** Told when a session is being opened, how far it is, and null when that is over. */
  readonly onOpening?: (opening: OpeningSession | null) => void;
  readonly connect?: ConnectSources;
  /** Runs the user's scripts. */
  readonly scripts?: ScriptService;
}

/** What is known of the session that is open. */
interface About {
  readonly notices: readonly string[];
  readonly recovery: Recovery | null;
  readonly dataFolder: string | undefined;
}

interface Built extends About {
  readonly opened: OpenedSession;
}

const SWEPT =
  'The program ended while it opened another session, which was not kept. The one before is back.';
const NOTHING: About = { notices: [], recovery: null, dataFolder: undefined };

/** Opens new sessions and goes on with the last one; each has a folder of its own. */
export class Sessions implements SessionDoor {
  readonly #host: OpensSessions;
  readonly #library: SessionLibrary;
  readonly #options: SessionsOptions;
  #about: About = NOTHING;
  #opening: OpeningSession | null = null;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#host = options.host;
    this.#library = options.library;
  }

  get isOpen(): boolean {
    return this.#host.isOpen;
  }

  /**
   * At the start of the program: goes on with the session that was open when the program ended without
   * being asked to. Where it ended on the way to that, it is left to the user. Resolves once that is decided.
   */
  async recover(): Promise<void> {
    const swept = await this.#library.sweep();
    const folder = await this.#library.newest();
    const left = await folder?.leftAs();
    if (folder === undefined || left === undefined || left === 'closed') return;
    const mark = await this.#library.newestMark();
    if (left === 'opening') {
      await folder.mark('closed');
      const notice = `The program ended while it opened the session “${mark?.name ?? 'without a name'}”. It was not opened again by itself: continue it here.`;
      this.#about = { ...NOTHING, notices: [notice] };
      return;
    }
    void this.#open(mark?.name ?? 'the last session', true, async (signal) => {
      const built = await this.#build(folder, signal);
      const recovery = recoveryOf(built.opened, mark);
      return { ...built, recovery, notices: swept === 0 ? built.notices : [SWEPT, ...built.notices] };
    });
  }

  /**
   * Opens a config file that was named at the start of the program; it is read, never written.
   * @param dataFolder what the paths of its data sources begin at, in place of its own folder
   */
  openFile(path: string, dataFolder: string | undefined): Promise<Result<RunningSession>> {
    return this.#open(basename(path), false, async (signal) => {
      const config = usable(await readFile(path, 'utf8'), path);
      return this.#buildNew({ config, dataFolder: dataBase(config, path, dataFolder) }, signal);
    });
  }

  async open(choice: SessionChoice): Promise<Result<null>> {
    const opened = await (choice.kind === 'last' ? this.#openLast() : this.#openNew(startOf(choice)));
    return opened.ok ? success(null) : opened;
  }

  /** Gives up what is being opened; the session that is open goes on, one that was kept stays as it was. */
  cancel(): void {
    this.#host.cancel();
  }

  async close(): Promise<void> {
    await this.#host.close();
    this.#about = NOTHING;
  }

  async view(): Promise<Result<SessionView>> {
    const session = await this.#host.running();
    return session.ok ? success(session.value.view) : session;
  }

  dataFolder(): string | undefined {
    return this.#host.isOpen ? this.#about.dataFolder : undefined;
  }

  async last(): Promise<LastSession | null> {
    const mark = await this.#library.newestMark();
    return mark === null ? null : lastOf(mark);
  }

  opening(): OpeningSession | null {
    return this.#opening;
  }

  recovery(): Recovery | null {
    return this.#host.isOpen ? this.#about.recovery : null;
  }

  dismissRecovery(): void {
    this.#about = { ...this.#about, recovery: null };
  }

  notices(): readonly string[] {
    const failed = this.#host.failure();
    return failed === undefined ? this.#about.notices : [failed.message, ...this.#about.notices];
  }

  #openNew(start: SessionStart): Promise<Result<RunningSession>> {
    return this.#open(start.config.session_name, false, (signal) => this.#buildNew(start, signal));
  }

  async #openLast(): Promise<Result<RunningSession>> {
    // It has one folder, which only one may write.
    if (this.#host.isOpen)
      return failure('already_open', 'The last session is the one that is open: it needs no continuing.');
    const mark = await this.#library.newestMark();
    return this.#open(mark?.name ?? 'the last session', true, async (signal) => {
      const folder = await this.#library.newest();
      if (folder === undefined) throw new Error('There is no session to continue: open a new one.');
      return this.#build(folder, signal);
    });
  }

  /** Opens what `build` makes in place of the open session, telling how far it is. */
  async #open(
    name: string,
    continued: boolean,
    build: (signal: AbortSignal) => Promise<Built>,
  ): Promise<Result<RunningSession>> {
    this.#tell({ name, continued, at: null, until: null, done: null });
    const opened = await this.#host.open(async (signal) => {
      if (!this.#host.isOpen) this.#about = NOTHING;
      const { opened: made, ...about } = await build(signal);
      this.#about = about;
      return made.session;
    });
    this.#tell(null);
    return opened;
  }

  /** A session that cannot be opened leaves nothing behind: the last one stays the one to continue. */
  async #buildNew(start: SessionStart, signal: AbortSignal): Promise<Built> {
    const folder = await this.#library.create(start);
    try {
      const built = await this.#build(folder, signal);
      // What it takes the place of goes on unless this one has really begun.
      if (this.#host.isOpen) await begun(built.opened, signal);
      await this.#library.prune();
      return built;
    } catch (error) {
      await this.#library.discard(folder);
      throw error;
    }
  }

  async #build(folder: SessionFolder, signal: AbortSignal): Promise<Built> {
    const { dataFolder } = await folder.start();
    const onWay = (way: WayBack): void => {
      if (this.#opening !== null) this.#tell({ ...this.#opening, ...way });
    };
    const { connect, scripts } = this.#options;
    const opened = await openFolder(folder, connect, { signal, onWay }, scripts);
    const { repairs, differences } = opened.kept;
    const notices = [...(await folder.notices()), ...repairs, ...differences];
    return { opened, notices, recovery: null, dataFolder };
  }

  #tell(opening: OpeningSession | null): void {
    this.#opening = opening;
    this.#options.onOpening?.(opening);
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
