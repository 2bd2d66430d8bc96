import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { ImportCandidate } from '../../../shared/ipc/requests/home.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { readSessionConfig } from '../../engine/config/read-session-config.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';
import { messageOf } from '../../loaders/source-error.ts';
import { FolderDesk } from '../../platform/home/folder-desk.ts';
import { ImportDesk } from '../../platform/home/import-desk.ts';
import { scanFolder } from '../../platform/home/scan-folder.ts';
import type { SessionChoice, SessionDoor } from '../../platform/home/session-door.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { configHandlers } from './config.ts';
import { homeHandlers } from './home.ts';

const calendar = exchangeCalendar('NYSE');
const EXAMPLE = 'assets/examples/simulated.json';
const SAMPLE = 'assets/sample-data';

function configOf(text: string): SessionConfig {
  const read = readSessionConfig(text, 'test');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** Opens nothing, and remembers what it was asked for. */
class FakeDoor implements SessionDoor {
  readonly opened: SessionChoice[] = [];
  readonly called: string[] = [];
  current: SessionConfig | undefined;
  started: SessionConfig | undefined;
  folder: string | undefined;

  get isOpen(): boolean {
    return this.current !== undefined;
  }
  async open(choice: SessionChoice): Promise<Result<null>> {
    this.opened.push(choice);
    return success(null);
  }
  async close(): Promise<void> {
    this.current = undefined;
  }
  async view(): Promise<Result<Pick<SessionView, 'config'>>> {
    const { current, started } = this;
    if (current === undefined) return failure('no_session', 'No session is open.');
    return success({ config: () => ({ current, started: started ?? current }) });
  }
  dataFolder(): string | undefined {
    return this.folder;
  }
  async last(): Promise<null> {
    return null;
  }
  opening(): null {
    return null;
  }
  cancel(): void {
    this.called.push('cancel');
  }
  recovery(): null {
    return null;
  }
  dismissRecovery(): void {
    this.called.push('dismiss recovery');
  }
  notices(): string[] {
    return ['something was put aside'];
  }
}

/** The handlers with a user who answers every dialog with `answer`. */
function program(answer: string | null) {
  const door = new FakeDoor();
  const asked: string[] = [];
  const dialogs = {
    chooseFolder: async () => answer,
    chooseConfig: async () => answer,
    chooseExport: async (fileName: string) => {
      asked.push(fileName);
      return answer;
    },
  };
  const desk = new FolderDesk({
    calendar,
    read: (root) =>
      scanFolder(root, calendar, () => undefined).then(success, (error: unknown) =>
        failure('folder_unreadable', messageOf(error)),
      ),
    today: () => sessionDate('2026-08-03'),
  });
  return {
    door,
    asked,
    home: homeHandlers({
      door,
      desk,
      dialogs,
      simulated: () => ({ symbols: 500, seed: 42, speed: 20 }),
      sampleFolder: SAMPLE,
    }),
    config: configHandlers({ door, desk: new ImportDesk(), dialogs }),
  };
}

async function value<T>(reply: Result<T> | Promise<Result<T>>): Promise<T> {
  const result = await reply;
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function proposed({ questions }: FolderReport): Record<string, string> {
  return Object.fromEntries(questions.map(({ id, proposed: answer }) => [id, answer ?? '']));
}

/** Every file of a folder with its bytes, so that a test sees any change. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'base64')]),
  );
}

describe('a data folder', () => {
  it('is reported, then opened by its id with the answers, without its path ever leaving', async () => {
    const { home, door } = program(null);
    const report = await value(home['home.sampleFolder'](undefined));
    expect(JSON.stringify(report)).not.toContain(resolve(dirname(SAMPLE)));
    expect(report.folderName).toBe('sample-data');
    expect(door.opened).toEqual([]);

    await value(home['home.loadFolder']({ id: report.id, answers: proposed(report) }));

    const [choice] = door.opened;
    if (choice?.kind !== 'config') throw new Error('nothing was opened');
    expect(choice.dataFolder).toBe(resolve(SAMPLE));
    expect(choice.config.data_folder).toBe(resolve(SAMPLE));
    expect(choice.config.replay).toMatchObject({ start_date: '2025-06-26', end_date: '2025-06-27' });
  });

  it('is not changed by being read', async () => {
    const before = bytesOf(SAMPLE);
    await value(program(null).home['home.sampleFolder'](undefined));
    expect(bytesOf(SAMPLE)).toEqual(before);
  });

  it('that the user did not choose is none', async () => {
    expect(await value(program(null).home['home.chooseFolder'](undefined))).toBeNull();
  });

  it('that is gone is refused in words', async () => {
    const gone = join(temporaryFolder(), 'gone');
    expect(await program(gone).home['home.chooseFolder'](undefined)).toMatchObject({
      ok: false,
      error: { code: 'folder_unreadable', message: expect.stringContaining('gone cannot be opened') },
    });
  });

  it('can be dropped on the window; what is no folder, or has no path, is refused', async () => {
    const { home, door } = program(null);
    const report = await value(home['home.dropFolder']({ path: resolve(SAMPLE) }));
    expect(report.folderName).toBe('sample-data');
    for (const path of ['', SAMPLE, resolve(EXAMPLE), join(temporaryFolder(), 'gone')])
      expect(await home['home.dropFolder']({ path })).toMatchObject({
        ok: false,
        error: { code: 'no_folder' },
      });
    expect(door.opened).toEqual([]);
  });

  it('is not opened by an id that was never given, nor with an answer that was not offered', async () => {
    const { home, door } = program(null);
    expect(await home['home.loadFolder']({ id: 'made up', answers: {} })).toMatchObject({
      ok: false,
      error: { code: 'report_gone' },
    });
    const report = await value(home['home.sampleFolder'](undefined));
    const answers = { ...proposed(report), sessions: '1999-01-01..2099-01-01' };
    expect(await home['home.loadFolder']({ id: report.id, answers })).toMatchObject({
      ok: false,
      error: { code: 'answer_missing' },
    });
    expect(door.opened).toEqual([]);
  });
});

describe('the start screen', () => {
  it('is told what there is', async () => {
    const { home } = program(null);
    expect(await value(home['home.state'](undefined))).toEqual({
      open: false,
      opening: null,
      last: null,
      recovery: null,
      simulated: { symbols: 500, seed: 42, speed: 20 },
      sample: true,
      notices: ['something was put aside'],
    });
  });

  it('opens the simulated session, and the last one', async () => {
    const { home, door } = program(null);
    await value(home['home.startSimulated'](undefined));
    await value(home['home.continueLast'](undefined));
    expect(door.opened).toEqual([{ kind: 'simulated' }, { kind: 'last' }]);
  });

  it('gives up what is being opened, and remembers what was read', async () => {
    const { home, door } = program(null);
    await value(home['home.cancelOpening'](undefined));
    await value(home['home.dismissRecovery'](undefined));
    expect(door.called).toEqual(['cancel', 'dismiss recovery']);
  });
});

describe('an export', () => {
  it('writes the config as it stands, and it reads as the same config', async () => {
    const path = join(temporaryFolder(), 'mine.json');
    const { config, door, asked } = program(path);
    door.current = { ...configOf(readFileSync(EXAMPLE, 'utf8')), data_folder: '/home/me/data' };

    expect(await value(config['config.export'](undefined))).toBe('mine.json');

    expect(asked).toEqual(['simulated-session.json']);
    const written = readFileSync(path, 'utf8');
    expect(written).toBe((await value(config['config.view'](undefined))).text);
    expect(written).not.toContain('/home/me');
    expect(configOf(written).session_data_config).toEqual(door.current.session_data_config);
  });

  it('tells what has changed since the session began', async () => {
    const { config, door } = program(null);
    door.started = configOf(readFileSync(EXAMPLE, 'utf8'));
    door.current = {
      ...door.started,
      session_data_config: { ...door.started.session_data_config, symbols: [symbolId('AAPL')] },
    };
    expect((await value(config['config.view'](undefined))).changes).toEqual([
      { path: 'session_data_config.symbols[0]', kind: 'added', before: null, after: 'AAPL' },
    ]);
  });

  it('without a session is refused, and one that was cancelled writes nothing', async () => {
    expect(await program(null).config['config.export'](undefined)).toMatchObject({
      ok: false,
      error: { code: 'no_session' },
    });
    const { config, door } = program(null);
    door.current = configOf(readFileSync(EXAMPLE, 'utf8'));
    expect(await value(config['config.export'](undefined))).toBeNull();
  });
});

describe('an import', () => {
  function fileWith(text: string): string {
    const path = join(temporaryFolder(), 'other.json');
    writeFileSync(path, text);
    return path;
  }

  async function candidate(text: string, prepare?: (door: FakeDoor) => void) {
    const path = fileWith(text);
    const parts = program(path);
    prepare?.(parts.door);
    const chosen = await value(parts.config['config.chooseImport'](undefined));
    if (chosen === null) throw new Error('no file was chosen');
    expect(readFileSync(path, 'utf8')).toBe(text);
    return { ...parts, chosen, path };
  }

  const text = readFileSync(EXAMPLE, 'utf8');

  it('is compared with the open session, and opened once it is applied', async () => {
    const edited = text.replace('"seed": 42', '"seed": 7');
    const { chosen, config, door } = await candidate(edited, (each) => {
      each.current = configOf(text);
    });
    expect(chosen).toMatchObject({ fileName: 'other.json', problems: [] });
    expect(chosen.changes).toEqual([{ path: 'data_sources[0].seed', kind: 'changed', before: 42, after: 7 }]);
    expect(door.opened).toEqual([]);
    await value(config['config.applyImport']({ id: chosen.id ?? '' }));
    expect(door.opened).toMatchObject([{ kind: 'config', config: { data_sources: [{ seed: 7 }] } }]);
  });

  const wrong: readonly (readonly [string, string, Partial<ImportCandidate['problems'][number]>])[] = [
    ['an unknown field', text.replace('"mode"', '"colour": "red",\n  "mode"'), { line: 4, path: 'colour' }],
    [
      'a value that is not allowed',
      text.replace('"seed": 42', '"seed": -1'),
      { path: 'data_sources[0].seed' },
    ],
    ['locks', text.replace('"mode"', '"locks": [],\n  "mode"'), { path: 'locks' }],
    ['a key that reaches a prototype', text.replace('"mode"', '"__proto__": {},\n  "mode"'), { line: 4 }],
    ['a scanner that there is none of', text.replace('"kind": "gap"', '"kind": "gapp"'), {}],
    ['half of a file', text.slice(0, 300), {}],
  ];
  for (const [what, file, problem] of wrong) {
    it(`of a file with ${what} names its line and changes nothing`, async () => {
      const { chosen, door } = await candidate(file, (each) => {
        each.current = configOf(text);
      });
      expect(chosen).toMatchObject({ id: null, changes: [] });
      expect(chosen.problems[0]).toMatchObject(problem);
      expect(chosen.problems[0]?.line).toBeGreaterThan(0);
      expect(chosen.problems[0]?.message).not.toBe('');
      expect(door.opened).toEqual([]);
    });
  }

  const FOLDERS = readFileSync('assets/examples/daily-2013-2018.json', 'utf8').replace(
    '"path": "daily-sp500-2013-2018/individual_stocks_5yr"',
    '"path": "stocks"',
  );

  it('takes its data from beside the file', async () => {
    const { path, config, chosen, door } = await candidate(FOLDERS);
    expect(chosen.problems[0]).toMatchObject({
      path: 'data_sources',
      message: expect.stringContaining('the folder "stocks" is neither beside the file nor'),
    });
    mkdirSync(join(dirname(path), 'data', 'stocks'), { recursive: true });
    const again = await value(config['config.chooseImport'](undefined));
    await value(config['config.applyImport']({ id: again?.id ?? '' }));
    expect(door.opened).toMatchObject([{ dataFolder: join(dirname(path), 'data') }]);
  });

  it('takes its data from the folder of the open session where it lies there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'stocks'));
    const { chosen, config, door } = await candidate(FOLDERS, (each) => {
      each.current = configOf(text);
      each.folder = folder;
    });
    await value(config['config.applyImport']({ id: chosen.id ?? '' }));
    expect(door.opened).toMatchObject([{ dataFolder: folder, config: { data_folder: folder } }]);
  });

  it('of what is no file is refused, and one by an id that was never given', async () => {
    const folder = temporaryFolder();
    const { config } = program(folder);
    expect(await config['config.chooseImport'](undefined)).toMatchObject({
      ok: false,
      error: { code: 'import_unreadable', message: expect.stringContaining(basename(folder)) },
    });
    expect(await config['config.applyImport']({ id: 'made up' })).toMatchObject({
      ok: false,
      error: { code: 'import_gone' },
    });
  });
});
